// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPaymentChannels} from "../../src/interfaces/IPaymentChannels.sol";
import {IRelayRegistry} from "../../src/interfaces/IRelayRegistry.sol";
import {Relay} from "../../src/interfaces/Types.sol";
import {ChannelsTest} from "./ChannelsTest.sol";
import {Typed} from "./Typed.sol";

/// @notice A registry over the channels, and an operator with two node keys.
abstract contract RegistryTest is ChannelsTest {
    uint96 internal constant MIN_STAKE = 100e18;
    uint40 internal constant U = 9 days;
    uint40 internal constant MARGIN = 7 days;
    bytes internal constant DESCRIPTOR = "where it can be reached, and at what price";

    uint256 internal operatorKey = uint256(keccak256("operator"));
    uint256 internal nodeKeyKey = uint256(keccak256("node key"));
    uint256 internal newNodeKeyKey = uint256(keccak256("new node key"));
    address internal operator = vm.addr(operatorKey);
    address internal nodeKey = vm.addr(nodeKeyKey);
    address internal newNodeKey = vm.addr(newNodeKeyKey);

    IRelayRegistry internal registry;

    function setUp() public virtual override {
        super.setUp();
        registry = deployRegistry(channels, MIN_STAKE, U, MARGIN);
        fund(operator);
    }

    function deployRegistry(IPaymentChannels channels_, uint96 minStake, uint40 unbondingPeriod, uint40 margin)
        internal
        returns (IRelayRegistry)
    {
        return deployRegistry(channels_, minStake, minStake, unbondingPeriod, margin);
    }

    function deployRegistry(
        IPaymentChannels channels_,
        uint96 minStake,
        uint96 slashAmount,
        uint40 unbondingPeriod,
        uint40 margin
    ) internal returns (IRelayRegistry) {
        bytes memory args = abi.encode(channels_, minStake, slashAmount, unbondingPeriod, margin);
        return IRelayRegistry(deploy("RelayRegistry", args));
    }

    /// @notice Gives an operator tokens, and the registry its allowance.
    function fund(address operator_) internal {
        token.mint(operator_, FUNDS);
        vm.prank(operator_);
        token.approve(address(registry), type(uint256).max);
    }

    function signNodeKey(uint256 key, address operator_) internal view returns (bytes32 r, bytes32 vs) {
        return sign(key, Typed.nodeKeyRegistration(address(registry), operator_));
    }

    /// @notice Registers operator with nodeKey and MIN_STAKE.
    function register() internal {
        (bytes32 r, bytes32 vs) = signNodeKey(nodeKeyKey, operator);
        vm.prank(operator);
        registry.register(nodeKey, r, vs, MIN_STAKE, DESCRIPTOR);
    }

    function assertRelay(Relay memory want) internal view {
        Relay memory got = registry.relayOf(want.operator);
        assertEq(got.operator, want.operator, "operator");
        assertEq(got.nodeKey, want.nodeKey, "nodeKey");
        assertEq(got.stake, want.stake, "stake");
        assertEq(got.unbondedAt, want.unbondedAt, "unbondedAt");
        assertEq(got.descriptorNumber, want.descriptorNumber, "descriptorNumber");
        assertEq(got.descriptorHash, want.descriptorHash, "descriptorHash");
        assertTrue(got.staked == want.staked, "staked");
    }

    /// @notice operator as register() leaves it.
    function registered() internal view returns (Relay memory) {
        return Relay({
            operator: operator,
            nodeKey: nodeKey,
            stake: MIN_STAKE,
            unbondedAt: 0,
            descriptorNumber: 1,
            descriptorHash: keccak256(DESCRIPTOR),
            staked: true
        });
    }
}
