// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ChannelTerms, PackedTerms, SignedReceipt, SignedConsent, SignedPermit} from "./Types.sol";

/// @title IPaymentChannels
/// @notice Unidirectional payment channels from payers to payees over one ERC-20, paid by cumulative receipts.
///
/// A channel's terms are hashed, not stored: channelId is the EIP-712 digest of ChannelTerms. A channel is one storage
/// slot at key keccak256(channelId ‖ pad32(signer) ‖ pad32(payee)):
///
///     deposit u96 ‖ settled u96 ‖ closeAt u40 ‖ 0 u24      (most significant first)
///
///     slot 0                     never opened, or ended and past openBy: can not be opened (again) then
///     deposit > 0, closeAt = 0   open
///     deposit > 0, closeAt > 0   closing until closeAt, closed from then on, to be withdrawn
///     deposit = 0, closeAt > 0   tombstone: ended before openBy, so that the id can not be opened again
///
/// There is no owner, no upgrade and no parameter that can change.
///
/// @dev Assumptions on the token: transfer and transferFrom move exactly the amount or fail (by revert or by returning
/// false; returning nothing counts as success); balances change by transfers alone.
/// @dev The token may refuse one party: settle never pays the payer, withdraw never pays the payee.
interface IPaymentChannels {
    // Errors, in the order in which they are checked.

    /// @notice A constructor argument is out of its range.
    error BadClosingPeriod(uint256 closingPeriod, uint256 min, uint256 max);
    /// @notice There is no contract at the token's address.
    error BadToken(address token);

    /// @notice A channel can not be opened, or topped up, by nothing.
    error ZeroDeposit();
    /// @notice The zero address signs nothing.
    error ZeroSigner();
    /// @notice The payee is the zero address or the contract itself.
    error BadPayee(address payee);
    /// @notice openBy must lie ahead, but not more than a closing period.
    error BadOpenBy(uint256 openBy, uint256 timestamp, uint256 closingPeriod);
    /// @notice The id is open, or was.
    error ChannelExists(bytes32 channelId);
    /// @notice No channel is open under this id with this signer and payee. For a receipt: or its signer is another's.
    error NoSuchChannel(bytes32 channelId, address signer, address payee);
    /// @notice The payer has closed the channel already.
    error ChannelClosing(bytes32 channelId, uint256 closeAt);
    /// @notice The closing period is over: only withdraw is left.
    error ChannelClosed(bytes32 channelId, uint256 closeAt);
    /// @notice Withdrawing has to wait until closeAt (0: the channel is not even closing).
    error ChannelNotClosed(bytes32 channelId, uint256 closeAt);
    /// @notice The deposit does not fit 96 bits.
    error DepositOverflow(bytes32 channelId, uint256 deposit);
    /// @notice As much or more was settled before.
    error NotHigher(bytes32 channelId, uint256 settled, uint256 amount);
    /// @notice A forwarding proof breaks off, or has bytes left over, in what begins at offset.
    error BadProof(uint256 offset);
    /// @notice The proof's receipt is not signed by the channel's signer, or not for this table.
    error BadReceipt(bytes32 channelId, address recovered, address signer);
    /// @notice The proof's session table: the id is below least (the floor, or one above the row before), or has paid 0.
    error BadTable(uint256 sessionId, uint256 least);
    /// @notice The proof's sessions: the id is below least (the table's floor, or one above the session before).
    error BadSession(uint256 sessionId, uint256 least);
    /// @notice The session's authorization is not signed by the channel's signer.
    error BadAuthorization(uint256 sessionId, address recovered, address signer);
    /// @notice The session's acknowledgement of a side (0: A, 1: B) is not signed by that side's key.
    error BadAck(uint256 sessionId, uint8 side, address recovered, address key);
    /// @notice closeNow is the payee's; others need a consent.
    error NotPayee(address sender, address payee);
    /// @notice The consent is not signed by the channel's closer.
    error BadConsent(bytes32 channelId, address signer, address closer);
    /// @notice Less is settled than the consent asks for.
    error ConsentNotMet(bytes32 channelId, uint256 settled, uint256 atLeast);
    /// @notice A signature's s is in the upper half, or it recovers to nobody.
    error BadSignature();
    /// @notice The rows are not a whole number of 140-byte rows.
    error BadRows(uint256 length);

    /// @notice The token refused to pay out.
    error TransferFailed();
    /// @notice The token refused to pull from the sender: balance or allowance too low.
    error TransferFromFailed();

    // Events. With its address alone a payer finds its channels by the topic payer, a payee by the topic payee.

    /// @notice A channel was opened. payer and terms together are its ChannelTerms and its deposit.
    event Opened(bytes32 indexed channelId, address indexed payer, address indexed payee, PackedTerms terms);
    /// @notice A channel's deposit was raised, to deposit in all.
    event ToppedUp(bytes32 indexed channelId, address indexed payee, uint96 deposit);
    /// @notice The payee was paid; settled is all it ever was on this channel.
    event Settled(bytes32 indexed channelId, address indexed payee, uint96 settled);
    /// @notice What settleMany did, row by row in the order of the call: channelId 32 ‖ settled 12 ‖ outcome 1, where
    /// outcome is a RowOutcome and settled all that was ever settled on the channel (0 where there is none).
    event SettledMany(address indexed payee, bytes rows);
    /// @notice The payee was paid on a forwarding proof; settled is all it ever was on this channel, receipted the amount
    /// of the receipt in the proof (0: none). settled − receipted, if positive, was taken without the payer's signature.
    event SettledWithProof(bytes32 indexed channelId, address indexed payee, uint96 settled, uint96 receipted);
    /// @notice The payer began to close: receipts count until closeAt.
    event Closing(bytes32 indexed channelId, address indexed payee, uint40 closeAt);
    /// @notice The channel has ended: settled is all the payee ever got, refund what went back to the payer.
    event Closed(bytes32 indexed channelId, address indexed payee, uint96 settled, uint96 refund);

