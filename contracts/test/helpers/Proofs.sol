// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ChannelTerms} from "../../src/interfaces/Types.sol";
import {ChannelsTest} from "./ChannelsTest.sol";
import {Typed} from "./Typed.sol";

/// @notice A row of a session table.
struct Row {
    uint64 sessionId;
    uint96 paid;
}

/// @notice A receipt and the table behind it.
struct Receipted {
    uint96 cumAmount;
    uint64 floor;
    Row[] rows;
}

/// @notice What a session's authorization says. The keys are private ones; 0: no key.
struct Session {
    uint64 sessionId;
    uint256 keyA;
    uint256 keyB;
    uint96 pricePerGiB;
    uint96 flatPrice;
    uint96 maxAmount;
    uint64 ackDeadline;
    Ack a;
    Ack b;
}

/// @notice What an acknowledgement says beside its session and side.
struct Ack {
    uint64 sentBytes;
    uint64 recvBytes;
    uint64 sentPackets;
    uint64 recvPackets;
    bytes32 evidence;
}

/// @notice Forwarding proofs, signed and packed as their layout says: the slow twin that the tests show the contract.
abstract contract Proofs is ChannelsTest {
    uint64 internal constant LOG_SIZE = 1234;
    bytes32 internal constant LOG_ROOT = keccak256("some root");
    uint256 internal constant GIB = 1 << 30;

    uint256 internal keyA = uint256(keccak256("ack key A"));
    uint256 internal keyB = uint256(keccak256("ack key B"));

    /// @notice A session with both keys in which A sent 3 GiB to B and got 1 GiB, at 1e15 a GiB and 1e12 flat.
    function someSession(uint64 sessionId) internal view returns (Session memory) {
        return Session({
            sessionId: sessionId,
            keyA: keyA,
            keyB: keyB,
            pricePerGiB: 1e15,
            flatPrice: 1e12,
            maxAmount: 1e18,
            ackDeadline: uint64(START + 3 days),
            a: Ack(uint64(3 * GIB), uint64(GIB), 3_000_000, 1_000_000, keccak256("evidence of A")),
            b: Ack(uint64(GIB), uint64(3 * GIB), 1_000_000, 3_000_000, keccak256("evidence of B"))
        });
    }

    function noTable(uint96 cumAmount) internal pure returns (Receipted memory receipt) {
        receipt.cumAmount = cumAmount;
    }

    /// @notice The whole proof: a receipt, if its amount is not 0, and sessions.
    function packProof(bytes32 channelId, Receipted memory receipt, Session[] memory sessions)
        internal
        view
        returns (bytes memory proof)
    {
        proof = receipt.cumAmount == 0 ? bytes(hex"00") : packReceipt(signerKey, channelId, receipt);
        for (uint256 i = 0; i < sessions.length; ++i) {
            proof = bytes.concat(proof, packSession(signerKey, channelId, sessions[i]));
        }
    }

    function packReceipt(uint256 key, bytes32 channelId, Receipted memory receipt)
        internal
        view
        returns (bytes memory)
    {
        bytes memory table = packTable(receipt);
        bytes32 stateHash = Typed.state(LOG_SIZE, LOG_ROOT, keccak256(table));
        return bytes.concat(
            hex"01",
            abi.encodePacked(receipt.cumAmount, LOG_SIZE, LOG_ROOT),
            signed(key, Typed.receipt(channelId, receipt.cumAmount, stateHash)),
            bytes2(uint16(receipt.rows.length)),
            table
        );
    }

    /// @notice What sessionsHash is the hash of.
    function packTable(Receipted memory receipt) internal pure returns (bytes memory table) {
        table = abi.encodePacked(receipt.floor);
        for (uint256 i = 0; i < receipt.rows.length; ++i) {
            table = abi.encodePacked(table, receipt.rows[i].sessionId, receipt.rows[i].paid);
        }
    }

    function packSession(uint256 key, bytes32 channelId, Session memory s) internal view returns (bytes memory) {
        return bytes.concat(
            packAuthorization(key, channelId, s),
            packAck(channelId, s.sessionId, 0, s.keyA, s.a),
            packAck(channelId, s.sessionId, 1, s.keyB, s.b)
        );
    }

    function packAuthorization(uint256 key, bytes32 channelId, Session memory s) internal view returns (bytes memory) {
        (address a, address b) = (addressOf(s.keyA), addressOf(s.keyB));
        bytes32 structHash = Typed.sessionAuthorization(
            channelId, s.sessionId, a, b, s.pricePerGiB, s.flatPrice, s.maxAmount, s.ackDeadline
        );
        bytes memory fields =
            abi.encodePacked(s.sessionId, a, b, s.pricePerGiB, s.flatPrice, s.maxAmount, s.ackDeadline);
        return bytes.concat(fields, signed(key, structHash));
    }

    /// @notice Nothing for a side without a key.
    function packAck(bytes32 channelId, uint64 sessionId, uint8 side, uint256 key, Ack memory a)
        internal
        view
        returns (bytes memory)
    {
        if (key == 0) return "";
        bytes32 structHash = Typed.deliveryAck(
            channelId, sessionId, side, a.sentBytes, a.recvBytes, a.sentPackets, a.recvPackets, a.evidence
        );
        bytes memory fields = abi.encodePacked(a.sentBytes, a.recvBytes, a.sentPackets, a.recvPackets, a.evidence);
        return bytes.concat(fields, signed(key, structHash));
    }

    /// @notice r ‖ vs.
    function signed(uint256 key, bytes32 structHash) internal view returns (bytes memory) {
        (bytes32 r, bytes32 vs) = sign(key, structHash);
        return bytes.concat(r, vs);
    }

    function addressOf(uint256 key) internal pure returns (address) {
        return key == 0 ? address(0) : vm.addr(key);
    }

    function one(Session memory session) internal pure returns (Session[] memory sessions) {
        sessions = new Session[](1);
        sessions[0] = session;
    }

    function two(Session memory first, Session memory second) internal pure returns (Session[] memory sessions) {
        sessions = new Session[](2);
        (sessions[0], sessions[1]) = (first, second);
    }

    /// @notice A receipt and its table of two rows.
    function tableOf(uint96 cumAmount, uint64 floor, Row memory first, Row memory second)
        internal
        pure
        returns (Receipted memory receipt)
    {
        (receipt.cumAmount, receipt.floor, receipt.rows) = (cumAmount, floor, new Row[](2));
        (receipt.rows[0], receipt.rows[1]) = (first, second);
    }

    /// @notice Shows a proof of a channel of someTerms.
    function show(bytes memory proof) internal {
        show(someTerms(), proof);
    }

    function show(ChannelTerms memory terms, bytes memory proof) internal {
        channels.settleWithProof(terms.payer, Typed.pack(terms, 0), proof);
    }

    /// @notice f of a session as protocol.md, section 6.4, says it, in arithmetic that is checked: the slow twin of Price.
    function priceOf(Session memory s) internal view returns (uint256) {
        if (block.timestamp >= s.ackDeadline) return 0;
        uint256 toB = s.keyB == 0 ? 0 : s.b.recvBytes;
        uint256 toA = s.keyA == 0 ? 0 : s.a.recvBytes;
        if (s.keyA != 0 && s.a.sentBytes < toB) toB = s.a.sentBytes;
        if (s.keyB != 0 && s.b.sentBytes < toA) toA = s.b.sentBytes;
        uint256 count = toA + toB;
        if (count == 0) return 0;
        uint256 amount = s.flatPrice + s.pricePerGiB * count / GIB;
        return amount < s.maxAmount ? amount : s.maxAmount;
    }
}
