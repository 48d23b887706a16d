// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EfficientHashLib} from "solady/utils/EfficientHashLib.sol";

/// @notice A channel's only storage slot: deposit u96 ‖ settled u96 ‖ closeAt u40 ‖ 0 u24, most significant first.
type Slot is uint256;

using Slots for Slot global;

/// @title Slots
/// @notice Reading, writing and changing a channel's slot. Amounts passed in must be below 2^96, times below 2^40.
library Slots {
    uint256 private constant U96 = type(uint96).max;
    uint256 private constant U40 = type(uint40).max;

    /// @notice Where a channel is stored: keccak256(channelId ‖ pad32(signer) ‖ pad32(payee)).
    function keyOf(bytes32 channelId, address signer, address payee) internal pure returns (bytes32) {
        return EfficientHashLib.hash(uint256(channelId), uint160(signer), uint160(payee));
    }

    function load(bytes32 key) internal view returns (Slot slot) {
        assembly ("memory-safe") {
            slot := sload(key)
        }
    }

    function store(Slot slot, bytes32 key) internal {
        assembly ("memory-safe") {
            sstore(key, slot)
        }
    }

    /// @notice A channel just opened.
    function opened(uint256 deposit_) internal pure returns (Slot) {
        return Slot.wrap(deposit_ << 160);
    }

    /// @notice What stays of a channel that ended before its openBy.
    function tombstone(uint256 closedAt) internal pure returns (Slot) {
        return Slot.wrap(closedAt << 24);
    }

    function deposit(Slot slot) internal pure returns (uint256) {
        return Slot.unwrap(slot) >> 160;
    }

    function settled(Slot slot) internal pure returns (uint256) {
        return (Slot.unwrap(slot) >> 64) & U96;
    }

    function closeAt(Slot slot) internal pure returns (uint256) {
        return (Slot.unwrap(slot) >> 24) & U40;
    }

    /// @notice Neither opened nor a tombstone.
    function isEmpty(Slot slot) internal pure returns (bool) {
        return Slot.unwrap(slot) == 0;
    }

    /// @notice Whether there is a channel here: open, closing or closed.
    function exists(Slot slot) internal pure returns (bool) {
        return deposit(slot) != 0;
    }

    /// @notice Whether the closing period is over: closeAt is neither 0, which wraps, nor ahead.
    function isClosed(Slot slot) internal view returns (bool) {
        unchecked {
            return block.timestamp > closeAt(slot) - 1;
        }
    }

    function withDeposit(Slot slot, uint256 deposit_) internal pure returns (Slot) {
        return Slot.wrap((Slot.unwrap(slot) & (type(uint256).max >> 96)) | (deposit_ << 160));
    }

    function withSettled(Slot slot, uint256 settled_) internal pure returns (Slot) {
        return Slot.wrap((Slot.unwrap(slot) & ~(U96 << 64)) | (settled_ << 64));
    }

    /// @notice Of a slot whose closeAt is 0.
    function withCloseAt(Slot slot, uint256 closeAt_) internal pure returns (Slot) {
        return Slot.wrap(Slot.unwrap(slot) | (closeAt_ << 24));
    }
}
