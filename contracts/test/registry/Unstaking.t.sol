// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRelayRegistry} from "../../src/interfaces/IRelayRegistry.sol";
import {Relay} from "../../src/interfaces/Types.sol";
import {BlockingToken, ReentrantToken} from "../helpers/HostileTokens.sol";
import {RegistryTest} from "../helpers/RegistryTest.sol";

/// @notice beginUnstaking and finishUnstaking.
contract UnstakingTest is RegistryTest {
    function setUp() public override {
        super.setUp();
        register();
    }

    function test_beginningEndsBeingStaked() external {
        vm.expectEmit(address(registry));
        emit IRelayRegistry.UnstakingBegun(operator, START + U);
        vm.prank(operator);
        registry.beginUnstaking();

        Relay memory want = registered();
        (want.unbondedAt, want.staked) = (START + U, false);
        assertRelay(want);
        assertBalance(address(registry), MIN_STAKE, "registry");
    }

    function test_beginningCannotBeRepeated() external {
        vm.prank(operator);
        registry.beginUnstaking();
        vm.warp(START + 1);
        vm.prank(operator);
        vm.expectRevert(abi.encodeWithSelector(IRelayRegistry.Unbonding.selector, operator, START + U));
        registry.beginUnstaking();
    }

    function test_finishingPaysTheStakeOut() external {
        vm.prank(operator);
        registry.addStake(11);
        _begin();
        vm.expectEmit(address(registry));
        emit IRelayRegistry.UnstakingFinished(operator, MIN_STAKE + 11);
        vm.prank(operator);
        registry.finishUnstaking();

        Relay memory want = registered();
        (want.nodeKey, want.stake, want.staked) = (address(0), 0, false);
        assertRelay(want);
        assertEq(registry.operatorOf(nodeKey), operator, "operatorOf, for ever");
        assertBalance(operator, FUNDS, "operator");
        assertBalance(address(registry), 0, "registry");
    }

    function test_finishingWaits() external {
        _refuseToFinish(operator, abi.encodeWithSelector(IRelayRegistry.NotUnbonded.selector, operator, 0));
        _begin();
        vm.warp(START + U - 1);
        _refuseToFinish(operator, abi.encodeWithSelector(IRelayRegistry.NotUnbonded.selector, operator, START + U));
    }

    function test_finishingIsDoneOnce() external {
        _begin();
        vm.prank(operator);
        registry.finishUnstaking();
        _refuseToFinish(operator, abi.encodeWithSelector(IRelayRegistry.NotStaked.selector, operator));
    }

    function test_refusesTheUnstaked() external {
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(IRelayRegistry.NotStaked.selector, stranger));
        registry.beginUnstaking();
        _refuseToFinish(stranger, abi.encodeWithSelector(IRelayRegistry.NotStaked.selector, stranger));
    }

    function test_aTokenThatRefusesKeepsTheStakeWithdrawable() external {
        BlockingToken blocking = new BlockingToken();
        _registerWith(address(blocking));
        _begin();
        blocking.blockAccount(operator);
        _refuseToFinish(operator, abi.encodeWithSelector(IRelayRegistry.TransferFailed.selector));
        blocking.blockAccount(address(0));
        vm.prank(operator);
        registry.finishUnstaking();
        assertBalance(operator, FUNDS, "operator");
    }

    function test_reenteringPaysOnce() external {
        ReentrantToken reentrant = new ReentrantToken();
        _registerWith(address(reentrant));
        token.mint(address(registry), FUNDS);
        _begin();
        reentrant.arm(address(registry), abi.encodeCall(registry.finishUnstaking, ()));
        vm.prank(operator);
        registry.finishUnstaking();
        assertBalance(operator, FUNDS, "operator");
    }

    function _registerWith(address token_) private {
        useToken(token_);
        registry = deployRegistry(channels, MIN_STAKE, U, MARGIN);
        fund(operator);
        register();
    }

    function _begin() private {
        vm.prank(operator);
        registry.beginUnstaking();
        vm.warp(START + U);
    }

    function _refuseToFinish(address sender, bytes memory why) private {
        vm.prank(sender);
        vm.expectRevert(why);
        registry.finishUnstaking();
    }
}
