// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Packed
/// @notice Big-endian fields of bytes in calldata, by offset.
/// @dev Warning: reads beyond the end are not refused; they yield what follows in calldata, or zeros.
library Packed {
    function word(bytes calldata b, uint256 pos) internal pure returns (bytes32 result) {
        assembly ("memory-safe") {
            result := calldataload(add(b.offset, pos))
        }
    }

    function u8(bytes calldata b, uint256 pos) internal pure returns (uint256) {
        return uint256(word(b, pos)) >> 248;
    }

    function u16(bytes calldata b, uint256 pos) internal pure returns (uint256) {
        return uint256(word(b, pos)) >> 240;
    }

    function u64(bytes calldata b, uint256 pos) internal pure returns (uint256) {
        return uint256(word(b, pos)) >> 192;
    }

    function u96(bytes calldata b, uint256 pos) internal pure returns (uint256) {
        return uint256(word(b, pos)) >> 160;
    }

    function addr(bytes calldata b, uint256 pos) internal pure returns (address) {
        return address(bytes20(word(b, pos)));
    }

    /// @notice keccak256 of the bytes from first to before end, hashed beyond the free memory.
    function hash(bytes calldata b, uint256 first, uint256 end) internal pure returns (bytes32 result) {
        assembly ("memory-safe") {
            let free := mload(0x40)
            let size := sub(end, first)
            calldatacopy(free, add(b.offset, first), size)
            result := keccak256(free, size)
        }
    }
}
