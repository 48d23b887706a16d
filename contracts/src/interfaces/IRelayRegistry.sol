// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Relay, SignedPermit} from "./Types.sol";

/// @title IRelayRegistry
/// @notice Which relays there are, what they have at stake, and the keys they sign with.
///
/// An operator has at most one stake and one active node key. A node key belongs to the operator that first registered
/// it, for ever: it stays attributable after rotation and after unstaking, and is never registered again.
///
/// Descriptors (where a relay can be reached, and its price) travel in events; the registry keeps the number and hash of
/// the newest. There is no owner, no upgrade and no parameter that can change.
interface IRelayRegistry {
    // Errors, in the order in which they are checked.

    /// @notice The unbonding period must be longer than closing period + margin, and at most max. Seconds.
    error BadUnbondingPeriod(uint256 unbondingPeriod, uint256 closingPeriod, uint256 margin, uint256 max);
    /// @notice A stake must be worth something.
    error ZeroMinStake();

    /// @notice The operator has a stake: it adds to that and rotates its key.
    error AlreadyStaked(address operator);
    /// @notice The operator has no stake here.
    error NotStaked(address operator);
    /// @notice The operator is taking its stake out.
    error Unbonding(address operator, uint256 unbondedAt);
    /// @notice The stake is still held, until unbondedAt (0: unstaking has not begun).
    error NotUnbonded(address operator, uint256 unbondedAt);
    /// @notice Less than the minimum stake.
    error StakeTooLow(uint256 stake, uint256 minStake);
    /// @notice The stake does not fit 96 bits.
    error StakeOverflow(uint256 stake);
    /// @notice Nothing to add.
    error ZeroStake();
    /// @notice The node key belongs to an operator already.
    error NodeKeyTaken(address nodeKey, address operator);
    /// @notice The registration is not signed by the node key.
    error BadNodeKeySignature(address nodeKey, address recovered);
    /// @notice A descriptor has 1 to max bytes.
    error BadDescriptor(uint256 length, uint256 max);

    /// @notice The token refused to pay out.
    error TransferFailed();
    /// @notice The token refused to pull from the sender: balance or allowance too low.
    error TransferFromFailed();

    // Events

    /// @notice An operator registered with its first, or after unstaking another, node key.
    event Registered(address indexed operator, address indexed nodeKey, uint96 stake);
    /// @notice An operator replaced its active node key.
    event NodeKeyRotated(address indexed operator, address indexed oldNodeKey, address indexed newNodeKey);
    /// @notice An operator published its number-th descriptor (the first is 1).
    event DescriptorPublished(address indexed operator, uint64 number, bytes descriptor);
    /// @notice An operator raised its stake, to stake in all.
    event StakeAdded(address indexed operator, uint96 stake);
    /// @notice An operator began to unstake: from here it counts as not staked.
    event UnstakingBegun(address indexed operator, uint40 unbondedAt);
    /// @notice An operator took out its stake.
    event UnstakingFinished(address indexed operator, uint96 stake);

    // Staking

    /// @notice Registers msg.sender as an operator, pulling the stake from it.
    /// @param nodeKey Must never have been registered.
    /// @param r First half of the node key's ERC-2098 signature of NodeKeyRegistration(address registry,address
    /// operator) in the EIP-712 domain of the channels contract.
    /// @param vs Second half.
    /// @param stake Base units of the token, at least minStake.
    /// @param descriptor The first descriptor.
    function register(address nodeKey, bytes32 r, bytes32 vs, uint96 stake, bytes calldata descriptor) external;

    /// @notice As register, with a permit for the stake. A permit that fails is ignored: the allowance decides.
    function registerWithPermit(
        address nodeKey,
        bytes32 r,
        bytes32 vs,
        uint96 stake,
        bytes calldata descriptor,
        SignedPermit calldata permit
    ) external;

    /// @notice Adds amount to the stake of msg.sender.
    function addStake(uint96 amount) external;

    /// @notice As addStake, with a permit for the amount.
    function addStakeWithPermit(uint96 amount, SignedPermit calldata permit) external;

    /// @notice Begins to take out the stake of msg.sender; can not be taken back.
    function beginUnstaking() external;

    /// @notice Pays the stake of msg.sender out, once unbonded. It may register again, with another node key.
    function finishUnstaking() external;

    // Keys and descriptors

    /// @notice Replaces the active node key of msg.sender. The old one stays its own for ever.
    /// @param newNodeKey Must never have been registered.
    /// @param r First half of the new node key's signature, as in register.
    /// @param vs Second half.
    function rotateNodeKey(address newNodeKey, bytes32 r, bytes32 vs) external;

    /// @notice Publishes the next descriptor of msg.sender.
    function updateDescriptor(bytes calldata descriptor) external;

    // Views

    /// @notice A relay by its operator; all zero but the operator if it never registered.
    function relayOf(address operator) external view returns (Relay memory);

    /// @notice The operator that registered a node key, active or not; zero if none did.
    function operatorOf(address nodeKey) external view returns (address operator);

    /// @notice How many operators ever registered.
    function relayCount() external view returns (uint256);

    /// @notice The relays first to first + count − 1 in the order of their first registration, fewer at the end.
    function relays(uint256 first, uint256 count) external view returns (Relay[] memory);

    /// @notice The channels contract, whose domain all signatures are in and whose offers the node keys sign.
    function channels() external view returns (address);

    /// @notice The ERC-20 of stakes: that of the channels.
    function token() external view returns (address);

    /// @notice The least stake to count as staked, base units.
    function minStake() external view returns (uint96);

    /// @notice How long a stake is held after unstaking has begun, seconds.
    function unbondingPeriod() external view returns (uint40);

    /// @notice By how much the unbonding period at least exceeds the closing period, seconds.
    function unbondingMargin() external view returns (uint40);
}
