// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RowOutcome} from "../interfaces/Types.sol";

/// @title Rows
/// @notice The packed rows of settleMany, in calldata, and of SettledMany, in memory.
///
///     in   channelId 32 ‖ cumAmount 12 ‖ stateHash 32 ‖ r 32 ‖ vs 32      140 bytes
///     out  channelId 32 ‖ settled 12 ‖ outcome 1                           45 bytes
library Rows {
    uint256 internal constant IN_SIZE = 140;
    uint256 internal constant OUT_SIZE = 45;

    /// @notice How many rows there are; 0 where they are not whole.
    function count(bytes calldata rows) internal pure returns (uint256) {
        return rows.length % IN_SIZE == 0 ? rows.length / IN_SIZE : 0;
    }

    /// @notice The i-th row, which must be inside.
    function read(bytes calldata rows, uint256 i)
        internal
        pure
        returns (bytes32 channelId, uint256 cumAmount, bytes32 stateHash, bytes32 r, bytes32 vs)
    {
        assembly ("memory-safe") {
            let row := add(rows.offset, mul(i, IN_SIZE))
            channelId := calldataload(row)
            cumAmount := shr(160, calldataload(add(row, 32)))
            stateHash := calldataload(add(row, 44))
            r := calldataload(add(row, 76))
            vs := calldataload(add(row, 108))
        }
    }

    /// @notice Memory for so many rows of SettledMany, not cleared.
    function allocate(uint256 count_) internal pure returns (bytes memory log) {
        assembly ("memory-safe") {
            log := mload(0x40)
            let size := mul(count_, OUT_SIZE)
            mstore(log, size)
            // 32 of length, and room for the word that writes the last row's 13 bytes, in whole words.
            mstore(0x40, add(log, and(add(size, 83), not(31))))
        }
    }

    /// @notice Writes the i-th row, which must be inside; rows are written in order.
    function write(bytes memory log, uint256 i, bytes32 channelId, uint256 settled, RowOutcome outcome) internal pure {
        assembly ("memory-safe") {
            let row := add(add(log, 32), mul(i, OUT_SIZE))
            mstore(row, channelId)
            mstore(add(row, 32), or(shl(160, settled), shl(152, outcome)))
        }
    }
}
