// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What a channel is agreed on. Its EIP-712 digest is the channel's id; nothing of it is stored.
/// @param payer Funds the channel and gets the rest back; may be a contract.
/// @param signer Signs authorizations and receipts: a plain secp256k1 key, never asked by EIP-1271.
/// @param payee Gets what is settled.
/// @param closer Signs the CloseConsent that ends the channel at once; zero = no consent possible.
/// @param creditCap The most that may ever be taken beyond a receipt, base units.
/// @param openBy Unix time before which the channel must be opened, at most one closing period ahead.
/// @param salt Tells apart channels that agree in all else.
struct ChannelTerms {
    address payer;
    address signer;
    address payee;
    address closer;
    uint96 creditCap;
    uint40 openBy;
    uint56 salt;
}

/// @notice ChannelTerms without their payer, and an amount, in three words, as they travel in calldata and in the
/// Opened event. The words of the event can be passed to close, closeNow and withdraw as they are.
/// @param signerAndCreditCap signer 20 bytes ‖ creditCap 12 bytes.
/// @param payeeOpenByAndSalt payee 20 bytes ‖ openBy 5 bytes ‖ salt 7 bytes.
/// @param closerAndDeposit closer 20 bytes ‖ the deposit at opening 12 bytes; the deposit is no part of the terms
/// and ignored by everything that does not open.
struct PackedTerms {
    bytes32 signerAndCreditCap;
    bytes32 payeeOpenByAndSalt;
    bytes32 closerAndDeposit;
}

/// @notice A Receipt(bytes32 channelId,uint96 cumAmount,State state) of a channel named elsewhere, and its signature.
/// @param cumAmount All that the payer owes since the channel was opened, base units.
/// @param stateHash hashStruct of State(uint64 logSize,bytes32 logRoot,bytes32 sessionsHash).
/// @param r First half of the signer's ERC-2098 signature.
/// @param vs Second half: yParity in the top bit, s below it.
struct SignedReceipt {
    uint96 cumAmount;
    bytes32 stateHash;
    bytes32 r;
    bytes32 vs;
}

/// @notice A CloseConsent(bytes32 channelId,uint96 atLeast) of a channel named elsewhere, and its signature.
/// @param atLeast What must have been settled for the consent to count, base units.
/// @param r First half of the closer's ERC-2098 signature.
/// @param vs Second half: yParity in the top bit, s below it.
struct SignedConsent {
    uint96 atLeast;
    bytes32 r;
    bytes32 vs;
}

/// @notice An EIP-2612 permit of msg.sender for exactly the amount that the call pulls.
/// @param deadline Unix time until which the token takes the permit.
/// @param r First half of the ERC-2098 signature.
/// @param vs Second half: yParity in the top bit, s below it.
struct SignedPermit {
    uint256 deadline;
    bytes32 r;
    bytes32 vs;
}

/// @notice What settleMany did with a row. The number is the last byte of the row's 45 bytes in SettledMany.
enum RowOutcome {
    /// The channel's settled amount rose to the row's amount or to the deposit.
    Settled,
    /// No such channel: unknown or withdrawn, or the row is not signed by its signer, or the payee is another's.
    NoSuchChannel,
    /// Its closing period is over.
    Closed,
    /// As much or more was settled before.
    NotHigher
}

/// @notice A relay as the registry knows it.
/// @param operator Holds the stake; the name under which all else is filed.
/// @param nodeKey The active node key; zero once unstaked, or slashed for it.
/// @param stake Base units of the token.
/// @param unbondedAt Unix time from which the stake may be taken out; 0 while not unbonding.
/// @param descriptorNumber How many descriptors the operator has published.
/// @param descriptorHash keccak256 of the newest.
/// @param staked Whether clients may count on the stake: at least the minimum, under an active key, and not unbonding.
struct Relay {
    address operator;
    address nodeKey;
    uint96 stake;
    uint40 unbondedAt;
    uint64 descriptorNumber;
    bytes32 descriptorHash;
    bool staked;
}
