// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRelayRegistry} from "../../src/interfaces/IRelayRegistry.sol";
import {RegistryTest} from "../helpers/RegistryTest.sol";

contract ConstructorTest is RegistryTest {
    function test_fixesTheParameters() external view {
        assertEq(registry.channels(), address(channels), "channels");
        assertEq(registry.token(), address(token), "token");
        assertEq(registry.minStake(), MIN_STAKE, "minStake");
        assertEq(registry.unbondingPeriod(), U, "unbondingPeriod");
        assertEq(registry.unbondingMargin(), MARGIN, "unbondingMargin");
    }

    function testFuzz_unbondingOutlastsClosingByTheMargin(uint40 unbondingPeriod, uint40 margin) external {
        margin = uint40(bound(margin, 0, 400 days));
        unbondingPeriod = uint40(bound(unbondingPeriod, 0, 400 days));
        if (unbondingPeriod <= uint256(T) + margin || unbondingPeriod > 365 days) {
            vm.expectRevert(
                abi.encodeWithSelector(IRelayRegistry.BadUnbondingPeriod.selector, unbondingPeriod, T, margin, 365 days)
            );
        }
        deployRegistry(channels, MIN_STAKE, unbondingPeriod, margin);
    }

    function test_takesTheEdgesOfTheRange() external {
        deployRegistry(channels, MIN_STAKE, T + MARGIN + 1, MARGIN);
        deployRegistry(channels, MIN_STAKE, 365 days, MARGIN);
        vm.expectPartialRevert(IRelayRegistry.BadUnbondingPeriod.selector);
        deployRegistry(channels, MIN_STAKE, T + MARGIN, MARGIN);
    }

    function test_refusesAMarginThatOverflows() external {
        vm.expectPartialRevert(IRelayRegistry.BadUnbondingPeriod.selector);
        deployRegistry(channels, MIN_STAKE, U, type(uint40).max);
    }

    function test_refusesNoMinStake() external {
        vm.expectRevert(IRelayRegistry.ZeroMinStake.selector);
        deployRegistry(channels, 0, U, MARGIN);
    }
}
