// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPaymentChannels} from "../../src/interfaces/IPaymentChannels.sol";
import {PackedTerms, SignedReceipt} from "../../src/interfaces/Types.sol";
import {ChannelsTest} from "../helpers/ChannelsTest.sol";
import {Typed} from "../helpers/Typed.sol";

contract CloseNowTest is ChannelsTest {
    bytes32 private channelId;
    PackedTerms private packed;

    function setUp() public override {
        super.setUp();
        channelId = openChannel(someTerms());
        packed = Typed.pack(someTerms(), 0);
    }

    function testFuzz_paysAndRefunds(uint96 before, uint96 cumAmount) external {
        before = uint96(bound(before, 1, DEPOSIT));
        channels.settle(channelId, payee, signReceipt(signerKey, channelId, before));
        uint256 capped = cumAmount < DEPOSIT ? cumAmount : DEPOSIT;
        uint256 settled = capped > before ? capped : before;
        SignedReceipt memory receipt = signReceipt(signerKey, channelId, cumAmount);
        vm.expectEmit(address(channels));
        emit IPaymentChannels.Closed(channelId, payee, uint96(settled), uint96(DEPOSIT - settled));
        vm.prank(payee);
        channels.closeNow(payer, packed, receipt);

        assertBalance(payee, settled, "payee");
        assertBalance(payer, FUNDS - settled, "payer");
        assertBalance(address(channels), 0, "channels");
    }

    function test_needsNoReceipt() external {
        vm.prank(payee);
        channels.closeNow(payer, packed, noReceipt());
        assertBalance(payee, 0, "payee");
        assertBalance(payer, FUNDS, "payer");
    }

    function test_leavesATombstoneBeforeOpenBy() external {
        vm.warp(someTerms().openBy - 1);
        vm.prank(payee);
        channels.closeNow(payer, packed, noReceipt());
        assertChannel(channelId, 0, 0, someTerms().openBy - 1);
    }

    function test_leavesNothingFromOpenByOn() external {
        vm.warp(someTerms().openBy);
        vm.prank(payee);
        channels.closeNow(payer, packed, noReceipt());
        assertChannel(channelId, 0, 0, 0);
    }

    /// Anyone may settle the receipt just before; the payee's transaction does its work all the same.
    function test_takesAReceiptThatWasSettled() external {
        SignedReceipt memory receipt = signReceipt(signerKey, channelId, 7);
        vm.prank(stranger);
        channels.settle(channelId, payee, receipt);
        vm.prank(payee);
        channels.closeNow(payer, packed, receipt);
        assertBalance(payee, 7, "payee");
        assertBalance(payer, FUNDS - 7, "payer");
    }

    function test_mayCutTheClosingPeriodShort() external {
        vm.prank(payer);
        channels.close(packed);
        vm.warp(START + T - 1);
        SignedReceipt memory receipt = signReceipt(signerKey, channelId, 7);
        vm.prank(payee);
        channels.closeNow(payer, packed, receipt);
        assertBalance(payee, 7, "payee");
        assertChannel(channelId, 0, 0, 0);
    }

    function test_refusesAfterCloseAt() external {
        vm.prank(payer);
        channels.close(packed);
        vm.warp(START + T);
        SignedReceipt memory receipt = signReceipt(signerKey, channelId, 7);
        _refuse(payee, receipt, abi.encodeWithSelector(IPaymentChannels.ChannelClosed.selector, channelId, START + T));
    }

    function test_refusesAnyoneElse() external {
        SignedReceipt memory receipt = signReceipt(signerKey, channelId, 7);
        _refuse(payer, receipt, abi.encodeWithSelector(IPaymentChannels.NotPayee.selector, payer, payee));
        _refuse(stranger, receipt, abi.encodeWithSelector(IPaymentChannels.NotPayee.selector, stranger, payee));
    }

    function test_refusesABadReceipt() external {
        SignedReceipt memory receipt = signReceipt(payerKey, channelId, 7);
        _refuse(payee, receipt, abi.encodeWithSelector(IPaymentChannels.BadSignature.selector));
    }

    /// The refund goes to the payer of the terms: another's name is another channel.
    function test_refusesAnotherPayer() external {
        vm.prank(payee);
        vm.expectPartialRevert(IPaymentChannels.NoSuchChannel.selector);
        channels.closeNow(stranger, packed, noReceipt());
    }

    function test_refusesTwice() external {
        vm.prank(payee);
        channels.closeNow(payer, packed, noReceipt());
        bytes memory why = abi.encodeWithSelector(IPaymentChannels.NoSuchChannel.selector, channelId, signer, payee);
        _refuse(payee, noReceipt(), why);
    }

    function _refuse(address sender, SignedReceipt memory receipt, bytes memory why) private {
        vm.prank(sender);
        vm.expectRevert(why);
        channels.closeNow(payer, packed, receipt);
    }
}
