// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Signatures
/// @notice ERC-2098 compact secp256k1 signatures by plain keys: never EIP-1271, never a look at an account's code, which
/// its owner could change (EIP-7702) after the bytes flowed.
library Signatures {
    /// @dev Half of the curve's order, rounded down: the highest s that is not the malleable twin of another (EIP-2).
    bytes32 internal constant MAX_S = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;
    bytes32 private constant S_MASK = 0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff;

    /// @notice Who signed digest; zero if nobody did: s is high, or no key recovers.
    function recover(bytes32 digest, bytes32 r, bytes32 vs) internal pure returns (address signer) {
        bytes32 s = vs & S_MASK;
        if (s > MAX_S) return address(0);
        return ecrecover(digest, uint8(uint256(vs) >> 255) + 27, r, s);
    }
}
