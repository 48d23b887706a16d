// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {PackedTerms} from "../interfaces/Types.sol";
import {TypedData} from "./TypedData.sol";

/// @title Terms
/// @notice The fields of PackedTerms that the contract acts on, and the hash of all.
library Terms {
    using Terms for PackedTerms;

    function signer(PackedTerms calldata terms) internal pure returns (address) {
        return address(bytes20(terms.signerAndCreditCap));
    }

    function creditCap(PackedTerms calldata terms) internal pure returns (uint96) {
        return uint96(uint256(terms.signerAndCreditCap));
    }

    function payee(PackedTerms calldata terms) internal pure returns (address) {
        return address(bytes20(terms.payeeOpenByAndSalt));
    }

    function openBy(PackedTerms calldata terms) internal pure returns (uint40) {
        return uint40(uint256(terms.payeeOpenByAndSalt) >> 56);
    }

    function closer(PackedTerms calldata terms) internal pure returns (address) {
        return address(bytes20(terms.closerAndDeposit));
    }

    function deposit(PackedTerms calldata terms) internal pure returns (uint96) {
        return uint96(uint256(terms.closerAndDeposit));
    }

    /// @notice hashStruct of the ChannelTerms that these are with their payer.
    function hash(PackedTerms calldata terms, address payer) internal pure returns (bytes32 result) {
        bytes32 typeHash = TypedData.CHANNEL_TERMS_TYPEHASH;
        assembly ("memory-safe") {
            let m := mload(0x40)
            mstore(m, typeHash)
            mstore(add(m, 0x20), shr(96, shl(96, payer)))
            let word := calldataload(terms)
            mstore(add(m, 0x40), shr(96, word))
            mstore(add(m, 0xa0), shr(160, shl(160, word)))
            word := calldataload(add(terms, 0x20))
            mstore(add(m, 0x60), shr(96, word))
            mstore(add(m, 0xc0), shr(216, shl(160, word)))
            mstore(add(m, 0xe0), shr(200, shl(200, word)))
            mstore(add(m, 0x80), shr(96, calldataload(add(terms, 0x40))))
            result := keccak256(m, 0x100)
        }
    }
}
