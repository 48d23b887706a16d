// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Relay, SignedPermit} from "./Types.sol";

/// @title IRelayRegistry
/// @notice Which relays there are, what they have at stake, and the keys they sign with.
///
/// An operator has at most one stake and one active node key. A node key belongs to the operator that first registered
/// it, for ever: it stays attributable after rotation and after unstaking, and is never registered again.
///
/// One thing is slashed: two histories, that is a pair of Offers of one node key on one channel that no append-only log
/// yields. A relay that keeps its log and Offers durable before it sends them never makes one, whatever anybody else does.
///
/// Descriptors (where a relay can be reached, and its price) travel in events; the registry keeps the number and hash of
/// the newest. There is no owner, no upgrade and no parameter that can change.
interface IRelayRegistry {
    // Errors, in the order in which they are checked.

    /// @notice The unbonding period must be longer than closing period + margin, and at most max. Seconds.
    error BadUnbondingPeriod(uint256 unbondingPeriod, uint256 closingPeriod, uint256 margin, uint256 max);
    /// @notice A stake must be worth something.
    error ZeroMinStake();
    /// @notice A slash takes something, and no more than the least that is staked.
    error BadSlashAmount(uint256 slashAmount, uint256 minStake);

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

    /// @notice The bytes are not exactly one equivocation.
    error BadProof(uint256 length);
    /// @notice The Offers are not both signed by one key (zero: by nobody).
    error NotOneKey(address first, address second);
    /// @notice Without inclusion proofs, both Offers must be for one log size.
    error NotSameSize(uint256 first, uint256 second);
    /// @notice One Offer, shown twice.
    error SameOffer(bytes32 digest);
    /// @notice The index must lie in the first log, and that must not be the longer one.
    error BadIndex(uint256 index, uint256 firstSize, uint256 secondSize);
    /// @notice One leaf, shown twice.
    error SameLeaf(bytes32 leaf);
    /// @notice The leaf and its path do not lead to the root that the node key signed.
    error NotIncluded(bytes32 leaf, bytes32 logRoot);
    /// @notice No operator ever registered the key.
    error UnknownNodeKey(address nodeKey);
    /// @notice The key was slashed before.
    error AlreadySlashed(address nodeKey);

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

    /// @notice An operator lost burnt + reward of its stake for two histories of one of its node keys. What is burnt stays
    /// here for ever, the reward went to the reporter.
    event Slashed(
        address indexed operator, address indexed nodeKey, address indexed reporter, uint96 burnt, uint96 reward
    );

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

    // Slashing

    /// @notice Slashes the operator of a node key that signed two histories: takes slashAmount, or the stake if that is
    /// less, pays 5 % of it (rounded down) to msg.sender and keeps the rest for ever. Anyone may, once for each key.
    ///
    ///     same size    two different Offers for one logSize
    ///     inclusion    two Offers, and two different leaves at one index of their logs
    ///
    /// A key stays slashable after rotation and while its operator unbonds. Slashing the active key leaves the operator
    /// without one: it is not staked until it rotates. With its whole stake gone an operator is not registered any more.
    /// @dev The reward is about gas: copying a report from the mempool, or reporting oneself, gains no more than it.
    /// @dev Warning: nothing is slashed, and the key stays slashable, while its operator has no stake. So an operator
    /// cannot use up its keys' histories before it stakes again.
    /// @param proof See Equivocation for its bytes. Whatever is not exactly one equivocation reverts.
    function slash(bytes calldata proof) external;

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

    /// @notice Whether a node key was slashed.
    function slashedKey(address nodeKey) external view returns (bool);

    /// @notice What was burnt for a node key's histories, base units; 0 if it was not slashed.
    function burntFor(address nodeKey) external view returns (uint96);

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

    /// @notice What a slash takes, if the stake has as much, base units.
    function slashAmount() external view returns (uint96);

    /// @notice How long a stake is held after unstaking has begun, seconds.
    function unbondingPeriod() external view returns (uint40);

    /// @notice By how much the unbonding period at least exceeds the closing period, seconds.
    function unbondingMargin() external view returns (uint40);
}
