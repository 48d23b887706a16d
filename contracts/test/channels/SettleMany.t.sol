// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IPaymentChannels} from "../../src/interfaces/IPaymentChannels.sol";
import {ChannelTerms, RowOutcome, SignedReceipt} from "../../src/interfaces/Types.sol";
import {Signatures} from "../../src/libraries/Signatures.sol";
import {ChannelsTest} from "../helpers/ChannelsTest.sol";
import {Typed} from "../helpers/Typed.sol";

contract SettleManyTest is ChannelsTest {
    function test_paysAllWithOneTransfer() external {
        bytes memory rows = bytes.concat(_signed(_open(0), 5), _signed(_open(1), 7));
        vm.expectCall(address(token), abi.encodeCall(IERC20.transfer, (payee, 12)), 1);
        vm.expectEmit(address(channels));
        emit IPaymentChannels.SettledMany(
            payee, bytes.concat(_logged(_id(0), 5, RowOutcome.Settled), _logged(_id(1), 7, RowOutcome.Settled))
        );
        vm.prank(stranger);
        channels.settleMany(payee, rows);

        assertChannel(_id(0), DEPOSIT, 5, 0);
        assertChannel(_id(1), DEPOSIT, 7, 0);
        assertBalance(payee, 12, "payee");
    }

    function test_skipsWhatCanNotBeSettledAndSaysWhy() external {
        channels.settle(_open(1), payee, signReceipt(signerKey, _id(1), 50));
        channels.settle(_open(2), payee, signReceipt(signerKey, _id(2), 60));
        vm.prank(payer);
        channels.close(Typed.pack(_terms(2), 0));
        _open(3);
        vm.prank(payee);
        channels.closeNow(payer, Typed.pack(_terms(3), 0), noReceipt());
        vm.warp(START + T);
        uint256 before = token.balanceOf(payee);

        bytes[7] memory rows = [
            _signed(_id(9), 1), // never opened
            _signed(_id(1), 50), // settled before
            _signed(_id(2), 61), // closed
            _signed(_id(3), 1), // ended
            row(_id(1), signReceipt(payerKey, _id(1), 51)), // another's signature
            _signed(_id(1), 49), // less
            _signed(_id(1), 52)
        ];
        bytes[7] memory logged = [
            _logged(_id(9), 0, RowOutcome.NoSuchChannel),
            _logged(_id(1), 50, RowOutcome.NotHigher),
            _logged(_id(2), 60, RowOutcome.Closed),
            _logged(_id(3), 0, RowOutcome.NoSuchChannel),
            _logged(_id(1), 0, RowOutcome.NoSuchChannel),
            _logged(_id(1), 50, RowOutcome.NotHigher),
            _logged(_id(1), 52, RowOutcome.Settled)
        ];
        vm.expectEmit(address(channels));
        emit IPaymentChannels.SettledMany(payee, _concat(logged));
        channels.settleMany(payee, _concat(rows));
        assertBalance(payee, before + 2, "payee");
    }

    function test_aChannelMayStandInManyRows() external {
        bytes32 channelId = _open(0);
        bytes memory rows = bytes.concat(_signed(channelId, 5), _signed(channelId, 9), _signed(channelId, 9));
        channels.settleMany(payee, rows);
        assertChannel(channelId, DEPOSIT, 9, 0);
        assertBalance(payee, 9, "payee");
    }

    function test_transfersNothingIfNothingIsSettled() external {
        vm.expectCall(address(token), abi.encodeWithSelector(IERC20.transfer.selector), 0);
        channels.settleMany(payee, _signed(_id(0), 5));
    }

    function testFuzz_refusesPartsOfRows(uint256 length) external {
        length = bound(length, 0, 1000);
        vm.assume(length == 0 || length % 140 != 0);
        vm.expectRevert(abi.encodeWithSelector(IPaymentChannels.BadRows.selector, length));
        channels.settleMany(payee, new bytes(length));
    }

    /// Even if there were a channel of the zero signer, which open refuses, or of the bytes of the digest that are left
    /// in memory where the precompile answers with nothing, which no key's address can be.
    function test_skipsWhatNobodySigned() external {
        SignedReceipt memory receipt = SignedReceipt({cumAmount: 7, stateHash: STATE_HASH, r: 0, vs: 0});
        _pretend(_id(0), 0);
        _pretend(_id(0), _digest(7) << 8);
        _skips(_id(0), receipt);
    }

    /// Even if there were a channel of a signer that a high s recovers to, which takes a collision of hashes.
    function test_skipsAHighS() external {
        SignedReceipt memory receipt = signReceipt(signerKey, _id(0), 7);
        receipt.vs = bytes32(Signatures.MAX_S + 1);
        bytes32 digest = _digest(7);
        address recovered = ecrecover(digest, 27, receipt.r, receipt.vs);
        assertTrue(recovered != address(0), "a key recovers");
        _pretend(_id(0), bytes32(uint256(uint160(recovered))));
        _skips(_id(0), receipt);

        receipt.vs = bytes32(Signatures.MAX_S);
        recovered = ecrecover(digest, 27, receipt.r, receipt.vs);
        _pretend(_id(0), bytes32(uint256(uint160(recovered))));
        token.mint(address(channels), 7);
        channels.settleMany(payee, row(_id(0), receipt));
        assertBalance(payee, 7, "payee");
    }

    /// @dev Writes an open channel of this padded signer into storage.
    function _pretend(bytes32 channelId, bytes32 paddedSigner) private {
        bytes32 key = keccak256(abi.encode(channelId, paddedSigner, payee));
        vm.store(address(channels), key, bytes32(uint256(DEPOSIT) << 160));
    }

    /// @dev What the signer of a receipt on channel 0 signs.
    function _digest(uint96 cumAmount) private view returns (bytes32) {
        bytes32 domain = Typed.domain(block.chainid, address(channels));
        return Typed.digest(domain, Typed.receipt(_id(0), cumAmount, STATE_HASH));
    }

    function _skips(bytes32 channelId, SignedReceipt memory receipt) private {
        vm.expectEmit(address(channels));
        emit IPaymentChannels.SettledMany(payee, _logged(channelId, 0, RowOutcome.NoSuchChannel));
        channels.settleMany(payee, row(channelId, receipt));
    }

    struct Row {
        uint8 channel;
        uint8 fault;
        uint96 cumAmount;
        bytes32 noise;
    }

    /// settleMany does what settle does for each row, one after the other.
    function testFuzz_isManyTimesSettle(Row[8] memory random, uint8 count) external {
        _makeWorld();
        SignedReceipt[] memory receipts = new SignedReceipt[](bound(count, 1, random.length));
        bytes32[] memory ids = new bytes32[](receipts.length);
        bytes memory rows;
        for (uint256 i = 0; i < receipts.length; ++i) {
            (ids[i], receipts[i]) = _receiptOf(random[i]);
            rows = bytes.concat(rows, row(ids[i], receipts[i]));
        }

        uint256 state = vm.snapshotState();
        bytes memory log;
        for (uint256 i = 0; i < receipts.length; ++i) {
            log = bytes.concat(log, _settle(ids[i], receipts[i]));
        }
        bytes32 want = _worldHash();
        vm.revertToState(state);

        vm.expectEmit(address(channels));
        emit IPaymentChannels.SettledMany(payee, log);
        channels.settleMany(payee, rows);
        assertEq(_worldHash(), want, "channels and balances");
    }

    /// Channels 0 and 1 open, 2 closing, 3 closed, 4 a tombstone, 5 never opened.
    function _makeWorld() private {
        for (uint256 i = 0; i < 5; ++i) {
            _open(i);
        }
        channels.settle(_id(1), payee, signReceipt(signerKey, _id(1), 40));
        vm.prank(payee);
        channels.closeNow(payer, Typed.pack(_terms(4), 0), noReceipt());
        vm.prank(payer);
        channels.close(Typed.pack(_terms(3), 0));
        vm.warp(START + T);
        vm.prank(payer);
        channels.close(Typed.pack(_terms(2), 0));
    }

    /// A receipt around the interesting amounts, and in half the cases something wrong with it.
    function _receiptOf(Row memory random) private view returns (bytes32 channelId, SignedReceipt memory receipt) {
        channelId = _id(random.channel % 6);
        if (random.cumAmount % 2 == 0) random.cumAmount %= 100;
        receipt = signReceipt(signerKey, channelId, random.cumAmount);
        uint256 fault = random.fault % 10;
        if (fault == 0) receipt = signReceipt(closerKey, channelId, random.cumAmount);
        else if (fault == 1) receipt.cumAmount ^= 1;
        else if (fault == 2) receipt.r = random.noise;
        else if (fault == 3) receipt.vs = random.noise;
        else if (fault == 4) receipt.stateHash = random.noise;
    }

    /// Sends one receipt to settle and returns the row that settleMany should log.
    function _settle(bytes32 channelId, SignedReceipt memory receipt) private returns (bytes memory) {
        RowOutcome outcome;
        try channels.settle(channelId, payee, receipt) {}
        catch (bytes memory why) {
            outcome = _outcomeOf(bytes4(why));
        }
        (, uint96 settled,) = channels.channel(channelId, signer, payee);
        return _logged(channelId, outcome == RowOutcome.NoSuchChannel ? 0 : settled, outcome);
    }

    function _outcomeOf(bytes4 selector) private pure returns (RowOutcome) {
        if (selector == IPaymentChannels.NotHigher.selector) return RowOutcome.NotHigher;
        if (selector == IPaymentChannels.ChannelClosed.selector) return RowOutcome.Closed;
        bool none =
            selector == IPaymentChannels.NoSuchChannel.selector || selector == IPaymentChannels.BadSignature.selector;
        assertTrue(none, "settle reverts for a reason of the rows");
        return RowOutcome.NoSuchChannel;
    }

    function _worldHash() private view returns (bytes32 hash) {
        hash = keccak256(abi.encode(token.balanceOf(payee), token.balanceOf(address(channels))));
        for (uint256 i = 0; i < 6; ++i) {
            (uint96 deposit, uint96 settled, uint40 closeAt) = channels.channel(_id(i), signer, payee);
            hash = keccak256(abi.encode(hash, deposit, settled, closeAt));
        }
    }

    function _terms(uint256 i) private view returns (ChannelTerms memory terms) {
        terms = someTerms();
        terms.salt = uint56(i);
    }

    function _id(uint256 i) private view returns (bytes32) {
        return idOf(_terms(i));
    }

    function _open(uint256 i) private returns (bytes32) {
        return openChannel(_terms(i));
    }

    function _signed(bytes32 channelId, uint96 cumAmount) private view returns (bytes memory) {
        return row(channelId, signReceipt(signerKey, channelId, cumAmount));
    }

    function _logged(bytes32 channelId, uint96 settled, RowOutcome outcome) private pure returns (bytes memory) {
        return abi.encodePacked(channelId, settled, outcome);
    }

    function _concat(bytes[7] memory parts) private pure returns (bytes memory whole) {
        for (uint256 i = 0; i < parts.length; ++i) {
            whole = bytes.concat(whole, parts[i]);
        }
    }
}
