// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RegistryTest} from "./RegistryTest.sol";
import {Typed} from "./Typed.sol";

/// @notice What an Offer says about a channel.
struct Offer {
    uint96 cumAmount;
    uint64 logSize;
    bytes32 logRoot;
    bytes32 sessionsHash;
}

/// @notice RFC 9162 as its section 2.1 says, recursive: the slow twin of Inclusion.
library Log {
    /// @notice The hash of a record.
    function leaf(bytes memory record) internal pure returns (bytes32) {
        return sha256(bytes.concat(hex"00", record));
    }

    /// @notice MTH(leaves[first:end]), section 2.1.1; of leaf hashes.
    function root(bytes32[] memory leaves, uint256 first, uint256 end) internal pure returns (bytes32) {
        if (end - first == 1) return leaves[first];
        uint256 middle = first + split(end - first);
        return sha256(bytes.concat(hex"01", root(leaves, first, middle), root(leaves, middle, end)));
    }

    /// @notice PATH(index, leaves[first:end]), section 2.1.3.1, lowest node first.
    function path(bytes32[] memory leaves, uint256 index, uint256 first, uint256 end)
        internal
        pure
        returns (bytes memory)
    {
        if (end - first == 1) return "";
        uint256 middle = first + split(end - first);
        return index < middle
            ? bytes.concat(path(leaves, index, first, middle), root(leaves, middle, end))
            : bytes.concat(path(leaves, index, middle, end), root(leaves, first, middle));
    }

    /// @notice The root above a leaf of a full log of this size, a power of two, with any nodes for a path.
    function climb(bytes32 leaf_, uint256 index, bytes32[] memory nodes) internal pure returns (bytes32 node) {
        node = leaf_;
        for (uint256 level = 0; level < nodes.length; ++level) {
            bool right = (index >> level) & 1 == 1;
            node = sha256(right ? bytes.concat(hex"01", nodes[level], node) : bytes.concat(hex"01", node, nodes[level]));
        }
    }

    /// @notice As climb, in a log of any size, by the recursion of section 2.1.3.1; of the first count nodes.
    function climb(bytes32 leaf_, uint256 index, uint256 size, bytes32[] memory nodes, uint256 count)
        internal
        pure
        returns (bytes32)
    {
        if (size == 1) return leaf_;
        uint256 middle = split(size);
        bytes32 node = nodes[count - 1];
        return index < middle
            ? sha256(bytes.concat(hex"01", climb(leaf_, index, middle, nodes, count - 1), node))
            : sha256(bytes.concat(hex"01", node, climb(leaf_, index - middle, size - middle, nodes, count - 1)));
    }

    /// @notice How many nodes a path has.
    function pathLength(uint256 index, uint256 size) internal pure returns (uint256) {
        if (size == 1) return 0;
        uint256 middle = split(size);
        return 1 + (index < middle ? pathLength(index, middle) : pathLength(index - middle, size - middle));
    }

    /// @notice The largest power of two below size.
    function split(uint256 size) internal pure returns (uint256 k) {
        for (k = 1; 2 * k < size; k *= 2) {}
    }
}

/// @notice Offers, logs and the equivocations that they are, signed and packed as their layout says.
abstract contract Histories is RegistryTest {
    bytes32 internal constant CHANNEL_ID = keccak256("some channel");
    uint64 internal constant SIZE = 21;

    address internal reporter = address(uint160(uint256(keccak256("reporter"))));

    /// @notice Leaf hashes of a log; seed tells logs apart.
    function someLog(uint256 size, uint256 seed) internal pure returns (bytes32[] memory leaves) {
        leaves = new bytes32[](size);
        for (uint256 i = 0; i < size; ++i) {
            leaves[i] = Log.leaf(abi.encode(seed, i));
        }
    }

    /// @notice The Offer for a log.
    function offerFor(bytes32[] memory leaves, uint256 size) internal pure returns (Offer memory) {
        return Offer({
            cumAmount: uint96(size) * 1e15,
            logSize: uint64(size),
            logRoot: Log.root(leaves, 0, size),
            sessionsHash: keccak256(abi.encode("table", size))
        });
    }

    function packOffer(uint256 key, bytes32 channelId, Offer memory o) internal view returns (bytes memory) {
        bytes32 stateHash = Typed.state(o.logSize, o.logRoot, o.sessionsHash);
        (bytes32 r, bytes32 vs) = sign(key, Typed.offer(channelId, o.cumAmount, stateHash));
        return bytes.concat(abi.encodePacked(o.cumAmount, o.logSize, o.logRoot, o.sessionsHash), r, vs);
    }

    function packOffers(uint256 key, Offer memory first, Offer memory second) internal view returns (bytes memory) {
        return bytes.concat(CHANNEL_ID, packOffer(key, CHANNEL_ID, first), packOffer(key, CHANNEL_ID, second));
    }

    /// @notice Two Offers of a key that differ at one log size.
    function sameSize(uint256 key) internal view returns (bytes memory) {
        Offer memory first = offerFor(someLog(SIZE, 1), SIZE);
        Offer memory second = offerFor(someLog(SIZE, 1), SIZE);
        second.cumAmount += 1;
        return packOffers(key, first, second);
    }

    /// @notice Two Offers of a key, and the leaf at an index of each one's log.
    function byInclusion(uint256 key, bytes32[] memory log, bytes32[] memory logToo, uint64 index)
        internal
        view
        returns (bytes memory)
    {
        return bytes.concat(
            packOffers(key, offerFor(log, log.length), offerFor(logToo, logToo.length)),
            abi.encodePacked(index, log[index], logToo[index]),
            Log.path(log, index, 0, log.length),
            Log.path(logToo, index, 0, logToo.length)
        );
    }

    /// @notice As byInclusion, for full logs of 2^levels leaves, of which nothing but two paths is ever made.
    function byInclusionOfLarge(uint256 key, uint256 levels, uint64 index) internal view returns (bytes memory) {
        uint64 size = uint64(2 ** levels);
        (bytes32 leaf, bytes32[] memory nodes) = (keccak256("leaf"), someLog(levels, 1));
        (bytes32 leafToo, bytes32[] memory nodesToo) = (keccak256("leaf too"), someLog(levels, 2));
        Offer memory first = Offer(1e18, size, Log.climb(leaf, index, nodes), keccak256("table"));
        Offer memory second = Offer(2e18, size, Log.climb(leafToo, index, nodesToo), keccak256("table too"));
        return bytes.concat(
            packOffers(key, first, second),
            abi.encodePacked(index, leaf, leafToo),
            abi.encodePacked(nodes),
            abi.encodePacked(nodesToo)
        );
    }
}
