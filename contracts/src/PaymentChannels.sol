// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";
import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";
import {IPaymentChannels} from "./interfaces/IPaymentChannels.sol";
import {ChannelTerms, PackedTerms, SignedConsent, SignedPermit, SignedReceipt} from "./interfaces/Types.sol";
import {ForwardingProof} from "./libraries/ForwardingProof.sol";
import {Permits} from "./libraries/Permits.sol";
import {Rows} from "./libraries/Rows.sol";
import {Signatures} from "./libraries/Signatures.sol";
import {Slot, Slots} from "./libraries/Slots.sol";
import {Terms} from "./libraries/Terms.sol";
import {TypedData} from "./libraries/TypedData.sol";

/// @title PaymentChannels
/// @notice See IPaymentChannels. Every function goes: checks, effects, event, interaction with the token.
contract PaymentChannels is IPaymentChannels {
    using SafeTransferLib for address;
    using Terms for PackedTerms;

    uint256 private constant MIN_CLOSING_PERIOD = 1 minutes;
    uint256 private constant MAX_CLOSING_PERIOD = 30 days;

    address public immutable token;
    uint40 public immutable closingPeriod;

    uint256 private immutable deploymentChainId;
    bytes32 private immutable deploymentDomain;

    /// @param token_ The ERC-20 of all deposits.
    /// @param closingPeriod_ T: how long receipts count after close, seconds, from a minute to 30 days.
    constructor(address token_, uint40 closingPeriod_) {
        if (closingPeriod_ < MIN_CLOSING_PERIOD || closingPeriod_ > MAX_CLOSING_PERIOD) {
            revert BadClosingPeriod(closingPeriod_, MIN_CLOSING_PERIOD, MAX_CLOSING_PERIOD);
        }
        if (token_.code.length == 0) revert BadToken(token_);
        token = token_;
        closingPeriod = closingPeriod_;
        deploymentChainId = block.chainid;
        deploymentDomain = TypedData.domainSeparator(address(this));
    }

    // Opening

    function open(PackedTerms calldata terms) external {
        _pull(_open(terms));
    }

    function openWithPermit(PackedTerms calldata terms, SignedPermit calldata permit) external {
        _pullWithPermit(_open(terms), permit);
    }

    function openMany(PackedTerms[] calldata terms) external {
        _pull(_openMany(terms));
    }

    function openManyWithPermit(PackedTerms[] calldata terms, SignedPermit calldata permit) external {
        _pullWithPermit(_openMany(terms), permit);
    }

    function topUp(bytes32 channelId, address signer, address payee, uint96 amount) external {
        _topUp(channelId, signer, payee, amount);
        _pull(amount);
    }

    function topUpWithPermit(
        bytes32 channelId,
        address signer,
        address payee,
        uint96 amount,
        SignedPermit calldata permit
    ) external {
        _topUp(channelId, signer, payee, amount);
        _pullWithPermit(amount, permit);
    }

    // Paying

    function settle(bytes32 channelId, address payee, SignedReceipt calldata receipt) external {
        uint256 cumAmount = receipt.cumAmount;
        address signer = _recover(channelId, cumAmount, receipt);
        if (signer == address(0)) revert BadSignature();
        bytes32 key = Slots.keyOf(channelId, signer, payee);
        Slot slot = Slots.load(key);
        if (!slot.exists()) revert NoSuchChannel(channelId, signer, payee);
        if (slot.isClosed()) revert ChannelClosed(channelId, slot.closeAt());

        (uint256 settled, uint256 pay) = _raise(channelId, key, slot, cumAmount);
        emit Settled(channelId, payee, uint96(settled));
        token.safeTransfer(payee, pay);
    }

    function settleMany(address payee, bytes calldata rows) external {
        if (rows.length == 0 || rows.length % Rows.SIZE != 0) revert BadRows(rows.length);

        (uint256 total, bytes memory log) = Rows.settle(rows, payee, domainSeparator());
        emit SettledMany(payee, log);
        if (total != 0) token.safeTransfer(payee, total);
    }

    function settleWithProof(address payer, PackedTerms calldata terms, bytes calldata proof) external {
        (bytes32 channelId, bytes32 key, Slot slot) = _live(terms, payer);
        if (slot.isClosed()) revert ChannelClosed(channelId, slot.closeAt());
        (uint256 receipted, uint256 proved) = ForwardingProof.judge(
            proof,
            ForwardingProof.Channel({
                domain: domainSeparator(), id: channelId, signer: terms.signer(), creditCap: terms.creditCap()
            })
        );

        (uint256 settled, uint256 pay) = _raise(channelId, key, slot, proved);
        emit SettledWithProof(channelId, terms.payee(), uint96(settled), uint96(receipted));
        token.safeTransfer(terms.payee(), pay);
    }

    // Closing

    function close(PackedTerms calldata terms) external {
        (bytes32 channelId, bytes32 key, Slot slot) = _live(terms, msg.sender);
        if (slot.closeAt() != 0) revert ChannelClosing(channelId, slot.closeAt());

        uint256 closeAt = block.timestamp + closingPeriod;
        slot.withCloseAt(closeAt).store(key);
        emit Closing(channelId, terms.payee(), uint40(closeAt));
    }

    function closeNow(address payer, PackedTerms calldata terms, SignedReceipt calldata receipt) external {
        if (msg.sender != terms.payee()) revert NotPayee(msg.sender, terms.payee());
        (bytes32 channelId, bytes32 key, Slot slot) = _live(terms, payer);
        uint256 settled = _settledBy(terms, channelId, slot, receipt);

        _end(terms, payer, channelId, key, slot, settled);
    }

    function closeNowWithConsent(
        address payer,
        PackedTerms calldata terms,
        SignedReceipt calldata receipt,
        SignedConsent calldata consent
    ) external {
        (bytes32 channelId, bytes32 key, Slot slot) = _live(terms, payer);
        uint256 settled = _settledBy(terms, channelId, slot, receipt);
        _checkConsent(terms, channelId, consent);
        if (settled < consent.atLeast) revert ConsentNotMet(channelId, settled, consent.atLeast);

        _end(terms, payer, channelId, key, slot, settled);
    }

    function withdraw(address payer, PackedTerms calldata terms) external {
        (bytes32 channelId, bytes32 key, Slot slot) = _live(terms, payer);
        if (!slot.isClosed()) revert ChannelNotClosed(channelId, slot.closeAt());

        _end(terms, payer, channelId, key, slot, slot.settled());
    }

    // Views

    function channel(bytes32 channelId, address signer, address payee)
        external
        view
        returns (uint96 deposit, uint96 settled, uint40 closeAt)
    {
        Slot slot = Slots.load(Slots.keyOf(channelId, signer, payee));
        return (uint96(slot.deposit()), uint96(slot.settled()), uint40(slot.closeAt()));
    }

    function channelIdOf(ChannelTerms calldata terms) external view returns (bytes32 channelId) {
        return TypedData.digest(
            deploymentDomain,
            TypedData.hashTerms(
                terms.payer, terms.signer, terms.payee, terms.closer, terms.creditCap, terms.openBy, terms.salt
            )
        );
    }

    function domainSeparator() public view returns (bytes32) {
        return block.chainid == deploymentChainId ? deploymentDomain : TypedData.domainSeparator(address(this));
    }

    // Shared steps

    /// @dev Opens a channel of msg.sender and returns the deposit still to be pulled.
    function _open(PackedTerms calldata terms) private returns (uint256 deposit) {
        deposit = terms.deposit();
        address signer = terms.signer();
        address payee = terms.payee();
        uint256 openBy = terms.openBy();
        if (deposit == 0) revert ZeroDeposit();
        if (signer == address(0)) revert ZeroSigner();
        if (payee == address(0) || payee == address(this)) revert BadPayee(payee);
        unchecked {
            // now < openBy ≤ now + T in one comparison: what is not ahead wraps.
            if (openBy - block.timestamp - 1 >= closingPeriod) {
                revert BadOpenBy(openBy, block.timestamp, closingPeriod);
            }
        }
        bytes32 channelId = _idOf(terms, msg.sender);
        bytes32 key = Slots.keyOf(channelId, signer, payee);
        if (!Slots.load(key).isEmpty()) revert ChannelExists(channelId);

        Slots.opened(deposit).store(key);
        emit Opened(channelId, msg.sender, payee, terms);
    }

    function _openMany(PackedTerms[] calldata terms) private returns (uint256 total) {
        unchecked {
            // Deposits are below 2^96 and calldata is short: no overflow.
            for (uint256 i = 0; i < terms.length; ++i) {
                total += _open(terms[i]);
            }
        }
    }

    function _topUp(bytes32 channelId, address signer, address payee, uint256 amount) private {
        if (amount == 0) revert ZeroDeposit();
        bytes32 key = Slots.keyOf(channelId, signer, payee);
        Slot slot = Slots.load(key);
        if (!slot.exists()) revert NoSuchChannel(channelId, signer, payee);
        if (slot.closeAt() != 0) revert ChannelClosing(channelId, slot.closeAt());
        uint256 deposit = slot.deposit() + amount;
        if (deposit > type(uint96).max) revert DepositOverflow(channelId, deposit);

        slot.withDeposit(deposit).store(key);
        emit ToppedUp(channelId, payee, uint96(deposit));
    }

    /// @dev The channel of these terms, which must exist.
    function _live(PackedTerms calldata terms, address payer)
        private
        view
        returns (bytes32 channelId, bytes32 key, Slot slot)
    {
        channelId = _idOf(terms, payer);
        key = Slots.keyOf(channelId, terms.signer(), terms.payee());
        slot = Slots.load(key);
        if (!slot.exists()) revert NoSuchChannel(channelId, terms.signer(), terms.payee());
    }

    /// @dev Stores what is settled once amount has been, and returns it with what the payee gets for it: more than nothing.
    function _raise(bytes32 channelId, bytes32 key, Slot slot, uint256 amount)
        private
        returns (uint256 settled, uint256 pay)
    {
        uint256 before = slot.settled();
        settled = _newSettled(slot, amount);
        if (settled == before) revert NotHigher(channelId, before, amount);

        slot.withSettled(settled).store(key);
        unchecked {
            pay = settled - before;
        }
    }

    /// @dev What is settled once the receipt (cumAmount 0: none) has been.
    function _settledBy(PackedTerms calldata terms, bytes32 channelId, Slot slot, SignedReceipt calldata receipt)
        private
        view
        returns (uint256 settled)
    {
        if (slot.isClosed()) revert ChannelClosed(channelId, slot.closeAt());
        uint256 cumAmount = receipt.cumAmount;
        if (cumAmount == 0) return slot.settled();
        if (_recover(channelId, cumAmount, receipt) != terms.signer()) revert BadSignature();
        return _newSettled(slot, cumAmount);
    }

    function _checkConsent(PackedTerms calldata terms, bytes32 channelId, SignedConsent calldata consent) private view {
        bytes32 digest = TypedData.digest(domainSeparator(), TypedData.hashCloseConsent(channelId, consent.atLeast));
        address signer = Signatures.recover(digest, consent.r, consent.vs);
        address closer = terms.closer();
        if (signer == address(0) || signer != closer) revert BadConsent(channelId, signer, closer);
    }

    /// @dev Ends a channel: pays the payee up to settled and refunds the rest to the payer. Before openBy a tombstone
    /// stays, so that the same terms, and with them the old receipts, do not come to life again.
    function _end(PackedTerms calldata terms, address payer, bytes32 channelId, bytes32 key, Slot slot, uint256 settled)
        private
    {
        address payee = terms.payee();
        uint256 refund;
        uint256 pay;
        unchecked {
            // The old settled ≤ settled ≤ deposit, by _newSettled.
            refund = slot.deposit() - settled;
            pay = settled - slot.settled();
        }
        Slot ended = block.timestamp < terms.openBy() ? Slots.tombstone(block.timestamp) : Slot.wrap(0);
        ended.store(key);
        emit Closed(channelId, payee, uint96(settled), uint96(refund));
        if (pay != 0) token.safeTransfer(payee, pay);
        if (refund != 0) token.safeTransfer(payer, refund);
    }

    function _pull(uint256 amount) private {
        token.safeTransferFrom(msg.sender, address(this), amount);
    }

    function _pullWithPermit(uint256 amount, SignedPermit calldata permit) private {
        Permits.tryPermit(token, amount, permit);
        _pull(amount);
    }

    /// @dev max(settled, min(deposit, amount)): the one rule by which anything is ever paid.
    function _newSettled(Slot slot, uint256 amount) private pure returns (uint256) {
        return FixedPointMathLib.max(slot.settled(), FixedPointMathLib.min(slot.deposit(), amount));
    }

    /// @dev Who signed the receipt, whose cumAmount the caller has read already; zero if nobody did.
    function _recover(bytes32 channelId, uint256 cumAmount, SignedReceipt calldata receipt)
        private
        view
        returns (address)
    {
        bytes32 structHash = TypedData.hashReceipt(channelId, cumAmount, receipt.stateHash);
        return Signatures.recover(TypedData.digest(domainSeparator(), structHash), receipt.r, receipt.vs);
    }

    function _idOf(PackedTerms calldata terms, address payer) private view returns (bytes32) {
        return TypedData.digest(deploymentDomain, terms.hash(payer));
    }
}
