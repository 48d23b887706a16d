// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Price} from "../../src/libraries/Price.sol";

/// @notice What solc's SMTChecker proves of Price for all operands: `make smt`. Price computes unchecked; here each
/// result is the one of checked arithmetic, whose own overflow checks are proved beside the assertions.
contract PriceProofs {
    uint256 private constant GIB = 2 ** 30;
    uint256 private constant MAX_BYTES = 2 * (2 ** 64 - 1);

    /// @notice Acknowledged bytes never wrap, and exceed neither what was received nor what was sent. A side without a
    /// key is the largest sent and nothing received.
    function acknowledged(Price.Counts memory a, Price.Counts memory b) external pure {
        require(a.received < 2 ** 64 && b.received < 2 ** 64);
        uint256 count = Price.acknowledged(a, b);
        uint256 toB = b.received < a.sent ? b.received : a.sent;
        uint256 toA = a.received < b.sent ? a.received : b.sent;
        assert(count == toB + toA);
        assert(count <= MAX_BYTES);
    }

    /// @notice A price is the formula's.
    function amount(uint256 count, uint96 perGiB, uint96 flat, uint96 most) external pure {
        require(count <= MAX_BYTES);
        uint256 f = Price.amount(count, perGiB, flat, most);
        uint256 exact = count == 0 ? 0 : flat + perGiB * count / GIB;
        assert(f == (exact < most ? exact : most));
        assert(f <= type(uint96).max);
    }

    /// @notice The excess over what was paid never wraps.
    function above(uint256 f, uint256 paid) external pure {
        uint256 excess = Price.above(f, paid);
        assert(f > paid ? excess + paid == f : excess == 0);
    }

    /// @notice The sum over the sessions of a proof never wraps, and what is proved exceeds the receipt by no more than
    /// the creditCap.
    function proved(uint96 receipted, uint96 creditCap, uint256 sum, uint96 f, uint96 paid) external pure {
        require(sum <= 2 ** 64 * uint256(type(uint96).max)); // of fewer sessions than calldata can have
        sum = sum + Price.above(f, paid);
        uint256 result = receipted + Price.min(creditCap, sum);
        assert(result >= receipted && result - receipted <= creditCap);
    }
}
