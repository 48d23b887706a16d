// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Signatures
/// @notice ERC-2098 compact secp256k1 signatures by plain keys: never EIP-1271, never a look at an account's code, which
/// its owner could change (EIP-7702) after the bytes flowed.
library Signatures {
    /// @dev Half of the curve's order, rounded down: the highest s that is not the malleable twin of another (EIP-2).
    uint256 internal constant MAX_S = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;

    /// @notice Who signed digest; zero if nobody did: s is high, or no key recovers.
    function recover(bytes32 digest, bytes32 r, bytes32 vs) internal view returns (address signer) {
        assembly ("memory-safe") {
            let free := mload(0x40)
            let s := shr(1, shl(1, vs))
            mstore(0x00, digest)
            mstore(0x20, add(27, shr(255, vs)))
            mstore(0x40, r)
            mstore(0x60, s)
            // The precompile answers with 32 bytes, or where no key recovers with none.
            signer := mload(staticcall(gas(), 1, 0x00, 0x80, 0x01, 0x20))
            signer := mul(signer, gt(returndatasize(), mul(32, gt(s, MAX_S))))
            mstore(0x40, free)
            mstore(0x60, 0)
        }
    }
}