    // Opening

    /// @notice Opens a channel from msg.sender, pulling the deposit from it.
    /// @dev The payer of the terms is msg.sender: nobody can open a channel with another's tokens.
    /// @dev The id binds no deposit and no opening time: a payee counts on final channels only.
    function open(PackedTerms calldata terms) external;

    /// @notice As open, with a permit for the deposit. A permit that fails is ignored: the allowance decides.
    function openWithPermit(PackedTerms calldata terms, SignedPermit calldata permit) external;

    /// @notice Opens all channels or none, pulling the sum of the deposits at once.
    function openMany(PackedTerms[] calldata terms) external;

    /// @notice As openMany, with a permit for the sum of the deposits.
    function openManyWithPermit(PackedTerms[] calldata terms, SignedPermit calldata permit) external;

    /// @notice Adds amount to the deposit of an open channel, pulling it from msg.sender. Anyone may.
    /// @dev Warning: a gift. What is not settled goes back to the payer, not to the sender.
    function topUp(bytes32 channelId, address signer, address payee, uint96 amount) external;

    /// @notice As topUp, with a permit for the amount.
    function topUpWithPermit(
        bytes32 channelId,
        address signer,
        address payee,
        uint96 amount,
        SignedPermit calldata permit
    ) external;

    // Paying

    /// @notice Pays the payee on a receipt: settled = max(settled, min(deposit, cumAmount)). Anyone may send it.
    /// @dev Reverts where it would change nothing.
    function settle(bytes32 channelId, address payee, SignedReceipt calldata receipt) external;

    /// @notice Settles many channels of one payee with one transfer.
    /// @dev A row that can not be settled is skipped, whatever is wrong with it: one payer's close must not stop the rest.
    /// @param rows 140-byte rows: channelId 32 ‖ cumAmount 12 ‖ stateHash 32 ‖ r 32 ‖ vs 32.
    function settleMany(address payee, bytes calldata rows) external;

    /// @notice Pays the payee for what was delivered but not receipted. Anyone may send it.
    ///
    ///     settled = max(settled, min(deposit, cumAmount + min(creditCap, Σ max(0, f − paid))))
    ///
    /// cumAmount is the receipt's; over the proof's sessions, f is the price of the acknowledged bytes and paid what the
    /// receipt's table says of the session. Without a receipt cumAmount is 0, the table empty and its floor 0.
    /// A direction whose receiver has no key, or bytes that only the payer counted, prove nothing. A session counts 0
    /// from its ackDeadline on, though its signatures are checked all the same.
    /// @dev Whatever is shown how often, settled never exceeds some signed receipt by more than creditCap: proofs do not
    /// add up, since the maximum is kept, and each begins at a receipt.
    /// @dev Warning: show the newest receipt. On an older one all that was receipted since is under the cap, too.
    /// @dev Reverts where it would change nothing.
    /// @param terms The channel's; the deposit in them is ignored.
    /// @param proof See ForwardingProof for its bytes. Whatever is not exactly one proof reverts.
    function settleWithProof(address payer, PackedTerms calldata terms, bytes calldata proof) external;

    // Closing

    /// @notice Begins the closing of a channel of msg.sender; can not be taken back.
    function close(PackedTerms calldata terms) external;

    /// @notice Settles and ends a channel at once, refunding the payer. For the payee alone.
    /// @param receipt The newest one; cumAmount 0 = none. One that was settled before changes nothing.
    function closeNow(address payer, PackedTerms calldata terms, SignedReceipt calldata receipt) external;

    /// @notice As closeNow, by anyone who shows the closer's consent and settles (or finds settled) what it asks for.
    /// @dev The consent never pays by itself.
    function closeNowWithConsent(
        address payer,
        PackedTerms calldata terms,
        SignedReceipt calldata receipt,
        SignedConsent calldata consent
    ) external;

    /// @notice Pays the rest of a closed channel back to its payer. Anyone may send it.
    function withdraw(address payer, PackedTerms calldata terms) external;

    // Views

    /// @notice The channel under an id with this signer and payee; all zero if there is none, deposit 0 but
    /// closeAt > 0 if it ended before openBy.
    function channel(bytes32 channelId, address signer, address payee)
        external
        view
        returns (uint96 deposit, uint96 settled, uint40 closeAt);

    /// @notice The id of a channel with these terms.
    /// @dev Uses the domain of the deployment for ever. Should the chain's id change, open channels keep their ids, or
    /// nobody could close them; what is signed about them (receipts, consents) follows block.chainid.
    function channelIdOf(ChannelTerms calldata terms) external view returns (bytes32 channelId);

    /// @notice The EIP-712 domain separator of everything signed, for the present block.chainid.
    function domainSeparator() external view returns (bytes32);

    /// @notice How long receipts count after close, seconds.
    function closingPeriod() external view returns (uint40);

    /// @notice The ERC-20 that all deposits are in.
    function token() external view returns (address);
}
