// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ChannelTerms} from "../../src/interfaces/Types.sol";
import {Ack, Receipted, Row, Session} from "../helpers/Proofs.sol";
import {Typed} from "../helpers/Typed.sol";
import {World} from "./World.sol";

/// @notice Two payers, and the endpoints of their sessions. The first signs for what its endpoints got, and those sign
/// what they got; the second signs anything, and so do its endpoints: it may be the relay's friend, or a fool.
abstract contract Payer is World {
    /// A channel and its first session.
    function payerOpens(uint256 seed, uint256 deposit) external {
        if (all.length == MAX_CHANNELS) return;
        ChannelTerms memory terms = _newTerms(seed);
        uint96 amount = 1 + _amount(deposit, 10e18);
        vm.prank(terms.payer);
        channels.open(Typed.pack(terms, amount));

        Channel storage channel = all.push();
        (channel.terms, channel.id, channel.honest) = (terms, idOf(terms), terms.payer == payers[0]);
        (channel.opened, channel.deposit, channel.pulled) = (1, amount, amount);
        _authorize(all.length - 1, seed >> 32, deposit);
    }

    /// Tries to bring an id to life again, with all that was signed for it.
    function payerReopens(uint256 seed) external {
        Channel storage channel = all[_pick(seed)];
        uint96 amount = 1e18;
        vm.prank(channel.terms.payer);
        channels.open(Typed.pack(channel.terms, amount));

        ++channel.opened;
        (channel.deposit, channel.settled, channel.closeAt) = (amount, 0, 0);
        channel.pulled += amount;
    }

    function payerTopsUp(uint256 seed, uint256 amount) external {
        Channel storage channel = all[_pick(seed)];
        uint96 more = 1 + _amount(amount, 1e18);
        vm.prank(channel.terms.payer);
        channels.topUp(channel.id, channel.terms.signer, channel.terms.payee, more);

        channel.deposit += more;
        channel.pulled += more;
    }

    function payerCloses(uint256 seed) external {
        Channel storage channel = all[_pick(seed)];
        vm.prank(channel.terms.payer);
        channels.close(Typed.pack(channel.terms, 0));

        _demand(channel.closeAt == 0, "INV-CH-6: closed again");
        channel.closeAt = block.timestamp + T;
    }

    /// A session with one key, two or none, at a price of its own.
    function payerAuthorizes(uint256 seed, uint256 price) external {
        uint256 c = _pick(seed);
        if (sessions[c].length != MAX_SESSIONS) _authorize(c, seed >> 16, price);
    }

    function _authorize(uint256 c, uint256 seed, uint256 price) private {
        Session memory session;
        session.sessionId = all[c].floor + uint64(sessions[c].length * 4 + 1 + (seed >> 8) % 3);
        if (sessions[c].length != 0) {
            uint64 last = sessions[c][sessions[c].length - 1].sessionId;
            if (session.sessionId <= last) session.sessionId = last + 1;
        }
        session.keyA = (seed >> 16) % 3 == 0 ? 0 : keyA;
        session.keyB = (seed >> 24) % 5 == 0 ? 0 : keyB;
        session.pricePerGiB = _amount(price, 1e18);
        session.flatPrice = _amount(price >> 64, 1e15);
        session.maxAmount = (seed >> 32) % 4 == 0 ? _amount(price >> 128, 1e18) : type(uint96).max;
        session.ackDeadline = uint64(block.timestamp + (seed >> 40) % (3 * uint256(T)));
        sessions[c].push(session);
        paidFor[c].push(0);
    }

    /// Bytes reach an endpoint, or are lost behind the relay; both ends acknowledge. Hostile ends sign any numbers.
    function endpointsAcknowledge(uint256 seed, uint64 sent, uint64 lost, bool toB) external {
        uint256 c = _pick(seed);
        Session storage session = sessions[c][(seed >> 8) % sessions[c].length];
        if (session.keyA != 0 || session.keyB != 0) all[c].acknowledged = true;
        if (!all[c].honest) {
            (session.a.sentBytes, session.b.recvBytes) = (sent, lost);
            (session.b.sentBytes, session.a.recvBytes) = (lost, sent);
            return;
        }
        uint64 count = sent % 2 ** 31;
        uint64 arrived = count - lost % (count / 50 + 1);
        (Ack storage from, Ack storage to) = toB ? (session.a, session.b) : (session.b, session.a);
        from.sentBytes += count;
        from.sentPackets += count / 1200 + 1;
        to.recvBytes += arrived;
        to.recvPackets += arrived / 1200 + 1;
    }

    /// An honest receipt pays each session something up to its price, never less than before; another says anything.
    function payerSigns(uint256 seed, uint256 amount) external {
        uint256 c = _pick(seed);
        if (receipts[c].length != MAX_RECEIPTS) _sign(c, seed, amount);
    }

    function _sign(uint256 c, uint256 seed, uint256 amount) private {
        Receipted memory receipt = all[c].honest ? _honest(c, seed, amount) : _anything(c, seed, amount);
        if (receipt.cumAmount == 0) return;
        Receipted storage kept = receipts[c].push();
        (kept.cumAmount, kept.floor) = (receipt.cumAmount, receipt.floor);
        for (uint256 i = 0; i < receipt.rows.length; ++i) {
            kept.rows.push(receipt.rows[i]);
        }
        if (receipt.cumAmount > all[c].receipted) all[c].receipted = receipt.cumAmount;
    }

    /// An honest payer gives up on all sessions so far, or all but the newest: their rows go, what they were paid stays. Its
    /// next receipt says so.
    function payerRaisesFloor(uint256 seed, uint256 amount) external {
        uint256 c = _pick(seed);
        Channel storage channel = all[c];
        if (!channel.honest || receipts[c].length == MAX_RECEIPTS) return;
        uint256 count = sessions[c].length - (seed >> 8) % 2;
        if (count == 0 || sessions[c][count - 1].sessionId < channel.floor) return; // it never falls
        channel.floor = sessions[c][count - 1].sessionId + 1;
        for (uint256 i = 0; i < count; ++i) {
            channel.belowFloor += paidFor[c][i];
            paidFor[c][i] = 0;
        }
        _sign(c, seed >> 16, amount);
    }

    function _honest(uint256 c, uint256 seed, uint256 amount) private returns (Receipted memory receipt) {
        Channel storage channel = all[c];
        receipt.floor = channel.floor;
        receipt.rows = new Row[](sessions[c].length);
        uint256 count = 0;
        uint256 sum = channel.belowFloor;
        for (uint256 i = 0; i < sessions[c].length; ++i) {
            Session memory session = sessions[c][i];
            if (session.sessionId < receipt.floor) continue;
            session.ackDeadline = type(uint64).max;
            (uint256 f, uint256 paid) = (priceOf(session), paidFor[c][i]);
            if (f > paid) paid = (seed >> i) & 1 == 1 ? f : paid + amount % (f - paid);
            paidFor[c][i] = uint96(paid);
            if (paid != 0) receipt.rows[count++] = Row(session.sessionId, uint96(paid));
            sum += paid;
        }
        Row[] memory rows = receipt.rows;
        assembly ("memory-safe") {
            mstore(rows, count)
        }
        receipt.cumAmount = sum > type(uint96).max ? 0 : uint96(sum);
    }

    function _anything(uint256 c, uint256 seed, uint256 amount) private view returns (Receipted memory receipt) {
        receipt.cumAmount = _amount(amount, 10e18);
        uint256 count = sessions[c].length;
        if (count == 0 || seed % 2 == 0) return receipt;
        receipt.rows = new Row[](1);
        receipt.rows[0] = Row(sessions[c][(seed >> 8) % count].sessionId, 1 + _amount(amount >> 96, 1e18));
        receipt.floor = seed % 3 == 0 ? receipt.rows[0].sessionId : 0;
    }
}
