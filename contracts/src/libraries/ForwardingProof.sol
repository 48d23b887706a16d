// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPaymentChannels} from "../interfaces/IPaymentChannels.sol";
import {Packed} from "./Packed.sol";
import {Price} from "./Price.sol";
import {Signatures} from "./Signatures.sol";
import {TypedData} from "./TypedData.sol";

/// @title ForwardingProof
/// @notice The bytes that settleWithProof takes, and what they prove. Big-endian, nothing padded.
///
///     has a receipt  1          0: none, and sessions follow at once; 1: as follows
///       cumAmount    12
///       logSize      8
///       logRoot      32
///       r ‖ vs       64         Receipt, by the channel's signer
///       rows         2          number of rows of the session table
///       floor        8          from here to the last row: what sessionsHash is the hash of
///       row          20 each    sessionId 8 ‖ paid 12; ids strictly increasing, none below floor, none paid 0
///     session        to the end, ids strictly increasing, none below floor
///       sessionId    8
///       keyA         20
///       keyB         20
///       pricePerGiB  12
///       flatPrice    12
///       maxAmount    12
///       ackDeadline  8
///       r ‖ vs       64         SessionAuthorization, by the channel's signer
///       acknowledgement, of A then of B, only of a side whose key is not zero:
///         sentBytes    8
///         recvBytes    8
///         sentPackets  8
///         recvPackets  8
///         evidence     32
///         r ‖ vs       64       DeliveryAck, by the side's key
library ForwardingProof {
    using Packed for bytes;

    /// @notice Whose proof it is: what all its signatures have in common.
    struct Channel {
        bytes32 domain;
        bytes32 id;
        address signer;
        uint256 creditCap;
    }

    /// @dev A table that has been checked, as offsets: rows not read yet begin at row, sessions at end.
    struct Table {
        uint256 floor;
        uint256 row;
        uint256 end;
    }

    // Sizes, built of the fields above.
    uint256 private constant SIGNATURE_SIZE = 64;
    uint256 private constant RECEIPT_SIZE = 12 + 8 + 32 + SIGNATURE_SIZE + 2 + 8;
    uint256 private constant ROW_SIZE = 8 + 12;
    uint256 private constant SESSION_SIZE = 8 + 20 + 20 + 12 + 12 + 12 + 8 + SIGNATURE_SIZE;
    uint256 private constant ACK_SIZE = 8 + 8 + 8 + 8 + 32 + SIGNATURE_SIZE;

    /// @notice Judges a proof, in the order in which it is laid out.
    /// @return receipted The receipt's cumAmount; 0 without one.
    /// @return proved receipted + min(creditCap, Σ max(0, f − paid)) over the sessions.
    function judge(bytes calldata proof, Channel memory channel)
        internal
        view
        returns (uint256 receipted, uint256 proved)
    {
        Table memory table;
        (receipted, table) = _receipt(proof, channel);
        uint256 sum = 0;
        uint256 least = table.floor;
        uint256 pos = table.end;
        while (pos != proof.length) {
            _need(proof, pos, SESSION_SIZE);
            uint256 sessionId = proof.u64(pos);
            if (sessionId < least) revert IPaymentChannels.BadSession(sessionId, least);
            (uint256 f, uint256 next) = _session(proof, pos, sessionId, channel);
            unchecked {
                // Each f is below 2^96, and a proof is short.
                sum += Price.above(f, _paid(proof, table, sessionId));
                least = sessionId + 1;
            }
            pos = next;
        }
        unchecked {
            proved = receipted + Price.min(channel.creditCap, sum);
        }
    }

    /// @dev The receipt, if there is one, and its table.
    function _receipt(bytes calldata proof, Channel memory channel)
        private
        view
        returns (uint256 cumAmount, Table memory table)
    {
        _need(proof, 0, 1);
        uint256 has = proof.u8(0);
        if (has > 1) revert IPaymentChannels.BadProof(0);
        if (has == 0) return (0, Table({floor: 0, row: 1, end: 1}));

        _need(proof, 1, RECEIPT_SIZE);
        cumAmount = proof.u96(1);
        table = _table(proof, 1 + RECEIPT_SIZE);
        unchecked {
            bytes32 sessionsHash = proof.hash(table.row - 8, table.end);
            bytes32 stateHash = TypedData.hashState(proof.u64(13), proof.word(21), sessionsHash);
            address by = _signer(proof, 53, channel.domain, TypedData.hashReceipt(channel.id, cumAmount, stateHash));
            if (by != channel.signer) revert IPaymentChannels.BadReceipt(channel.id, by, channel.signer);
        }
        _checkRows(proof, table);
    }

    /// @dev The table whose first row is at row, behind its number of rows (2 bytes) and its floor (8).
    function _table(bytes calldata proof, uint256 row) private pure returns (Table memory) {
        unchecked {
            uint256 size = ROW_SIZE * proof.u16(row - 10);
            _need(proof, row, size);
            return Table({floor: proof.u64(row - 8), row: row, end: row + size});
        }
    }

    function _checkRows(bytes calldata proof, Table memory table) private pure {
        unchecked {
            uint256 least = table.floor;
            for (uint256 pos = table.row; pos != table.end; pos += ROW_SIZE) {
                uint256 sessionId = proof.u64(pos);
                if (sessionId < least || proof.u96(pos + 8) == 0) revert IPaymentChannels.BadTable(sessionId, least);
                least = sessionId + 1;
            }
        }
    }

    /// @dev What the table says that a session has paid. Sessions are asked for in the order of their ids.
    function _paid(bytes calldata proof, Table memory table, uint256 sessionId) private pure returns (uint256) {
        unchecked {
            for (uint256 pos = table.row; pos != table.end; pos += ROW_SIZE) {
                uint256 id = proof.u64(pos);
                if (id < sessionId) continue;
                table.row = pos;
                return id == sessionId ? proof.u96(pos + 8) : 0;
            }
            table.row = table.end;
            return 0;
        }
    }

    /// @dev What the session at an offset is worth, and where the next one begins.
    function _session(bytes calldata proof, uint256 pos, uint256 sessionId, Channel memory channel)
        private
        view
        returns (uint256 f, uint256 next)
    {
        unchecked {
            (address keyA, address keyB) = (proof.addr(pos + 8), proof.addr(pos + 28));
            (uint256 perGiB, uint256 flat, uint256 most) =
                (proof.u96(pos + 48), proof.u96(pos + 60), proof.u96(pos + 72));
            uint256 deadline = proof.u64(pos + 84);
            bytes32 structHash =
                TypedData.hashSessionAuthorization(channel.id, sessionId, keyA, keyB, perGiB, flat, most, deadline);
            address by = _signer(proof, pos + 92, channel.domain, structHash);
            if (by != channel.signer) revert IPaymentChannels.BadAuthorization(sessionId, by, channel.signer);

            Price.Counts memory a;
            Price.Counts memory b;
            (a, next) = _ack(proof, pos + SESSION_SIZE, sessionId, 0, keyA, channel);
            (b, next) = _ack(proof, next, sessionId, 1, keyB, channel);
            if (block.timestamp < deadline) f = Price.amount(Price.acknowledged(a, b), perGiB, flat, most);
        }
    }

    /// @dev What the acknowledgement of a side at an offset says, and what follows it. Without a key there is none.
    function _ack(
        bytes calldata proof,
        uint256 pos,
        uint256 sessionId,
        uint256 side,
        address key,
        Channel memory channel
    ) private view returns (Price.Counts memory counts, uint256 next) {
        if (key == address(0)) return (Price.Counts({sent: type(uint256).max, received: 0}), pos);

        unchecked {
            next = pos + ACK_SIZE;
            _need(proof, pos, ACK_SIZE);
            counts = Price.Counts({sent: proof.u64(pos), received: proof.u64(pos + 8)});
            bytes32 structHash = TypedData.hashDeliveryAck(
                channel.id,
                sessionId,
                side,
                counts.sent,
                counts.received,
                proof.u64(pos + 16),
                proof.u64(pos + 24),
                proof.word(pos + 32)
            );
            address by = _signer(proof, pos + 64, channel.domain, structHash);
            if (by != key) revert IPaymentChannels.BadAck(sessionId, uint8(side), by, key);
        }
    }

    /// @dev Who made the signature at an offset; zero if nobody did.
    function _signer(bytes calldata proof, uint256 pos, bytes32 domain, bytes32 structHash)
        private
        view
        returns (address)
    {
        unchecked {
            return Signatures.recover(TypedData.digest(domain, structHash), proof.word(pos), proof.word(pos + 32));
        }
    }

    /// @dev Demands size bytes from an offset, which lies inside the proof or at its end.
    function _need(bytes calldata proof, uint256 pos, uint256 size) private pure {
        unchecked {
            if (proof.length - pos < size) revert IPaymentChannels.BadProof(pos);
        }
    }
}
