// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRelayRegistry} from "../interfaces/IRelayRegistry.sol";
import {Inclusion} from "./Inclusion.sol";
import {Packed} from "./Packed.sol";
import {Signatures} from "./Signatures.sol";
import {TypedData} from "./TypedData.sol";

/// @title Equivocation
/// @notice The bytes that slash takes, and what they prove: two Offers of one node key on one channel that no append-only
/// log yields. Big-endian, nothing padded.
///
///     channelId      32
///     Offer          148 each, two, logSize of the first not above that of the second:
///       cumAmount    12
///       logSize      8
///       logRoot      32
///       sessionsHash 32
///       r ‖ vs       64         Offer, both by one node key
///     by inclusion, and only if it is not by the same logSize:
///       index        8          below the first logSize
///       leaf         32 each, two: SHA-256(0x00 ‖ record) in either log
///       path         32 each    RFC 9162, section 2.1.3: of the first log, then of the second;
///                               index and logSize say how many
library Equivocation {
    using Packed for bytes;

    /// @dev What of an Offer is needed beyond its signature.
    struct Offer {
        bytes32 digest;
        uint256 logSize;
        bytes32 logRoot;
    }

    // Sizes and offsets, built of the fields above.
    uint256 private constant OFFER_SIZE = 12 + 8 + 32 + 32 + 64;
    uint256 private constant FIRST = 32;
    uint256 private constant SECOND = FIRST + OFFER_SIZE;
    uint256 private constant SAME_SIZE = SECOND + OFFER_SIZE;
    uint256 private constant INDEX = SAME_SIZE;
    uint256 private constant LEAVES = INDEX + 8;
    uint256 private constant PATHS = LEAVES + 2 * 32;

    /// @notice The node key that signed two histories; reverts unless they are shown.
    function judge(bytes calldata proof, bytes32 domain) internal view returns (address nodeKey) {
        if (proof.length < SAME_SIZE) revert IRelayRegistry.BadProof(proof.length);
        (Offer memory first, address by) = _offer(proof, FIRST, domain);
        (Offer memory second, address byToo) = _offer(proof, SECOND, domain);
        if (by == address(0) || by != byToo) revert IRelayRegistry.NotOneKey(by, byToo);

        if (proof.length == SAME_SIZE) _checkSameSize(first, second);
        else _checkInclusion(proof, first, second);
        return by;
    }

    /// @dev Two different Offers for one log size: an honest relay appends a record before it offers anew.
    function _checkSameSize(Offer memory first, Offer memory second) private pure {
        if (first.logSize != second.logSize) revert IRelayRegistry.NotSameSize(first.logSize, second.logSize);
        if (first.digest == second.digest) revert IRelayRegistry.SameOffer(first.digest);
    }

    /// @dev Two different leaves at one index: an honest log is only appended to.
    function _checkInclusion(bytes calldata proof, Offer memory first, Offer memory second) private view {
        if (proof.length < PATHS) revert IRelayRegistry.BadProof(proof.length);
        uint256 index = proof.u64(INDEX);
        (bytes32 leaf, bytes32 leafToo) = (proof.word(LEAVES), proof.word(LEAVES + 32));
        if (index >= first.logSize || first.logSize > second.logSize) {
            revert IRelayRegistry.BadIndex(index, first.logSize, second.logSize);
        }
        if (leaf == leafToo) revert IRelayRegistry.SameLeaf(leaf);

        (bytes32 root, uint256 end) = Inclusion.root(proof, PATHS, leaf, index, first.logSize);
        (bytes32 rootToo, uint256 endToo) = Inclusion.root(proof, end, leafToo, index, second.logSize);
        if (endToo != proof.length) revert IRelayRegistry.BadProof(proof.length);
        if (root != first.logRoot) revert IRelayRegistry.NotIncluded(leaf, first.logRoot);
        if (rootToo != second.logRoot) revert IRelayRegistry.NotIncluded(leafToo, second.logRoot);
    }

    /// @dev The Offer at an offset, and who signed it; zero if nobody did.
    function _offer(bytes calldata proof, uint256 pos, bytes32 domain)
        private
        view
        returns (Offer memory offer, address by)
    {
        unchecked {
            (offer.logSize, offer.logRoot) = (proof.u64(pos + 12), proof.word(pos + 20));
            bytes32 stateHash = TypedData.hashState(offer.logSize, offer.logRoot, proof.word(pos + 52));
            bytes32 structHash = TypedData.hashOffer(proof.word(0), proof.u96(pos), stateHash);
            offer.digest = TypedData.digest(domain, structHash);
            by = Signatures.recover(offer.digest, proof.word(pos + 84), proof.word(pos + 116));
        }
    }
}
