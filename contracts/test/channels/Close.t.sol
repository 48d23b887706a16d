// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPaymentChannels} from "../../src/interfaces/IPaymentChannels.sol";
import {ChannelTerms, PackedTerms} from "../../src/interfaces/Types.sol";
import {ChannelsTest} from "../helpers/ChannelsTest.sol";
import {Typed} from "../helpers/Typed.sol";

contract CloseTest is ChannelsTest {
    bytes32 private channelId;

    function setUp() public override {
        super.setUp();
        channelId = openChannel(someTerms());
    }

    function testFuzz_setsCloseAtOnly(uint40 when, uint96 settled) external {
        when = uint40(bound(when, START, START + 3650 days));
        settled = uint96(bound(settled, 1, DEPOSIT));
        channels.settle(channelId, payee, signReceipt(signerKey, channelId, settled));
        vm.warp(when);
        vm.expectEmit(address(channels));
        emit IPaymentChannels.Closing(channelId, payee, when + T);
        vm.prank(payer);
        channels.close(Typed.pack(someTerms(), 0));

        assertChannel(channelId, DEPOSIT, settled, when + T);
        assertBalance(payer, FUNDS - DEPOSIT, "payer");
    }

    /// The words of the Opened event serve as they are, deposit and all.
    function test_ignoresTheDepositOfTheWords() external {
        vm.prank(payer);
        channels.close(Typed.pack(someTerms(), DEPOSIT));
        assertChannel(channelId, DEPOSIT, 0, START + T);
    }

    function test_refusesAnyoneElse() external {
        _refuse(payee, someTerms());
        _refuse(stranger, someTerms());
    }

    function testFuzz_refusesOtherTerms(ChannelTerms memory terms) external {
        terms.payer = payer;
        vm.assume(idOf(terms) != channelId);
        _refuse(payer, terms);
    }

    function test_cannotBeExtended() external {
        vm.prank(payer);
        channels.close(Typed.pack(someTerms(), 0));
        vm.warp(START + 1);
        vm.prank(payer);
        vm.expectRevert(abi.encodeWithSelector(IPaymentChannels.ChannelClosing.selector, channelId, START + T));
        channels.close(Typed.pack(someTerms(), 0));
    }

    function test_refusesATombstone() external {
        vm.prank(payee);
        channels.closeNow(payer, Typed.pack(someTerms(), 0), noReceipt());
        _refuse(payer, someTerms());
    }

    function _refuse(address sender, ChannelTerms memory terms) private {
        PackedTerms memory packed = Typed.pack(terms, 0);
        vm.prank(sender);
        vm.expectPartialRevert(IPaymentChannels.NoSuchChannel.selector);
        channels.close(packed);
    }
}
