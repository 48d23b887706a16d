// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPaymentChannels} from "../../src/interfaces/IPaymentChannels.sol";
import {ChannelTerms, PackedTerms, SignedReceipt} from "../../src/interfaces/Types.sol";
import {BlockingToken, FalseToken, FeeToken, ReentrantToken, SilentToken} from "../helpers/HostileTokens.sol";
import {Proofs} from "../helpers/Proofs.sol";
import {Typed} from "../helpers/Typed.sol";

/// @notice What tokens can do to the channels.
contract HostileTokensTest is Proofs {
    PackedTerms private packed;

    /// @dev Puts another token in the place of the usual one and opens a channel.
    function _openWith(address token_) private returns (bytes32 channelId) {
        useToken(token_);
        token.mint(payer, FUNDS);
        vm.prank(payer);
        (bool ok,) = token_.call(abi.encodeCall(token.approve, (address(channels), type(uint256).max)));
        assertTrue(ok, "approve");
        packed = Typed.pack(someTerms(), 0);
        return openChannel(someTerms());
    }

    function test_aFalseFromTheTokenRevertsAll() external {
        FalseToken falseToken = new FalseToken();
        bytes32 channelId = _openWith(address(falseToken));
        falseToken.refuse();
        SignedReceipt memory receipt = signReceipt(signerKey, channelId, 7);

        PackedTerms memory another = Typed.pack(_otherTerms(), 1);
        vm.prank(payer);
        vm.expectRevert(IPaymentChannels.TransferFromFailed.selector);
        channels.open(another);
        vm.prank(payer);
        vm.expectRevert(IPaymentChannels.TransferFromFailed.selector);
        channels.topUp(channelId, signer, payee, 1);
        vm.expectRevert(IPaymentChannels.TransferFailed.selector);
        channels.settle(channelId, payee, receipt);
        vm.expectRevert(IPaymentChannels.TransferFailed.selector);
        channels.settleMany(payee, row(channelId, receipt));
        bytes memory proof = packProof(channelId, noTable(7), one(someSession(5)));
        vm.expectRevert(IPaymentChannels.TransferFailed.selector);
        show(proof);
        vm.prank(payee);
        vm.expectRevert(IPaymentChannels.TransferFailed.selector);
        channels.closeNow(payer, packed, receipt);
        assertChannel(channelId, DEPOSIT, 0, 0);
    }

    function test_aTokenThatReturnsNothingIsBelieved() external {
        bytes32 channelId = _openWith(address(new SilentToken()));
        channels.settle(channelId, payee, signReceipt(signerKey, channelId, 7));
        show(packProof(channelId, noTable(8), one(someSession(5))));
        uint96 paid = 8 + uint96(priceOf(someSession(5)));
        vm.prank(payee);
        channels.closeNow(payer, packed, noReceipt());
        assertBalance(payee, paid, "payee");
        assertBalance(payer, FUNDS - paid, "payer");
    }

    function test_aBlockedPayeeDoesNotKeepThePayersRest() external {
        BlockingToken blocking = new BlockingToken();
        bytes32 channelId = _openWith(address(blocking));
        blocking.blockAccount(payee);
        SignedReceipt memory receipt = signReceipt(signerKey, channelId, 7);
        vm.expectRevert(IPaymentChannels.TransferFailed.selector);
        channels.settle(channelId, payee, receipt);
        bytes memory proof = packProof(channelId, noTable(7), one(someSession(5)));
        vm.expectRevert(IPaymentChannels.TransferFailed.selector);
        show(proof);

        vm.prank(payer);
        channels.close(packed);
        vm.warp(START + T);
        channels.withdraw(payer, packed);
        assertBalance(payer, FUNDS, "payer");
    }

    function test_aBlockedPayerDoesNotKeepThePayeesDue() external {
        BlockingToken blocking = new BlockingToken();
        bytes32 channelId = _openWith(address(blocking));
        blocking.blockAccount(payer);
        channels.settle(channelId, payee, signReceipt(signerKey, channelId, 7));
        channels.settleMany(payee, row(channelId, signReceipt(signerKey, channelId, 8)));
        vm.prank(payer);
        channels.close(packed);
        channels.settle(channelId, payee, signReceipt(signerKey, channelId, 9));
        show(packProof(channelId, noTable(9), one(someSession(5))));
        uint256 paid = 9 + priceOf(someSession(5));
        assertBalance(payee, paid, "payee");

        vm.warp(START + T);
        vm.expectRevert(IPaymentChannels.TransferFailed.selector);
        channels.withdraw(payer, packed);
        assertChannel(channelId, DEPOSIT, paid, START + T);
    }

    /// Not supported, and this is why: the contract owes more than it got, and who comes last gets nothing.
    function test_aTokenWithFeesIsNotSupported() external {
        bytes32 channelId = _openWith(address(new FeeToken()));
        SignedReceipt memory receipt = signReceipt(signerKey, channelId, DEPOSIT);
        vm.expectRevert(IPaymentChannels.TransferFailed.selector);
        channels.settle(channelId, payee, receipt);
    }

    function test_reenteringSettlePaysOnce() external {
        ReentrantToken reentrant = new ReentrantToken();
        bytes32 channelId = _openWith(address(reentrant));
        SignedReceipt memory receipt = signReceipt(signerKey, channelId, 7);
        reentrant.arm(address(channels), abi.encodeCall(channels.settle, (channelId, payee, receipt)));
        channels.settle(channelId, payee, receipt);
        assertTrue(!reentrant.returned(), "reentrant settle reverts");
        assertBalance(payee, 7, "payee");

        receipt = signReceipt(signerKey, channelId, 9);
        reentrant.arm(address(channels), abi.encodeCall(channels.settleMany, (payee, row(channelId, receipt))));
        channels.settleMany(payee, row(channelId, receipt));
        assertTrue(reentrant.returned(), "reentrant settleMany skips");
        assertBalance(payee, 9, "payee");
    }

    /// Whatever is called back in the middle of a proof's payment, the sum is the best single one.
    function test_reenteringSettleWithProofPaysOnce() external {
        ReentrantToken reentrant = new ReentrantToken();
        bytes32 channelId = _openWith(address(reentrant));
        uint96 f = uint96(priceOf(someSession(5)));
        bytes memory proof = packProof(channelId, noTable(7), one(someSession(5)));
        reentrant.arm(address(channels), abi.encodeCall(channels.settleWithProof, (payer, packed, proof)));
        show(proof);
        assertTrue(!reentrant.returned(), "reentrant settleWithProof reverts");
        assertBalance(payee, 7 + f, "payee");

        SignedReceipt memory receipt = signReceipt(signerKey, channelId, 9 + f);
        reentrant.arm(address(channels), abi.encodeCall(channels.settle, (channelId, payee, receipt)));
        show(packProof(channelId, noTable(8), one(someSession(5))));
        assertTrue(reentrant.returned(), "reentrant settle pays the rest");
        assertBalance(payee, 9 + f, "payee");
        assertChannel(channelId, DEPOSIT, 9 + f, 0);
    }

    function test_reenteringTheEndRefundsOnce() external {
        ReentrantToken reentrant = new ReentrantToken();
        bytes32 channelId = _openWith(address(reentrant));
        token.mint(address(channels), FUNDS);
        vm.prank(payer);
        channels.close(packed);
        vm.warp(START + T);
        reentrant.arm(address(channels), abi.encodeCall(channels.withdraw, (payer, packed)));
        channels.withdraw(payer, packed);
        assertTrue(!reentrant.returned(), "reentrant withdraw reverts");
        assertBalance(payer, FUNDS, "payer");
        assertChannel(channelId, 0, 0, 0);
    }

    /// A channel is settled while its deposit is still on the way; it arrives, or nothing has happened.
    function test_reenteringOpenConservesTokens() external {
        ReentrantToken reentrant = new ReentrantToken();
        _openWith(address(reentrant));
        ChannelTerms memory terms = _otherTerms();
        bytes32 channelId = idOf(terms);
        SignedReceipt memory receipt = signReceipt(signerKey, channelId, DEPOSIT);
        reentrant.arm(address(channels), abi.encodeCall(channels.settle, (channelId, payee, receipt)));
        openChannel(terms);
        assertTrue(reentrant.returned(), "reentrant settle succeeds");
        assertBalance(payee, DEPOSIT, "payee");
        assertBalance(address(channels), DEPOSIT, "channels");
        assertBalance(payer, FUNDS - 2 * uint256(DEPOSIT), "payer");
    }

    function _otherTerms() private view returns (ChannelTerms memory terms) {
        terms = someTerms();
        terms.salt += 1;
    }
}
