// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPaymentChannels} from "../../src/interfaces/IPaymentChannels.sol";
import {SignedPermit} from "../../src/interfaces/Types.sol";
import {ChannelsTest} from "../helpers/ChannelsTest.sol";
import {Typed} from "../helpers/Typed.sol";

/// @notice topUp and topUpWithPermit.
contract TopUpTest is ChannelsTest {
    bytes32 private channelId;

    function setUp() public override {
        super.setUp();
        channelId = openChannel(someTerms());
    }

    function testFuzz_raisesTheDepositOnly(uint96 amount, uint96 settled) external {
        amount = uint96(bound(amount, 1, FUNDS - DEPOSIT));
        settled = uint96(bound(settled, 1, DEPOSIT));
        channels.settle(channelId, payee, signReceipt(signerKey, channelId, settled));
        vm.expectEmit(address(channels));
        emit IPaymentChannels.ToppedUp(channelId, payee, DEPOSIT + amount);
        vm.prank(payer);
        channels.topUp(channelId, signer, payee, amount);

        assertChannel(channelId, DEPOSIT + amount, settled, 0);
        assertBalance(address(channels), uint256(DEPOSIT) + amount - settled, "channels");
    }

    /// The sender pays, the payer gets it back.
    function test_mayBeAGift() external {
        token.mint(stranger, DEPOSIT);
        vm.prank(stranger);
        token.approve(address(channels), DEPOSIT);
        vm.prank(stranger);
        channels.topUp(channelId, signer, payee, DEPOSIT);
        vm.prank(payee);
        channels.closeNow(payer, Typed.pack(someTerms(), 0), noReceipt());

        assertBalance(stranger, 0, "stranger");
        assertBalance(payer, FUNDS + DEPOSIT, "payer");
    }

    function test_withPermitNeedsNoAllowance() external {
        vm.prank(payer);
        token.approve(address(channels), 0);
        SignedPermit memory permit = signPermit(payerKey, address(channels), 5);
        vm.prank(payer);
        channels.topUpWithPermit(channelId, signer, payee, 5, permit);
        assertChannel(channelId, DEPOSIT + 5, 0, 0);
    }

    function test_withABadPermitAllowanceDecides() external {
        SignedPermit memory permit = signPermit(signerKey, address(channels), 5);
        vm.prank(payer);
        channels.topUpWithPermit(channelId, signer, payee, 5, permit);
        assertChannel(channelId, DEPOSIT + 5, 0, 0);

        vm.prank(payer);
        token.approve(address(channels), 4);
        vm.prank(payer);
        vm.expectRevert(IPaymentChannels.TransferFromFailed.selector);
        channels.topUpWithPermit(channelId, signer, payee, 5, permit);
    }

    function test_reachesTheLargestDeposit() external {
        uint96 amount = type(uint96).max - DEPOSIT;
        token.mint(payer, amount);
        vm.prank(payer);
        channels.topUp(channelId, signer, payee, amount);
        assertChannel(channelId, type(uint96).max, 0, 0);
    }

    function test_refusesBeyondTheLargestDeposit() external {
        uint96 amount = type(uint96).max - DEPOSIT + 1;
        token.mint(payer, amount);
        _refuse(amount, abi.encodeWithSelector(IPaymentChannels.DepositOverflow.selector, channelId, 1 << 96));
    }

    function test_refusesNothing() external {
        _refuse(0, abi.encodeWithSelector(IPaymentChannels.ZeroDeposit.selector));
    }

    function test_refusesAnUnknownChannel() external {
        vm.prank(payer);
        vm.expectRevert(abi.encodeWithSelector(IPaymentChannels.NoSuchChannel.selector, channelId, signer, stranger));
        channels.topUp(channelId, signer, stranger, 1);
    }

    function test_refusesAClosingChannel() external {
        vm.prank(payer);
        channels.close(Typed.pack(someTerms(), 0));
        _refuse(1, abi.encodeWithSelector(IPaymentChannels.ChannelClosing.selector, channelId, START + T));
    }

    function test_refusesATombstone() external {
        vm.prank(payee);
        channels.closeNow(payer, Typed.pack(someTerms(), 0), noReceipt());
        _refuse(1, abi.encodeWithSelector(IPaymentChannels.NoSuchChannel.selector, channelId, signer, payee));
    }

    function _refuse(uint96 amount, bytes memory why) private {
        vm.prank(payer);
        vm.expectRevert(why);
        channels.topUp(channelId, signer, payee, amount);
    }
}
