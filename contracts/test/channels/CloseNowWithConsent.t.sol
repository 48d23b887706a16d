// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPaymentChannels} from "../../src/interfaces/IPaymentChannels.sol";
import {ChannelTerms, PackedTerms, SignedConsent, SignedReceipt} from "../../src/interfaces/Types.sol";
import {ChannelsTest} from "../helpers/ChannelsTest.sol";
import {Typed} from "../helpers/Typed.sol";

contract CloseNowWithConsentTest is ChannelsTest {
    bytes32 private channelId;
    PackedTerms private packed;

    function setUp() public override {
        super.setUp();
        channelId = openChannel(someTerms());
        packed = Typed.pack(someTerms(), 0);
    }

    function test_settlesAndRefundsForAnyone() external {
        SignedReceipt memory receipt = signReceipt(signerKey, channelId, 7);
        SignedConsent memory consent = signConsent(closerKey, channelId, 7);
        vm.expectEmit(address(channels));
        emit IPaymentChannels.Closed(channelId, payee, 7, DEPOSIT - 7);
        vm.prank(stranger);
        channels.closeNowWithConsent(payer, packed, receipt, consent);

        assertBalance(payee, 7, "payee");
        assertBalance(payer, FUNDS - 7, "payer");
        assertChannel(channelId, 0, 0, START);
    }

    function test_needsNoReceiptWhereEnoughIsSettled() external {
        channels.settle(channelId, payee, signReceipt(signerKey, channelId, 7));
        SignedConsent memory consent = signConsent(closerKey, channelId, 7);
        channels.closeNowWithConsent(payer, packed, noReceipt(), consent);
        assertBalance(payee, 7, "payee");
    }

    /// A consent never pays by itself: it is met by what receipts settle, and by that alone.
    function testFuzz_refusesLessThanItAsksFor(uint96 cumAmount, uint96 atLeast) external {
        cumAmount = uint96(bound(cumAmount, 0, DEPOSIT));
        atLeast = uint96(bound(atLeast, cumAmount + 1, type(uint96).max));
        SignedReceipt memory receipt = signReceipt(signerKey, channelId, cumAmount);
        _refuse(
            receipt,
            signConsent(closerKey, channelId, atLeast),
            abi.encodeWithSelector(IPaymentChannels.ConsentNotMet.selector, channelId, cumAmount, atLeast)
        );
    }

    function test_refusesAnotherSigner() external {
        SignedConsent memory consent = signConsent(signerKey, channelId, 0);
        _refuseConsent(consent, signer, closer);
    }

    function testFuzz_refusesAnythingElseThanWasSigned(uint96 atLeast, bytes32 id) external {
        vm.assume(id != channelId);
        SignedConsent memory consent = signConsent(closerKey, id, atLeast);
        vm.expectPartialRevert(IPaymentChannels.BadConsent.selector);
        channels.closeNowWithConsent(payer, packed, noReceipt(), consent);

        atLeast = uint96(bound(atLeast, 1, type(uint96).max));
        consent = signConsent(closerKey, channelId, atLeast);
        consent.atLeast = 0;
        vm.expectPartialRevert(IPaymentChannels.BadConsent.selector);
        channels.closeNowWithConsent(payer, packed, noReceipt(), consent);
    }

    function test_refusesAReceiptForAConsent() external {
        SignedReceipt memory receipt = signReceipt(closerKey, channelId, 0);
        SignedConsent memory consent = SignedConsent({atLeast: 0, r: receipt.r, vs: receipt.vs});
        vm.expectPartialRevert(IPaymentChannels.BadConsent.selector);
        channels.closeNowWithConsent(payer, packed, noReceipt(), consent);
    }

    /// No closer, no consent: what recovers to nobody is not nobody's signature.
    function test_refusesWithoutACloser() external {
        ChannelTerms memory terms = someTerms();
        terms.closer = address(0);
        channelId = openChannel(terms);
        packed = Typed.pack(terms, 0);
        SignedConsent memory consent;
        _refuseConsent(consent, address(0), address(0));
    }

    function test_refusesABadReceipt() external {
        SignedReceipt memory receipt = signReceipt(payerKey, channelId, 7);
        SignedConsent memory consent = signConsent(closerKey, channelId, 0);
        _refuse(receipt, consent, abi.encodeWithSelector(IPaymentChannels.BadSignature.selector));
    }

    function test_refusesAfterCloseAt() external {
        vm.prank(payer);
        channels.close(packed);
        vm.warp(START + T);
        SignedConsent memory consent = signConsent(closerKey, channelId, 0);
        bytes memory why = abi.encodeWithSelector(IPaymentChannels.ChannelClosed.selector, channelId, START + T);
        _refuse(noReceipt(), consent, why);
    }

    function _refuseConsent(SignedConsent memory consent, address got, address want) private {
        _refuse(
            noReceipt(), consent, abi.encodeWithSelector(IPaymentChannels.BadConsent.selector, channelId, got, want)
        );
    }

    function _refuse(SignedReceipt memory receipt, SignedConsent memory consent, bytes memory why) private {
        vm.prank(payer);
        vm.expectRevert(why);
        channels.closeNowWithConsent(payer, packed, receipt, consent);
    }
}
