// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Inclusion
/// @notice Inclusion proofs of RFC 9162 logs, section 2.1.3.2, over packed calldata.
library Inclusion {
    /// @notice The root that a leaf and its path lead to in a log of this size, and where the path ends.
    /// @dev index and size alone say how many nodes the path has, and on which side each stands. So a proof against an
    /// honest log's root can only begin with the leaf itself: an inner node would need a shorter path.
    /// @dev Warning: does not look whether the path ends within the bytes. The caller compares end.
    /// @param b The bytes that the path is in, lowest node first.
    /// @param pos The path's offset.
    /// @param leaf The hash of the leaf: SHA-256(0x00 ‖ record).
    /// @param index The leaf's place, below size.
    /// @param size Leaves in the log, 1 to 2^64 − 1.
    function root(bytes calldata b, uint256 pos, bytes32 leaf, uint256 index, uint256 size)
        internal
        view
        returns (bytes32 result, uint256 end)
    {
        assembly ("memory-safe") {
            // fn and sn are the RFC's: the node on the way up, and the last node of its level.
            let fn := index
            let sn := sub(size, 1)
            let free := mload(0x40)
            // At free stands 0x01, the two children go behind it: an inner node is
            // SHA-256(0x01 ‖ left ‖ right), 65 bytes.
            mstore8(free, 0x01)
            let left := add(free, 0x01)
            let right := add(free, 0x21)
            result := leaf
            for {} sn {} {
                // As long as the node is the last of its level and on the left it has no sibling: it moves up as it is.
                // It has one as soon as fn is odd, where that stands on the left, or below sn, on the right.
                switch or(and(fn, 1), lt(fn, sn))
                case 0 {}
                default {
                    let node := calldataload(add(b.offset, pos))
                    pos := add(pos, 0x20)
                    switch and(fn, 1)
                    case 0 {
                        mstore(left, result)
                        mstore(right, node)
                    }
                    default {
                        mstore(left, node)
                        mstore(right, result)
                    }
                    // Precompile 2 is SHA-256. It fails for want of gas alone, and then result would be stale.
                    if iszero(staticcall(gas(), 2, free, 0x41, 0x00, 0x20)) { revert(0, 0) }
                    result := mload(0x00)
                }
                fn := shr(1, fn)
                sn := shr(1, sn)
            }
            end := pos
        }
    }
}
