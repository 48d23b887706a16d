// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPaymentChannels} from "../../src/interfaces/IPaymentChannels.sol";
import {ChannelsTest} from "../helpers/ChannelsTest.sol";

contract ConstructorTest is ChannelsTest {
    function test_fixesTokenAndClosingPeriod() external view {
        assertEq(channels.token(), address(token), "token");
        assertEq(channels.closingPeriod(), T, "closingPeriod");
    }

    function test_takesTheWholeRange() external {
        deployChannels(address(token), 1 minutes);
        deployChannels(address(token), 30 days);
    }

    function testFuzz_refusesOtherPeriods(uint40 period) external {
        vm.assume(period < 1 minutes || period > 30 days);
        vm.expectRevert(abi.encodeWithSelector(IPaymentChannels.BadClosingPeriod.selector, period, 1 minutes, 30 days));
        deployChannels(address(token), period);
    }

    function test_refusesATokenWithoutCode() external {
        vm.expectRevert(abi.encodeWithSelector(IPaymentChannels.BadToken.selector, stranger));
        deployChannels(stranger, T);
    }
}
