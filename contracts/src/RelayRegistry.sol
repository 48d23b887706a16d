// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";
import {IPaymentChannels} from "./interfaces/IPaymentChannels.sol";
import {IRelayRegistry} from "./interfaces/IRelayRegistry.sol";
import {Relay, SignedPermit} from "./interfaces/Types.sol";
import {Equivocation} from "./libraries/Equivocation.sol";
import {Permits} from "./libraries/Permits.sol";
import {Signatures} from "./libraries/Signatures.sol";
import {TypedData} from "./libraries/TypedData.sol";

/// @title RelayRegistry
/// @notice See IRelayRegistry. Every function goes: checks, effects, event, interaction with the token.
contract RelayRegistry is IRelayRegistry {
    using SafeTransferLib for address;

    /// @dev Whose a node key is, for ever, and what was burnt for it (one slot). burnt > 0 once it was slashed, for of
    /// one base unit, too, the reward's 5 % are rounded down.
    struct NodeKey {
        address operator;
        uint96 burnt;
    }

    /// @dev An operator's stake and active key (one slot), its unbonding and descriptor (two). stake > 0 while
    /// registered; while not, nodeKey is 0 and unbondedAt says nothing.
    struct Entry {
        address nodeKey;
        uint96 stake;
        uint40 unbondedAt;
        uint64 descriptorNumber;
        bytes32 descriptorHash;
    }

    uint256 private constant MAX_UNBONDING_PERIOD = 365 days;
    uint256 private constant MAX_DESCRIPTOR = 4096;
    uint256 private constant REWARD_PERCENT = 5;

    address public immutable channels;
    address public immutable token;
    uint96 public immutable minStake;
    uint96 public immutable slashAmount;
    uint40 public immutable unbondingPeriod;
    uint40 public immutable unbondingMargin;

    mapping(address nodeKey => NodeKey) private nodeKeys;
    mapping(address operator => Entry) private entries;
    address[] private operators;

    /// @param channels_ The channels contract; its token is the token of stakes.
    /// @param minStake_ Base units.
    /// @param slashAmount_ Base units, from 1 to minStake_.
    /// @param unbondingPeriod_ U, seconds: more than the closing period of the channels + the margin, at most a year.
    /// @param unbondingMargin_ Seconds: 7 days on public chains, so that two histories can still be shown after the
    /// last settlement; as little as wanted on devnets.
    constructor(
        IPaymentChannels channels_,
        uint96 minStake_,
        uint96 slashAmount_,
        uint40 unbondingPeriod_,
        uint40 unbondingMargin_
    ) {
        uint256 closingPeriod = channels_.closingPeriod();
        if (unbondingPeriod_ <= closingPeriod + unbondingMargin_ || unbondingPeriod_ > MAX_UNBONDING_PERIOD) {
            revert BadUnbondingPeriod(unbondingPeriod_, closingPeriod, unbondingMargin_, MAX_UNBONDING_PERIOD);
        }
        if (minStake_ == 0) revert ZeroMinStake();
        if (slashAmount_ == 0 || slashAmount_ > minStake_) revert BadSlashAmount(slashAmount_, minStake_);
        channels = address(channels_);
        token = channels_.token();
        minStake = minStake_;
        slashAmount = slashAmount_;
        unbondingPeriod = unbondingPeriod_;
        unbondingMargin = unbondingMargin_;
    }

    // Staking

    function register(address nodeKey, bytes32 r, bytes32 vs, uint96 stake, bytes calldata descriptor) external {
        _register(nodeKey, r, vs, stake, descriptor);
        _pull(stake);
    }

    function registerWithPermit(
        address nodeKey,
        bytes32 r,
        bytes32 vs,
        uint96 stake,
        bytes calldata descriptor,
        SignedPermit calldata permit
    ) external {
        _register(nodeKey, r, vs, stake, descriptor);
        _pullWithPermit(stake, permit);
    }

    function addStake(uint96 amount) external {
        _addStake(amount);
        _pull(amount);
    }

    function addStakeWithPermit(uint96 amount, SignedPermit calldata permit) external {
        _addStake(amount);
        _pullWithPermit(amount, permit);
    }

    function beginUnstaking() external {
        Entry storage entry = _bonded();

        uint40 unbondedAt = uint40(block.timestamp) + unbondingPeriod;
        entry.unbondedAt = unbondedAt;
        emit UnstakingBegun(msg.sender, unbondedAt);
    }

    function finishUnstaking() external {
        Entry storage entry = _staked();
        uint40 unbondedAt = entry.unbondedAt;
        if (unbondedAt == 0 || block.timestamp < unbondedAt) revert NotUnbonded(msg.sender, unbondedAt);

        uint96 stake = entry.stake;
        (entry.nodeKey, entry.stake) = (address(0), 0);
        emit UnstakingFinished(msg.sender, stake);
        token.safeTransfer(msg.sender, stake);
    }

    // Slashing

    function slash(bytes calldata proof) external {
        address nodeKey = Equivocation.judge(proof, _domain());
        address operator = nodeKeys[nodeKey].operator;
        if (operator == address(0)) revert UnknownNodeKey(nodeKey);
        if (nodeKeys[nodeKey].burnt != 0) revert AlreadySlashed(nodeKey);
        (uint96 burnt, uint96 reward) = _cut(operator, nodeKey);

        nodeKeys[nodeKey].burnt = burnt;
        emit Slashed(operator, nodeKey, msg.sender, burnt, reward);
        token.safeTransfer(msg.sender, reward);
    }

    // Keys and descriptors

    function rotateNodeKey(address newNodeKey, bytes32 r, bytes32 vs) external {
        Entry storage entry = _bonded();
        _takeNodeKey(newNodeKey, r, vs);

        address oldNodeKey = entry.nodeKey;
        entry.nodeKey = newNodeKey;
        emit NodeKeyRotated(msg.sender, oldNodeKey, newNodeKey);
    }

    function updateDescriptor(bytes calldata descriptor) external {
        _publish(_bonded(), descriptor);
    }

    // Views

    function operatorOf(address nodeKey) public view returns (address operator) {
        return nodeKeys[nodeKey].operator;
    }

    function slashedKey(address nodeKey) external view returns (bool) {
        return burntFor(nodeKey) != 0;
    }

    function burntFor(address nodeKey) public view returns (uint96) {
        return nodeKeys[nodeKey].burnt;
    }

    function relayOf(address operator) public view returns (Relay memory) {
        Entry storage entry = entries[operator];
        (address nodeKey, uint96 stake) = (entry.nodeKey, entry.stake);
        uint40 unbondedAt = stake == 0 ? 0 : entry.unbondedAt;
        return Relay({
            operator: operator,
            nodeKey: nodeKey,
            stake: stake,
            unbondedAt: unbondedAt,
            descriptorNumber: entry.descriptorNumber,
            descriptorHash: entry.descriptorHash,
            staked: stake >= minStake && nodeKey != address(0) && unbondedAt == 0
        });
    }

    function relayCount() external view returns (uint256) {
        return operators.length;
    }

    function relays(uint256 first, uint256 count) external view returns (Relay[] memory page) {
        uint256 total = operators.length;
        uint256 left = first < total ? total - first : 0;
        page = new Relay[](count < left ? count : left);
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = relayOf(operators[first + i]);
        }
    }

    // Shared steps

    function _register(address nodeKey, bytes32 r, bytes32 vs, uint96 stake, bytes calldata descriptor) private {
        Entry storage entry = entries[msg.sender];
        if (entry.stake != 0) revert AlreadyStaked(msg.sender);
        if (stake < minStake) revert StakeTooLow(stake, minStake);
        _takeNodeKey(nodeKey, r, vs);

        // An operator that registers again is listed already; its descriptors count on.
        if (entry.descriptorNumber == 0) operators.push(msg.sender);
        (entry.nodeKey, entry.stake, entry.unbondedAt) = (nodeKey, stake, 0);
        emit Registered(msg.sender, nodeKey, stake);
        _publish(entry, descriptor);
    }

    function _addStake(uint256 amount) private {
        Entry storage entry = _bonded();
        if (amount == 0) revert ZeroStake();
        uint256 stake = entry.stake + amount;
        if (stake > type(uint96).max) revert StakeOverflow(stake);

        entry.stake = uint96(stake);
        emit StakeAdded(msg.sender, uint96(stake));
    }

    /// @dev Files a key, proved to be the sender's by its signature, under msg.sender for ever.
    function _takeNodeKey(address nodeKey, bytes32 r, bytes32 vs) private {
        address owner = operatorOf(nodeKey);
        if (owner != address(0)) revert NodeKeyTaken(nodeKey, owner);
        bytes32 structHash = TypedData.hashNodeKeyRegistration(address(this), msg.sender);
        bytes32 digest = TypedData.digest(_domain(), structHash);
        address recovered = Signatures.recover(digest, r, vs);
        if (recovered == address(0) || recovered != nodeKey) revert BadNodeKeySignature(nodeKey, recovered);

        nodeKeys[nodeKey].operator = msg.sender;
    }

    function _publish(Entry storage entry, bytes calldata descriptor) private {
        uint256 length = descriptor.length;
        if (length == 0 || length > MAX_DESCRIPTOR) revert BadDescriptor(length, MAX_DESCRIPTOR);

        uint64 number = ++entry.descriptorNumber;
        entry.descriptorHash = keccak256(descriptor);
        emit DescriptorPublished(msg.sender, number, descriptor);
    }

    /// @dev Takes what a slash takes from an operator's stake, and the key it is for if that is the active one.
    function _cut(address operator, address nodeKey) private returns (uint96 burnt, uint96 reward) {
        Entry storage entry = entries[operator];
        (address active, uint96 stake) = (entry.nodeKey, entry.stake);
        if (stake == 0) revert NotStaked(operator);
        unchecked {
            uint96 taken = stake < slashAmount ? stake : slashAmount;
            reward = uint96(uint256(taken) * REWARD_PERCENT / 100);
            burnt = taken - reward;
            bool keyless = active == nodeKey || taken == stake;
            (entry.nodeKey, entry.stake) = (keyless ? address(0) : active, stake - taken);
        }
    }

    /// @dev The EIP-712 domain separator of the channels contract, for the present block.chainid.
    function _domain() private view returns (bytes32) {
        return TypedData.domainSeparator(channels);
    }

    /// @dev The entry of msg.sender, which must have a stake.
    function _staked() private view returns (Entry storage entry) {
        entry = entries[msg.sender];
        if (entry.stake == 0) revert NotStaked(msg.sender);
    }

    /// @dev The entry of msg.sender, which must have a stake that is not being taken out.
    function _bonded() private view returns (Entry storage entry) {
        entry = _staked();
        if (entry.unbondedAt != 0) revert Unbonding(msg.sender, entry.unbondedAt);
    }

    function _pull(uint256 amount) private {
        token.safeTransferFrom(msg.sender, address(this), amount);
    }

    function _pullWithPermit(uint256 amount, SignedPermit calldata permit) private {
        Permits.tryPermit(token, amount, permit);
        _pull(amount);
    }
}
