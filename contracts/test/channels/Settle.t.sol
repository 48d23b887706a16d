// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPaymentChannels} from "../../src/interfaces/IPaymentChannels.sol";
import {SignedReceipt} from "../../src/interfaces/Types.sol";
import {Slots} from "../../src/libraries/Slots.sol";
import {ChannelsTest} from "../helpers/ChannelsTest.sol";
import {Typed} from "../helpers/Typed.sol";

contract SettleTest is ChannelsTest {
    bytes32 private channelId;

    function setUp() public override {
        super.setUp();
        channelId = openChannel(someTerms());
    }

    function test_paysThePayeeWhoeverSends() external {
        SignedReceipt memory receipt = signReceipt(signerKey, channelId, 7);
        vm.expectEmit(address(channels));
        emit IPaymentChannels.Settled(channelId, payee, 7);
        vm.prank(stranger);
        channels.settle(channelId, payee, receipt);

        assertChannel(channelId, DEPOSIT, 7, 0);
        assertBalance(payee, 7, "payee");
        assertBalance(stranger, 0, "stranger");
    }

    /// settled = max(settled, min(deposit, cumAmount)), and what is paid is the difference.
    function testFuzz_paysUpToTheHighest(uint96[4] memory amounts) external {
        uint256 settled;
        for (uint256 i = 0; i < amounts.length; ++i) {
            uint256 capped = amounts[i] < DEPOSIT ? amounts[i] : DEPOSIT;
            SignedReceipt memory receipt = signReceipt(signerKey, channelId, amounts[i]);
            if (capped > settled) settled = capped;
            else vm.expectPartialRevert(IPaymentChannels.NotHigher.selector);
            channels.settle(channelId, payee, receipt);

            assertChannel(channelId, DEPOSIT, settled, 0);
            assertBalance(payee, settled, "payee");
            assertBalance(address(channels), DEPOSIT - settled, "channels");
        }
    }

    function test_paysNothingTwice() external {
        SignedReceipt memory receipt = signReceipt(signerKey, channelId, 7);
        channels.settle(channelId, payee, receipt);
        _refuse(receipt, abi.encodeWithSelector(IPaymentChannels.NotHigher.selector, channelId, 7, 7));
    }

    function test_aTopUpMakesRoom() external {
        SignedReceipt memory receipt = signReceipt(signerKey, channelId, DEPOSIT + 3);
        channels.settle(channelId, payee, receipt);
        vm.prank(payer);
        channels.topUp(channelId, signer, payee, 2);
        channels.settle(channelId, payee, receipt);
        assertChannel(channelId, DEPOSIT + 2, DEPOSIT + 2, 0);
    }

    function test_paysUntilCloseAt() external {
        vm.prank(payer);
        channels.close(Typed.pack(someTerms(), 0));
        vm.warp(START + T - 1);
        channels.settle(channelId, payee, signReceipt(signerKey, channelId, 7));
        assertChannel(channelId, DEPOSIT, 7, START + T);

        vm.warp(START + T);
        SignedReceipt memory receipt = signReceipt(signerKey, channelId, 8);
        _refuse(receipt, abi.encodeWithSelector(IPaymentChannels.ChannelClosed.selector, channelId, START + T));
    }

    function test_refusesAnotherSigner() external {
        SignedReceipt memory receipt = signReceipt(payerKey, channelId, 7);
        _refuse(receipt, abi.encodeWithSelector(IPaymentChannels.NoSuchChannel.selector, channelId, payer, payee));
    }

    function test_refusesAnotherPayee() external {
        SignedReceipt memory receipt = signReceipt(signerKey, channelId, 7);
        vm.expectRevert(abi.encodeWithSelector(IPaymentChannels.NoSuchChannel.selector, channelId, signer, stranger));
        channels.settle(channelId, stranger, receipt);
    }

    function testFuzz_refusesAnythingElseThanWasSigned(uint96 cumAmount, bytes32 stateHash, bytes32 id) external {
        SignedReceipt memory receipt = signReceipt(signerKey, channelId, 7);
        vm.assume(cumAmount != 7 || stateHash != STATE_HASH || id != channelId);
        receipt.cumAmount = cumAmount;
        receipt.stateHash = stateHash;
        vm.expectPartialRevert(IPaymentChannels.NoSuchChannel.selector);
        channels.settle(id, payee, receipt);
    }

    function test_refusesAReceiptOfAnotherChain() external {
        SignedReceipt memory receipt = signReceipt(signerKey, channelId, 7);
        vm.chainId(block.chainid + 1);
        vm.expectPartialRevert(IPaymentChannels.NoSuchChannel.selector);
        channels.settle(channelId, payee, receipt);
    }

    function test_refusesAReceiptOfAnotherContract() external {
        IPaymentChannels other = channels;
        useToken(address(token));
        SignedReceipt memory receipt = signReceipt(signerKey, channelId, 7);
        vm.expectPartialRevert(IPaymentChannels.NoSuchChannel.selector);
        other.settle(channelId, payee, receipt);
    }

    /// Even if there were a channel of the zero signer, which open refuses.
    function test_refusesWhatNobodySigned() external {
        bytes32 key = Slots.keyOf(channelId, address(0), payee);
        vm.store(address(channels), key, bytes32(uint256(DEPOSIT) << 160));
        SignedReceipt memory receipt = SignedReceipt({cumAmount: 7, stateHash: STATE_HASH, r: 0, vs: 0});
        _refuse(receipt, abi.encodeWithSelector(IPaymentChannels.BadSignature.selector));
    }

    function test_refusesAfterTheEnd() external {
        SignedReceipt memory receipt = signReceipt(signerKey, channelId, 7);
        vm.prank(payee);
        channels.closeNow(payer, Typed.pack(someTerms(), 0), noReceipt());
        _refuse(receipt, abi.encodeWithSelector(IPaymentChannels.NoSuchChannel.selector, channelId, signer, payee));
    }

    function _refuse(SignedReceipt memory receipt, bytes memory why) private {
        vm.expectRevert(why);
        channels.settle(channelId, payee, receipt);
    }
}
