// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPaymentChannels} from "../../src/interfaces/IPaymentChannels.sol";
import {ChannelTerms} from "../../src/interfaces/Types.sol";
import {Signatures} from "../../src/libraries/Signatures.sol";
import {Ack, Proofs, Receipted, Row, Session} from "../helpers/Proofs.sol";
import {Typed} from "../helpers/Typed.sol";

contract SettleWithProofTest is Proofs {
    /// @dev What someSession is worth.
    uint96 private constant F = 4 * 1e15 + 1e12;
    uint96 private constant CREDIT_CAP = 0.0123456789e18;

    // Where things begin, and how long they are: ForwardingProof.
    uint256 private constant ROWS = 1 + 12 + 8 + 32 + 64 + 2 + 8;
    uint256 private constant ROW_SIZE = 8 + 12;
    uint256 private constant SESSION_SIZE = 8 + 20 + 20 + 12 + 12 + 12 + 8 + 64;
    uint256 private constant ACK_SIZE = 8 + 8 + 8 + 8 + 32 + 64;

    bytes32 private channelId;

    function setUp() public override {
        super.setUp();
        channelId = openChannel(someTerms());
    }

    // What is paid

    function test_paysThePayeeWhoeverSends() external {
        bytes memory proof = packProof(channelId, noTable(7), one(someSession(5)));
        vm.expectEmit(address(channels));
        emit IPaymentChannels.SettledWithProof(channelId, payee, 7 + F, 7);
        vm.prank(stranger);
        show(proof);

        assertChannel(channelId, DEPOSIT, 7 + F, 0);
        assertBalance(payee, 7 + F, "payee");
        assertBalance(stranger, 0, "stranger");
        assertBalance(address(channels), DEPOSIT - 7 - F, "channels");
    }

    function test_paysWithoutAReceipt() external {
        show(packProof(channelId, noTable(0), one(someSession(5))));
        assertBalance(payee, F, "payee");
    }

    function test_paysAReceiptWithoutSessions() external {
        show(packProof(channelId, noTable(7), new Session[](0)));
        assertBalance(payee, 7, "payee");
    }

    struct Random {
        Session session;
        uint8 named;
        bool listed;
        uint96 paid;
    }

    /// settled = min(deposit, cumAmount + min(creditCap, Σ max(0, f − paid))) for whatever is signed.
    function testFuzz_paysWhatTheFormulaSays(Random[2] memory random, uint96 cumAmount, uint96 cap) external {
        ChannelTerms memory terms = someTerms();
        terms.creditCap = cap;
        bytes32 id = openFull(terms);
        Receipted memory receipt = noTable(cumAmount);
        Session[] memory sessions = new Session[](2);
        uint256 sum = 0;
        for (uint256 i = 0; i < 2; ++i) {
            sessions[i] = _tame(random[i], uint64(5 + i));
            uint96 paid = cumAmount != 0 && random[i].listed ? random[i].paid : 0;
            if (paid != 0) receipt.rows = _with(receipt.rows, Row(uint64(5 + i), paid));
            uint256 f = priceOf(sessions[i]);
            if (f > paid) sum += f - paid;
        }
        uint256 want = cumAmount + (sum < cap ? sum : cap);
        if (want > type(uint96).max) want = type(uint96).max;

        bytes memory proof = packProof(id, receipt, sessions);
        if (want == 0) vm.expectRevert(abi.encodeWithSelector(IPaymentChannels.NotHigher.selector, id, 0, 0));
        show(terms, proof);
        assertChannel(id, type(uint96).max, want, 0);
        assertBalance(payee, want, "payee");
    }

    /// @dev Opens a channel with the largest deposit there is.
    function openFull(ChannelTerms memory terms) private returns (bytes32) {
        terms.salt += 1;
        token.mint(payer, type(uint96).max);
        vm.prank(payer);
        channels.open(Typed.pack(terms, type(uint96).max));
        return idOf(terms);
    }

    /// @dev Random counts and prices, none, one or both keys, and mostly a deadline ahead.
    function _tame(Random memory random, uint64 sessionId) private view returns (Session memory s) {
        s = random.session;
        s.sessionId = sessionId;
        s.keyA = random.named & 1 == 0 ? 0 : keyA;
        s.keyB = random.named & 2 == 0 ? 0 : keyB;
        s.ackDeadline = random.named & 12 == 0 ? START - s.ackDeadline % 2 : START + 1 + s.ackDeadline / 2;
    }

    function _with(Row[] memory rows, Row memory row) private pure returns (Row[] memory more) {
        more = new Row[](rows.length + 1);
        for (uint256 i = 0; i < rows.length; ++i) {
            more[i] = rows[i];
        }
        more[rows.length] = row;
    }

    /// u64 and u96 at their ends: nothing wraps.
    function test_oversizedCountsAndPricesDoNotWrap() external {
        ChannelTerms memory terms = someTerms();
        terms.creditCap = type(uint96).max;
        bytes32 id = openFull(terms);
        uint64 most = type(uint64).max;
        Session memory s = someSession(most);
        (s.pricePerGiB, s.flatPrice, s.maxAmount, s.ackDeadline) =
        (type(uint96).max, type(uint96).max, type(uint96).max, most);
        s.a = Ack(most, most, most, most, 0);
        s.b = s.a;
        Session memory before = someSession(most - 1);
        (before.pricePerGiB, before.flatPrice, before.maxAmount) =
        (type(uint96).max, type(uint96).max, type(uint96).max);
        show(terms, packProof(id, noTable(type(uint96).max - 1), two(before, s)));
        assertChannel(id, type(uint96).max, type(uint96).max, 0);
        assertBalance(payee, type(uint96).max, "payee");
    }

    function test_paysNoMoreThanCreditCapBeyondTheReceipt() external {
        Session[] memory sessions = new Session[](4);
        for (uint64 i = 0; i < 4; ++i) {
            sessions[i] = someSession(5 + i);
        }
        assertTrue(4 * F > CREDIT_CAP, "parallel sessions are above the cap");
        show(packProof(channelId, noTable(7), sessions));
        assertChannel(channelId, DEPOSIT, 7 + CREDIT_CAP, 0);
    }

    function test_paysNoMoreThanTheDeposit() external {
        bytes memory proof = packProof(channelId, noTable(DEPOSIT - 3), one(someSession(5)));
        show(proof);
        assertChannel(channelId, DEPOSIT, DEPOSIT, 0);
        _refuse(proof, abi.encodeWithSelector(IPaymentChannels.NotHigher.selector, channelId, DEPOSIT, DEPOSIT - 3 + F));

        vm.prank(payer);
        channels.topUp(channelId, signer, payee, 2);
        show(proof);
        assertChannel(channelId, DEPOSIT + 2, DEPOSIT + 2, 0);
    }

    function test_paysWhatTheTableDoesNotSayIsPaid() external {
        Receipted memory receipt = tableOf(1e15 + 9, 3, Row(4, 9), Row(5, 1e15));
        show(packProof(channelId, receipt, one(someSession(5))));
        assertChannel(channelId, DEPOSIT, 1e15 + 9 + (F - 1e15), 0);
    }

    function test_whatOneSessionPaidTooMuchDoesNotOffsetAnother() external {
        Receipted memory receipt = tableOf(2 * F, 0, Row(5, 2 * F - 1), Row(6, 1));
        show(packProof(channelId, receipt, two(someSession(5), someSession(6))));
        assertChannel(channelId, DEPOSIT, 2 * F + (F - 1), 0);
    }

    function test_aSessionNotInTheTableHasPaidNothing() external {
        for (uint64 id = 3; id < 10; id += 2) {
            uint256 state = vm.snapshotState();
            show(packProof(channelId, tableOf(9, 3, Row(4, 3), Row(8, 6)), one(someSession(id))));
            assertChannel(channelId, DEPOSIT, 9 + F, 0);
            vm.revertToState(state);
        }
    }

    function test_aReceiverWithoutAKeyProvesNothing() external {
        Session memory s = someSession(5);
        s.keyA = 0;
        uint256 state = vm.snapshotState();
        show(packProof(channelId, noTable(0), one(s)));
        assertChannel(channelId, DEPOSIT, 3e15 + 1e12, 0);
        vm.revertToState(state);

        (s.keyA, s.keyB) = (keyA, 0);
        show(packProof(channelId, noTable(0), one(s)));
        assertChannel(channelId, DEPOSIT, 1e15 + 1e12, 0);
        vm.revertToState(state);

        s.keyA = 0;
        bytes memory proof = packProof(channelId, noTable(0), one(s));
        _refuse(proof, abi.encodeWithSelector(IPaymentChannels.NotHigher.selector, channelId, 0, 0));
    }

    function test_aReceiverGotNoMoreThanANamedSenderSent() external {
        Session memory s = someSession(5);
        s.b.recvBytes = type(uint64).max;
        s.b.sentBytes = 0;
        show(packProof(channelId, noTable(0), one(s)));
        assertChannel(channelId, DEPOSIT, 3e15 + 1e12, 0);
    }

    function test_aSessionIsWorthNoMoreThanItsMaxAmount() external {
        Session memory s = someSession(5);
        s.maxAmount = 8;
        show(packProof(channelId, noTable(0), one(s)));
        assertChannel(channelId, DEPOSIT, 8, 0);
    }

    function test_theFlatPriceIsForTheFirstByte() external {
        Session memory s = someSession(5);
        s.b.recvBytes = 0;
        s.a.recvBytes = 0;
        bytes memory proof = packProof(channelId, noTable(0), one(s));
        _refuse(proof, abi.encodeWithSelector(IPaymentChannels.NotHigher.selector, channelId, 0, 0));
        s.b.recvBytes = 1;
        show(packProof(channelId, noTable(0), one(s)));
        assertChannel(channelId, DEPOSIT, 1e12 + 1e15 / GIB, 0);
    }

    function test_aSessionCountsUntilItsAckDeadline() external {
        Session memory s = someSession(5);
        Session memory other = someSession(6);
        (s.ackDeadline, other.ackDeadline) = (START + 10, START + 11);
        bytes memory proof = packProof(channelId, noTable(7), two(s, other));
        uint256 state = vm.snapshotState();
        vm.warp(START + 9);
        show(proof);
        assertChannel(channelId, DEPOSIT, 7 + 2 * F, 0);
        vm.revertToState(state);

        vm.warp(START + 10);
        show(proof);
        assertChannel(channelId, DEPOSIT, 7 + F, 0);
        vm.warp(START + 11);
        _refuse(proof, abi.encodeWithSelector(IPaymentChannels.NotHigher.selector, channelId, 7 + F, 7));
    }

    function test_aSessionPastItsAckDeadlineIsCheckedAllTheSame() external {
        Session memory s = someSession(5);
        s.ackDeadline = START;
        bytes memory proof = packProof(channelId, noTable(7), one(s));
        proof[proof.length - 1] ^= 0x01;
        vm.expectPartialRevert(IPaymentChannels.BadAck.selector);
        show(proof);
    }

    // What never adds up

    function test_paysNothingTwice() external {
        bytes memory proof = packProof(channelId, noTable(7), one(someSession(5)));
        show(proof);
        _refuse(proof, abi.encodeWithSelector(IPaymentChannels.NotHigher.selector, channelId, 7 + F, 7 + F));
    }

    function test_aLaterReceiptIsNotAddedToAProof() external {
        show(packProof(channelId, noTable(0), one(someSession(5))));
        channels.settle(channelId, payee, signReceipt(signerKey, channelId, F + 2));
        assertBalance(payee, F + 2, "payee");
    }

    /// Old and new receipts, old and new acknowledgements, any of the sessions, in any order and repeated: what counts is
    /// the best single proof, which is no more than creditCap above the highest receipt that was shown.
    function testFuzz_proofsNeverAddUp(uint256 seed) external {
        uint256 settled;
        uint256 receipted;
        for (uint256 i = 0; i < 6; ++i) {
            (bytes memory proof, uint256 cumAmount, uint256 proved) = _storied(uint256(keccak256(abi.encode(seed, i))));
            if (cumAmount > receipted) receipted = cumAmount;
            if (proved > settled) {
                settled = proved;
            } else {
                vm.expectRevert(abi.encodeWithSelector(IPaymentChannels.NotHigher.selector, channelId, settled, proved));
            }
            show(proof);

            assertChannel(channelId, DEPOSIT, settled, 0);
            assertBalance(payee, settled, "payee");
            assertTrue(settled <= receipted + CREDIT_CAP, "no more than creditCap above a receipt");
        }
    }

    /// @dev A proof out of the story of three sessions, in which every one has carried up to three GiB more per stage, and
    /// the payer has receipted some stages. What it proves is told by the formula.
    function _storied(uint256 seed) private view returns (bytes memory, uint256 cumAmount, uint256 proved) {
        uint96 stage = uint96(seed % 4);
        Receipted memory receipt = noTable(3 * stage * 2e15);
        receipt.rows = new Row[](stage == 0 ? 0 : 3);
        Session[] memory sessions = new Session[](bound(seed >> 8, 0, 3));
        uint256 sum = 0;
        for (uint64 i = 0; i < 3; ++i) {
            if (stage != 0) receipt.rows[i] = Row(5 + i, stage * 2e15);
            if (i >= sessions.length) continue;
            sessions[i] = someSession(5 + i);
            sessions[i].a.sentBytes = sessions[i].b.recvBytes = uint64(((seed >> (16 + 8 * i)) % 13) * GIB);
            uint256 f = priceOf(sessions[i]);
            if (f > stage * 2e15) sum += f - stage * 2e15;
        }
        cumAmount = receipt.cumAmount;
        proved = cumAmount + (sum < CREDIT_CAP ? sum : CREDIT_CAP);
        return (packProof(channelId, receipt, sessions), cumAmount, proved);
    }

    // The channel

    function test_paysUntilCloseAt() external {
        vm.prank(payer);
        channels.close(Typed.pack(someTerms(), 0));
        vm.warp(START + T - 1);
        show(packProof(channelId, noTable(0), one(someSession(5))));
        assertChannel(channelId, DEPOSIT, F, START + T);

        vm.warp(START + T);
        bytes memory proof = packProof(channelId, noTable(7), one(someSession(5)));
        _refuse(proof, abi.encodeWithSelector(IPaymentChannels.ChannelClosed.selector, channelId, START + T));
    }

    function test_refusesATombstone() external {
        vm.prank(payee);
        channels.closeNow(payer, Typed.pack(someTerms(), 0), noReceipt());
        bytes memory proof = packProof(channelId, noTable(7), one(someSession(5)));
        _refuse(proof, abi.encodeWithSelector(IPaymentChannels.NoSuchChannel.selector, channelId, signer, payee));
    }

    function test_refusesWhatWasWithdrawn() external {
        vm.prank(payer);
        channels.close(Typed.pack(someTerms(), 0));
        vm.warp(START + T);
        channels.withdraw(payer, Typed.pack(someTerms(), 0));
        bytes memory proof = packProof(channelId, noTable(7), one(someSession(5)));
        _refuse(proof, abi.encodeWithSelector(IPaymentChannels.NoSuchChannel.selector, channelId, signer, payee));
    }

    /// Whoever changes a term, creditCap above all, names a channel that there is not.
    function testFuzz_refusesOtherTerms(ChannelTerms memory terms) external {
        bytes32 id = idOf(terms);
        vm.assume(id != channelId);
        bytes memory proof = packProof(id, noTable(7), one(someSession(5)));
        vm.expectRevert(abi.encodeWithSelector(IPaymentChannels.NoSuchChannel.selector, id, terms.signer, terms.payee));
        show(terms, proof);
    }

    function test_ignoresTheDepositInTheTerms() external {
        bytes memory proof = packProof(channelId, noTable(0), one(someSession(5)));
        channels.settleWithProof(payer, Typed.pack(someTerms(), type(uint96).max), proof);
        assertChannel(channelId, DEPOSIT, F, 0);
    }

    // Who signed

    function test_refusesAReceiptOfAnotherSigner() external {
        bytes memory proof = packReceipt(payerKey, channelId, noTable(7));
        _refuse(proof, _badReceipt(payer));
    }

    function test_refusesAReceiptOfAnotherChannel() external {
        vm.expectPartialRevert(IPaymentChannels.BadReceipt.selector);
        show(packReceipt(signerKey, keccak256("another"), noTable(7)));
    }

    function test_refusesAnOfferForAReceipt() external {
        bytes memory table = packTable(noTable(7));
        bytes32 structHash = Typed.offer(channelId, 7, Typed.state(LOG_SIZE, LOG_ROOT, keccak256(table)));
        bytes memory proof = bytes.concat(
            hex"01", abi.encodePacked(uint96(7), LOG_SIZE, LOG_ROOT), signed(signerKey, structHash), bytes2(0), table
        );
        vm.expectPartialRevert(IPaymentChannels.BadReceipt.selector);
        show(proof);
    }

    function test_refusesAnAuthorizationOfAnotherSigner() external {
        bytes memory proof = bytes.concat(hex"00", packSession(payerKey, channelId, someSession(5)));
        _refuse(proof, abi.encodeWithSelector(IPaymentChannels.BadAuthorization.selector, uint256(5), payer, signer));
    }

    function test_refusesASessionOfAnotherChannel() external {
        vm.expectPartialRevert(IPaymentChannels.BadAuthorization.selector);
        show(packProof(keccak256("another"), noTable(0), one(someSession(5))));
    }

    function test_refusesAnAcknowledgementOfAnotherKey() external {
        Session memory s = someSession(5);
        bytes memory authorization = packAuthorization(signerKey, channelId, s);
        bytes memory a = packAck(channelId, 5, 0, keyA, s.a);
        bytes memory b = packAck(channelId, 5, 1, keyA, s.b);
        _refuse(bytes.concat(hex"00", authorization, a, b), _badAck(1, vm.addr(keyA), vm.addr(keyB)));
        a = packAck(channelId, 5, 0, keyB, s.a);
        _refuse(bytes.concat(hex"00", authorization, a, b), _badAck(0, vm.addr(keyB), vm.addr(keyA)));
    }

    /// Of another side, session or channel, though by the right key.
    function test_refusesAnAcknowledgementOfAnythingElse() external {
        Session memory s = someSession(5);
        s.keyB = s.keyA;
        bytes memory before = bytes.concat(hex"00", packAuthorization(signerKey, channelId, s));
        bytes memory b = packAck(channelId, 5, 1, s.keyB, s.b);
        bytes[3] memory wrong = [
            packAck(channelId, 5, 1, s.keyA, s.a),
            packAck(channelId, 6, 0, s.keyA, s.a),
            packAck(keccak256("another"), 5, 0, s.keyA, s.a)
        ];
        for (uint256 i = 0; i < wrong.length; ++i) {
            vm.expectPartialRevert(IPaymentChannels.BadAck.selector);
            show(bytes.concat(before, wrong[i], b));
        }
        show(bytes.concat(before, packAck(channelId, 5, 0, s.keyA, s.a), b));
    }

    function test_refusesAProofOfAnotherChain() external {
        bytes memory receipt = packProof(channelId, noTable(7), new Session[](0));
        bytes memory session = packProof(channelId, noTable(0), one(someSession(5)));
        vm.chainId(block.chainid + 1);
        vm.expectPartialRevert(IPaymentChannels.BadReceipt.selector);
        show(receipt);
        vm.expectPartialRevert(IPaymentChannels.BadAuthorization.selector);
        show(session);
    }

    function test_refusesAProofOfAnotherContract() external {
        IPaymentChannels other = deployChannels(address(token), T);
        token.mint(payer, DEPOSIT);
        vm.prank(payer);
        token.approve(address(other), DEPOSIT);
        vm.prank(payer);
        other.open(Typed.pack(someTerms(), DEPOSIT));
        bytes memory proof = packProof(channelId, noTable(7), one(someSession(5)));
        vm.expectPartialRevert(IPaymentChannels.BadReceipt.selector);
        other.settleWithProof(payer, Typed.pack(someTerms(), 0), proof);
    }

    /// A signature with s in the upper half is nobody's; so is one from which no key recovers.
    function test_refusesAHighSAndNobody() external {
        bytes memory proof = packProof(channelId, noTable(7), one(someSession(5)));
        uint256[4] memory places =
            [uint256(53), ROWS + 92, ROWS + SESSION_SIZE + 64, ROWS + SESSION_SIZE + ACK_SIZE + 64];
        bytes[4] memory why = [
            _badReceipt(address(0)),
            abi.encodeWithSelector(IPaymentChannels.BadAuthorization.selector, uint256(5), address(0), signer),
            _badAck(0, address(0), vm.addr(keyA)),
            _badAck(1, address(0), vm.addr(keyB))
        ];
        for (uint256 i = 0; i < places.length; ++i) {
            bytes memory high = bytes.concat(proof);
            _raiseS(high, places[i] + 32);
            _refuse(high, why[i]);
            bytes memory none = bytes.concat(proof);
            for (uint256 j = 0; j < 64; ++j) {
                none[places[i] + j] = 0;
            }
            _refuse(none, why[i]);
        }
    }

    /// @dev Puts the least s of the upper half in the place of yParity ‖ s at an offset.
    function _raiseS(bytes memory proof, uint256 pos) private pure {
        uint256 vs = Signatures.MAX_S + 1;
        assembly ("memory-safe") {
            mstore(add(add(proof, 0x20), pos), vs)
        }
    }

    // The table and the order of sessions

    function test_refusesARowBelowTheFloor() external {
        _refuse(_tabled(6, Row(5, 1), Row(7, 1)), _badTable(5, 6));
        _refuse(_tabled(6, Row(6, 1), Row(5, 1)), _badTable(5, 7));
    }

    function test_refusesRowsOutOfOrder() external {
        _refuse(_tabled(0, Row(6, 1), Row(6, 1)), _badTable(6, 7));
        _refuse(_tabled(0, Row(6, 1), Row(5, 1)), _badTable(5, 7));
        _refuse(_tabled(0, Row(type(uint64).max, 1), Row(0, 1)), _badTable(0, uint256(type(uint64).max) + 1));
    }

    function test_refusesARowThatPaidNothing() external {
        _refuse(_tabled(0, Row(6, 0), Row(7, 1)), _badTable(6, 0));
        _refuse(_tabled(0, Row(6, 1), Row(7, 0)), _badTable(7, 7));
    }

    function test_refusesATableThatWasNotSigned() external {
        bytes memory proof = _tabled(0, Row(5, 1), Row(6, 1));
        proof[ROWS + 19] ^= 0x03; // what session 5 has paid
        vm.expectPartialRevert(IPaymentChannels.BadReceipt.selector);
        show(proof);
    }

    /// A row more or less shifts what the sessions are, but the table is another one before that.
    function test_refusesAnotherNumberOfRows() external {
        bytes memory proof = _tabled(0, Row(5, 1), Row(6, 1));
        for (uint8 rows = 0; rows < 4; ++rows) {
            if (rows == 2) continue;
            proof[ROWS - 9] = bytes1(rows);
            vm.expectPartialRevert(IPaymentChannels.BadReceipt.selector);
            show(proof);
        }
        proof[ROWS - 10] = 0xff;
        _refuse(proof, _badProof(ROWS));
    }

    function test_refusesASessionBelowTheFloor() external {
        Receipted memory receipt = tableOf(9, 6, Row(7, 1), Row(8, 1));
        _refuse(packProof(channelId, receipt, one(someSession(5))), _badSession(5, 6));
        show(packProof(channelId, receipt, one(someSession(6))));
    }

    function test_refusesSessionsOutOfOrder() external {
        _refuse(packProof(channelId, noTable(0), two(someSession(6), someSession(6))), _badSession(6, 7));
        _refuse(packProof(channelId, noTable(0), two(someSession(6), someSession(5))), _badSession(5, 7));
        uint64 most = type(uint64).max;
        bytes memory proof = packProof(channelId, noTable(0), two(someSession(most), someSession(0)));
        _refuse(proof, _badSession(0, uint256(most) + 1));
    }

    // The bytes

    function testFuzz_refusesAnythingForAReceipt(uint8 has) external {
        bytes memory proof = packProof(channelId, noTable(7), one(someSession(5)));
        proof[0] = bytes1(uint8(bound(has, 2, 255)));
        _refuse(proof, _badProof(0));
    }

    function test_refusesNothingAtAll() external {
        _refuse("", _badProof(0));
        _refuse(hex"00", abi.encodeWithSelector(IPaymentChannels.NotHigher.selector, channelId, 0, 0));
    }

    /// Every byte is signed, or says how long something is.
    function test_refusesEveryFlippedBit() external {
        bytes memory proof = _longProof();
        for (uint256 i = 0; i < 8 * proof.length; ++i) {
            bytes1 flip = bytes1(uint8(2 ** (i % 8)));
            proof[i / 8] ^= flip;
            _refuseAny(proof);
            proof[i / 8] ^= flip;
        }
        show(proof);
    }

    function testFuzz_refusesAnyChangedByte(uint256 i, bytes1 to) external {
        bytes memory proof = _longProof();
        i = bound(i, 0, proof.length - 1);
        vm.assume(proof[i] != to);
        proof[i] = to;
        _refuseAny(proof);
    }

    /// A proof that breaks off says where; one that ends with a receipt or a session is whole, and proves less.
    function test_refusesEveryBreak() external {
        bytes memory proof = _longProof();
        uint256 first = ROWS + 2 * ROW_SIZE;
        uint256 second = first + SESSION_SIZE + 2 * ACK_SIZE;
        uint256[9] memory starts = [
            uint256(0),
            1,
            ROWS,
            first,
            first + SESSION_SIZE,
            first + SESSION_SIZE + ACK_SIZE,
            second,
            second + SESSION_SIZE,
            second + SESSION_SIZE + ACK_SIZE
        ];
        for (uint256 i = 0; i < starts.length; ++i) {
            uint256 end = i + 1 < starts.length ? starts[i + 1] : proof.length;
            for (uint256 length = starts[i]; length < end; ++length) {
                if (length == first || length == second) continue;
                _refuse(_cut(proof, length), _badProof(starts[i]));
            }
        }
        show(_cut(proof, first));
        assertChannel(channelId, DEPOSIT, 9, 0);
        show(_cut(proof, second));
        assertChannel(channelId, DEPOSIT, 9 + F - 3, 0);
        show(proof);
        assertChannel(channelId, DEPOSIT, 9 + 2 * F - 9, 0);
    }

    function testFuzz_refusesWhatIsLeftOver(bytes memory rest) external {
        vm.assume(rest.length != 0);
        bytes memory proof = packProof(channelId, noTable(7), one(someSession(5)));
        bytes memory longer = bytes.concat(proof, rest);
        if (rest.length < SESSION_SIZE) _refuse(longer, _badProof(proof.length));
        else _refuseAny(longer);
    }

    /// Whatever is wrong with a proof, what is told is what comes first in the rules.
    function testFuzz_tellsTheFirstFault(uint16 faults) external {
        Receipted memory receipt = tableOf(9, 6, Row(7, 1), Row(8, 1));
        if (_has(faults, 2)) receipt.rows[1].paid = 0;
        Session memory s = someSession(_has(faults, 3) ? 5 : 6);
        bytes memory ackA = packAck(channelId, s.sessionId, 0, _has(faults, 5) ? keyB : keyA, s.a);
        bytes memory ackB = packAck(channelId, s.sessionId, 1, _has(faults, 6) ? keyA : keyB, s.b);
        bytes memory proof = bytes.concat(
            packReceipt(_has(faults, 1) ? payerKey : signerKey, channelId, receipt),
            packAuthorization(_has(faults, 4) ? payerKey : signerKey, channelId, s),
            ackA,
            ackB
        );
        if (_has(faults, 0)) proof[0] = 0x02;
        if (_has(faults, 7)) channels.settle(channelId, payee, signReceipt(signerKey, channelId, DEPOSIT));
        bytes4[8] memory errors = [
            IPaymentChannels.BadProof.selector,
            IPaymentChannels.BadReceipt.selector,
            IPaymentChannels.BadTable.selector,
            IPaymentChannels.BadSession.selector,
            IPaymentChannels.BadAuthorization.selector,
            IPaymentChannels.BadAck.selector,
            IPaymentChannels.BadAck.selector,
            IPaymentChannels.NotHigher.selector
        ];
        for (uint256 i = 0; i < errors.length; ++i) {
            if (!_has(faults, i)) continue;
            vm.expectPartialRevert(errors[i]);
            break;
        }
        show(proof);
    }

    function _has(uint16 faults, uint256 i) private pure returns (bool) {
        return (faults >> i) & 1 == 1;
    }

    // Shorthands

    /// @dev A receipt with a table of two rows, and two sessions, of which the table lists one at 3 and one at 6.
    function _longProof() private view returns (bytes memory) {
        return packProof(channelId, tableOf(9, 3, Row(5, 3), Row(6, 6)), two(someSession(5), someSession(6)));
    }

    /// @dev A receipt with a table of two rows, and a session.
    function _tabled(uint64 floor, Row memory first, Row memory second) private view returns (bytes memory) {
        return packProof(channelId, tableOf(9, floor, first, second), one(someSession(9)));
    }

    function _cut(bytes memory proof, uint256 length) private pure returns (bytes memory cut) {
        cut = bytes.concat(proof);
        assembly ("memory-safe") {
            mstore(cut, length)
        }
    }

    function _badProof(uint256 offset) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IPaymentChannels.BadProof.selector, offset);
    }

    function _badReceipt(address recovered) private view returns (bytes memory) {
        return abi.encodeWithSelector(IPaymentChannels.BadReceipt.selector, channelId, recovered, signer);
    }

    function _badTable(uint256 sessionId, uint256 least) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IPaymentChannels.BadTable.selector, sessionId, least);
    }

    function _badSession(uint256 sessionId, uint256 least) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IPaymentChannels.BadSession.selector, sessionId, least);
    }

    function _badAck(uint8 side, address recovered, address key) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IPaymentChannels.BadAck.selector, uint256(5), side, recovered, key);
    }

    function _refuse(bytes memory proof, bytes memory why) private {
        vm.expectRevert(why);
        show(proof);
    }

    /// @dev Asserts that a proof is refused, for whatever reason of the proof.
    function _refuseAny(bytes memory proof) private {
        try channels.settleWithProof(payer, Typed.pack(someTerms(), 0), proof) {
            assertTrue(false, "refused");
        } catch (bytes memory why) {
            assertTrue(why.length >= 4, "refused by an error of the contract");
        }
    }
}
