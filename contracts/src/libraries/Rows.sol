// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Signatures} from "./Signatures.sol";
import {TypedData} from "./TypedData.sol";

/// @title Rows
/// @notice The packed rows of settleMany and of its log SettledMany, and the one loop that is written for gas alone.
///
///     in    channelId 32 ‖ cumAmount 12 ‖ stateHash 32 ‖ r 32 ‖ vs 32      140 bytes, calldata
///     out   channelId 32 ‖ settled 12 ‖ RowOutcome 1                        45 bytes, memory
library Rows {
    uint256 internal constant SIZE = 140;

    uint256 private constant OUT_SIZE = 45;
    uint256 private constant U96 = 0xffffffffffffffffffffffff;
    uint256 private constant U40 = 0xffffffffff;

    /// @notice Settles every row that can be, as PaymentChannels.settle would, and skips the others.
    /// @dev The twin of settle in assembly: TypedData, Signatures and Slots say what is done here and why. What is the
    /// same in each row is written to memory once.
    /// @param rows Whole rows.
    /// @param payee Whose channels these are.
    /// @param domain The EIP-712 domain separator of the receipts.
    /// @return total What the payee is to be paid. At most what the contract holds, so it can not overflow.
    /// @return log The rows of SettledMany.
    function settle(bytes calldata rows, address payee, bytes32 domain)
        internal
        returns (uint256 total, bytes memory log)
    {
        bytes32 typeHash = TypedData.RECEIPT_TYPEHASH;
        uint256 sBound = Signatures.MAX_S + 1;
        assembly ("memory-safe") {
            // 0x00 to 0x80 is scratch until the end, where the free memory pointer and the zero slot are put back.
            log := mload(0x40)
            let out := add(log, 0x20)
            let end := add(rows.offset, rows.length)
            for { let row := rows.offset } lt(row, end) { row := add(row, SIZE) } {
                let channelId := calldataload(row)
                let cumAmount := shr(160, calldataload(add(row, 32)))
                mstore(0x00, typeHash)
                mstore(0x20, channelId)
                mstore(0x40, cumAmount)
                mstore(0x60, calldataload(add(row, 44)))
                mstore(0x22, keccak256(0x00, 0x80))
                mstore(0x00, hex"1901")
                mstore(0x02, domain)
                mstore(0x00, keccak256(0x00, 0x42))
                let vs := calldataload(add(row, 108))
                mstore(0x20, add(27, shr(255, vs)))
                mstore(0x40, calldataload(add(row, 76)))
                let s := shr(1, shl(1, vs))
                mstore(0x60, s)
                let signer := mload(staticcall(gas(), 1, 0x00, 0x80, 0x01, 0x20))
                let recovered := mul(returndatasize(), lt(s, sBound))

                mstore(0x00, channelId)
                mstore(0x20, signer)
                mstore(0x40, payee)
                let key := keccak256(0x00, 0x60)
                let slot := sload(key)
                let deposit := shr(160, slot)
                let settled := and(shr(64, slot), U96)
                let outcome := 1 // NoSuchChannel
                if mul(deposit, recovered) {
                    outcome := 2 // Closed
                    // closeAt is 0, which wraps, or ahead.
                    if iszero(gt(timestamp(), sub(and(shr(24, slot), U40), 1))) {
                        outcome := 3 // NotHigher
                        if gt(cumAmount, deposit) { cumAmount := deposit }
                        if gt(cumAmount, settled) {
                            sstore(key, or(and(slot, not(shl(64, U96))), shl(64, cumAmount)))
                            total := add(total, sub(cumAmount, settled))
                            settled := cumAmount
                            outcome := 0 // Settled
                        }
                    }
                }
                mstore(out, channelId)
                mstore(add(out, 32), or(shl(160, settled), shl(152, outcome)))
                out := add(out, OUT_SIZE)
            }
            mstore(log, sub(sub(out, log), 0x20))
            // The last row's second word reaches 19 bytes beyond it.
            mstore(0x40, and(add(out, 50), not(31)))
            mstore(0x60, 0)
        }
    }
}
