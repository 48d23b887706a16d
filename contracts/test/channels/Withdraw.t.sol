// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPaymentChannels} from "../../src/interfaces/IPaymentChannels.sol";
import {PackedTerms} from "../../src/interfaces/Types.sol";
import {ChannelsTest} from "../helpers/ChannelsTest.sol";
import {Typed} from "../helpers/Typed.sol";

contract WithdrawTest is ChannelsTest {
    bytes32 private channelId;
    PackedTerms private packed;

    function setUp() public override {
        super.setUp();
        channelId = openChannel(someTerms());
        packed = Typed.pack(someTerms(), 0);
    }

    function testFuzz_paysTheRestBackWhoeverSends(uint96 settled) external {
        settled = uint96(bound(settled, 1, DEPOSIT));
        channels.settle(channelId, payee, signReceipt(signerKey, channelId, settled));
        _close();
        vm.expectEmit(address(channels));
        emit IPaymentChannels.Closed(channelId, payee, settled, DEPOSIT - settled);
        vm.prank(stranger);
        channels.withdraw(payer, packed);

        assertChannel(channelId, 0, 0, 0);
        assertBalance(payer, FUNDS - settled, "payer");
        assertBalance(payee, settled, "payee");
        assertBalance(address(channels), 0, "channels");
    }

    function test_refusesUntilCloseAt() external {
        _refuse(payer, abi.encodeWithSelector(IPaymentChannels.ChannelNotClosed.selector, channelId, 0));
        _close();
        vm.warp(START + T - 1);
        _refuse(payer, abi.encodeWithSelector(IPaymentChannels.ChannelNotClosed.selector, channelId, START + T));
    }

    function test_refusesAnotherPayer() external {
        _close();
        vm.expectPartialRevert(IPaymentChannels.NoSuchChannel.selector);
        channels.withdraw(stranger, packed);
    }

    function test_refusesTwice() external {
        _close();
        channels.withdraw(payer, packed);
        _refuse(payer, abi.encodeWithSelector(IPaymentChannels.NoSuchChannel.selector, channelId, signer, payee));
    }

    function test_refusesATombstone() external {
        vm.prank(payee);
        channels.closeNow(payer, packed, noReceipt());
        _refuse(payer, abi.encodeWithSelector(IPaymentChannels.NoSuchChannel.selector, channelId, signer, payee));
    }

    /// Opened at the last moment and closed at once, it still ends at openBy or later: no tombstone is needed.
    function testFuzz_endsAfterOpenBy(uint40 opened, uint40 openBy) external {
        opened = uint40(bound(opened, START, START + 365 days));
        openBy = uint40(bound(openBy, opened + 1, opened + T));
        vm.warp(opened);
        packed.payeeOpenByAndSalt = bytes32(abi.encodePacked(payee, openBy, uint56(1)));
        packed.closerAndDeposit = bytes32(abi.encodePacked(closer, DEPOSIT));
        vm.prank(payer);
        channels.open(packed);
        vm.prank(payer);
        channels.close(packed);
        vm.warp(opened + T);
        channels.withdraw(payer, packed);
        assertTrue(opened + T >= openBy, "past openBy");
    }

    function _close() private {
        vm.prank(payer);
        channels.close(packed);
        vm.warp(START + T);
    }

    function _refuse(address payer_, bytes memory why) private {
        vm.expectRevert(why);
        channels.withdraw(payer_, packed);
    }
}
