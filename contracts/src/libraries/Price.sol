// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Price
/// @notice What acknowledgements are worth: bytes, money, and the limits of both. Pure arithmetic, without overflow for
/// operands in their ranges: `make smt` proves it.
library Price {
    /// @dev Bytes.
    uint256 private constant GIB = 1 << 30;

    /// @notice What an endpoint said that it sent and received, in payload bytes since the session began. One without a
    /// key received nothing, and bounds nothing by what it sent.
    struct Counts {
        uint256 sent;
        uint256 received;
    }

    /// @notice The acknowledged bytes of both directions: what the receiver got, but no more than the sender sent.
    function acknowledged(Counts memory a, Counts memory b) internal pure returns (uint256) {
        unchecked {
            return min(b.received, a.sent) + min(a.received, b.sent);
        }
    }

    /// @notice f = min(maxAmount, (bytes > 0 ? flatPrice : 0) + floor(pricePerGiB × bytes / 2^30)).
    /// @param count Bytes, below 2^65.
    /// @param perGiB Base units per 2^30 bytes, below 2^96, as are the other two.
    function amount(uint256 count, uint256 perGiB, uint256 flat, uint256 most) internal pure returns (uint256) {
        unchecked {
            return count == 0 ? 0 : min(most, flat + (perGiB * count) / GIB);
        }
    }

    /// @notice How far a lies above b: max(0, a − b).
    function above(uint256 a, uint256 b) internal pure returns (uint256) {
        unchecked {
            return a > b ? a - b : 0;
        }
    }

    function min(uint256 a, uint256 b) internal pure returns (uint256) {
        return a < b ? a : b;
    }
}
