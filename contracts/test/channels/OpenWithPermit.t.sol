// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPaymentChannels} from "../../src/interfaces/IPaymentChannels.sol";
import {ChannelTerms, PackedTerms, SignedPermit} from "../../src/interfaces/Types.sol";
import {ChannelsTest} from "../helpers/ChannelsTest.sol";
import {Typed} from "../helpers/Typed.sol";

contract OpenWithPermitTest is ChannelsTest {
    function setUp() public override {
        super.setUp();
        vm.prank(payer);
        token.approve(address(channels), 0);
    }

    function test_needsNoAllowance() external {
        SignedPermit memory permit = signPermit(payerKey, address(channels), DEPOSIT);
        vm.prank(payer);
        channels.openWithPermit(Typed.pack(someTerms(), DEPOSIT), permit);

        assertChannel(idOf(someTerms()), DEPOSIT, 0, 0);
        assertBalance(address(channels), DEPOSIT, "channels");
        assertEq(token.allowance(payer, address(channels)), 0, "allowance left");
    }

    /// Anyone can send a permit that it saw: the allowance is there then, though permit fails.
    function test_survivesAPermitSentBefore() external {
        SignedPermit memory permit = signPermit(payerKey, address(channels), DEPOSIT);
        (uint8 v, bytes32 s) = (uint8(uint256(permit.vs) >> 255) + 27, (permit.vs << 1) >> 1);
        vm.prank(stranger);
        token.permit(payer, address(channels), DEPOSIT, permit.deadline, v, permit.r, s);
        vm.prank(payer);
        channels.openWithPermit(Typed.pack(someTerms(), DEPOSIT), permit);

        assertChannel(idOf(someTerms()), DEPOSIT, 0, 0);
    }

    /// A permit is for its owner's channels alone: a front-runner can not open its own with it.
    function test_refusesAnothersPermit() external {
        SignedPermit memory permit = signPermit(payerKey, address(channels), DEPOSIT);
        _refuse(stranger, permit);
        assertBalance(payer, FUNDS, "payer");
    }

    function test_refusesAPermitForLess() external {
        _refuse(payer, signPermit(payerKey, address(channels), DEPOSIT - 1));
    }

    function test_refusesAnExpiredPermit() external {
        SignedPermit memory permit = signPermit(payerKey, address(channels), DEPOSIT);
        vm.warp(permit.deadline + 1);
        ChannelTerms memory terms = someTerms();
        terms.openBy = uint40(permit.deadline + 2);
        vm.prank(payer);
        vm.expectRevert(IPaymentChannels.TransferFromFailed.selector);
        channels.openWithPermit(Typed.pack(terms, DEPOSIT), permit);
    }

    function _refuse(address sender, SignedPermit memory permit) private {
        PackedTerms memory packed = Typed.pack(someTerms(), DEPOSIT);
        vm.prank(sender);
        vm.expectRevert(IPaymentChannels.TransferFromFailed.selector);
        channels.openWithPermit(packed, permit);
    }
}
