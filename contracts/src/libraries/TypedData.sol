// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EfficientHashLib} from "solady/utils/EfficientHashLib.sol";

/// @title TypedData
/// @notice EIP-712: the type hashes of what is signed or hashed on chain, and their struct hashes and digests.
library TypedData {
    bytes32 internal constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 internal constant NAME_HASH = keccak256("Portage");
    bytes32 internal constant VERSION_HASH = keccak256("1");

    bytes32 internal constant CHANNEL_TERMS_TYPEHASH = keccak256(
        "ChannelTerms(address payer,address signer,address payee,address closer,uint96 creditCap,uint40 openBy,uint56 salt)"
    );
    bytes32 internal constant RECEIPT_TYPEHASH = keccak256(
        "Receipt(bytes32 channelId,uint96 cumAmount,State state)State(uint64 logSize,bytes32 logRoot,bytes32 sessionsHash)"
    );
    bytes32 internal constant OFFER_TYPEHASH = keccak256(
        "Offer(bytes32 channelId,uint96 cumAmount,State state)State(uint64 logSize,bytes32 logRoot,bytes32 sessionsHash)"
    );
    bytes32 internal constant STATE_TYPEHASH = keccak256("State(uint64 logSize,bytes32 logRoot,bytes32 sessionsHash)");
    bytes32 internal constant SESSION_AUTHORIZATION_TYPEHASH = keccak256(
        "SessionAuthorization(bytes32 channelId,uint64 sessionId,address keyA,address keyB,uint96 pricePerGiB,uint96 flatPrice,uint96 maxAmount,uint64 ackDeadline)"
    );
    bytes32 internal constant DELIVERY_ACK_TYPEHASH = keccak256(
        "DeliveryAck(bytes32 channelId,uint64 sessionId,uint8 side,uint64 sentBytes,uint64 recvBytes,uint64 sentPackets,uint64 recvPackets,bytes32 evidence)"
    );
    bytes32 internal constant CLOSE_CONSENT_TYPEHASH = keccak256("CloseConsent(bytes32 channelId,uint96 atLeast)");
    bytes32 internal constant NODE_KEY_REGISTRATION_TYPEHASH =
        keccak256("NodeKeyRegistration(address registry,address operator)");

    /// @notice The domain separator of a contract on the present chain.
    function domainSeparator(address verifyingContract) internal view returns (bytes32) {
        return keccak256(abi.encode(DOMAIN_TYPEHASH, NAME_HASH, VERSION_HASH, block.chainid, verifyingContract));
    }

    /// @notice The digest to sign: keccak256(0x1901 ‖ domain ‖ structHash).
    function digest(bytes32 domain, bytes32 structHash) internal pure returns (bytes32 result) {
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(0x00, hex"1901")
            mstore(0x02, domain)
            mstore(0x22, structHash)
            result := keccak256(0x00, 0x42)
            mstore(0x40, free)
        }
    }

    function hashTerms(
        address payer,
        address signer,
        address payee,
        address closer,
        uint96 creditCap,
        uint40 openBy,
        uint56 salt
    ) internal pure returns (bytes32) {
        return EfficientHashLib.hash(
            uint256(CHANNEL_TERMS_TYPEHASH),
            uint160(payer),
            uint160(signer),
            uint160(payee),
            uint160(closer),
            creditCap,
            openBy,
            salt
        );
    }

    function hashReceipt(bytes32 channelId, uint256 cumAmount, bytes32 stateHash) internal pure returns (bytes32) {
        return EfficientHashLib.hash(RECEIPT_TYPEHASH, channelId, bytes32(cumAmount), stateHash);
    }

    function hashOffer(bytes32 channelId, uint256 cumAmount, bytes32 stateHash) internal pure returns (bytes32) {
        return EfficientHashLib.hash(OFFER_TYPEHASH, channelId, bytes32(cumAmount), stateHash);
    }

    function hashState(uint256 logSize, bytes32 logRoot, bytes32 sessionsHash) internal pure returns (bytes32) {
        return EfficientHashLib.hash(STATE_TYPEHASH, bytes32(logSize), logRoot, sessionsHash);
    }

    function hashSessionAuthorization(
        bytes32 channelId,
        uint256 sessionId,
        address keyA,
        address keyB,
        uint256 pricePerGiB,
        uint256 flatPrice,
        uint256 maxAmount,
        uint256 ackDeadline
    ) internal pure returns (bytes32) {
        return EfficientHashLib.hash(
            uint256(SESSION_AUTHORIZATION_TYPEHASH),
            uint256(channelId),
            sessionId,
            uint160(keyA),
            uint160(keyB),
            pricePerGiB,
            flatPrice,
            maxAmount,
            ackDeadline
        );
    }

    function hashDeliveryAck(
        bytes32 channelId,
        uint256 sessionId,
        uint256 side,
        uint256 sentBytes,
        uint256 recvBytes,
        uint256 sentPackets,
        uint256 recvPackets,
        bytes32 evidence
    ) internal pure returns (bytes32) {
        return EfficientHashLib.hash(
            uint256(DELIVERY_ACK_TYPEHASH),
            uint256(channelId),
            sessionId,
            side,
            sentBytes,
            recvBytes,
            sentPackets,
            recvPackets,
            uint256(evidence)
        );
    }

    function hashCloseConsent(bytes32 channelId, uint256 atLeast) internal pure returns (bytes32) {
        return EfficientHashLib.hash(CLOSE_CONSENT_TYPEHASH, channelId, bytes32(atLeast));
    }

    function hashNodeKeyRegistration(address registry, address operator) internal pure returns (bytes32) {
        return EfficientHashLib.hash(uint256(NODE_KEY_REGISTRATION_TYPEHASH), uint160(registry), uint160(operator));
    }
}
