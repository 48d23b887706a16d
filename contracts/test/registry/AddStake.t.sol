// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRelayRegistry} from "../../src/interfaces/IRelayRegistry.sol";
import {Relay, SignedPermit} from "../../src/interfaces/Types.sol";
import {RegistryTest} from "../helpers/RegistryTest.sol";

/// @notice addStake and addStakeWithPermit.
contract AddStakeTest is RegistryTest {
    function setUp() public override {
        super.setUp();
        register();
    }

    function testFuzz_raisesTheStakeOnly(uint96 amount) external {
        amount = uint96(bound(amount, 1, FUNDS - MIN_STAKE));
        vm.expectEmit(address(registry));
        emit IRelayRegistry.StakeAdded(operator, MIN_STAKE + amount);
        vm.prank(operator);
        registry.addStake(amount);

        Relay memory want = registered();
        want.stake += amount;
        assertRelay(want);
        assertBalance(address(registry), uint256(MIN_STAKE) + amount, "registry");
    }

    function test_withPermitNeedsNoAllowance() external {
        vm.prank(operator);
        token.approve(address(registry), 0);
        SignedPermit memory permit = signPermit(operatorKey, address(registry), 5);
        vm.prank(operator);
        registry.addStakeWithPermit(5, permit);
        assertEq(registry.relayOf(operator).stake, MIN_STAKE + 5, "stake");
    }

    function test_refusesNothing() external {
        _refuse(operator, 0, abi.encodeWithSelector(IRelayRegistry.ZeroStake.selector));
    }

    function test_refusesBeyond96Bits() external {
        uint96 amount = type(uint96).max - MIN_STAKE + 1;
        _refuse(operator, amount, abi.encodeWithSelector(IRelayRegistry.StakeOverflow.selector, 1 << 96));
    }

    function test_refusesTheUnstaked() external {
        _refuse(stranger, 1, abi.encodeWithSelector(IRelayRegistry.NotStaked.selector, stranger));
    }

    function test_refusesWhileUnbonding() external {
        vm.prank(operator);
        registry.beginUnstaking();
        _refuse(operator, 1, abi.encodeWithSelector(IRelayRegistry.Unbonding.selector, operator, START + U));
    }

    function _refuse(address sender, uint96 amount, bytes memory why) private {
        vm.prank(sender);
        vm.expectRevert(why);
        registry.addStake(amount);
    }
}
