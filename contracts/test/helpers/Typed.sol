// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ChannelTerms, PackedTerms} from "../../src/interfaces/Types.sol";

/// @notice EIP-712 as its text says, without the contracts' library: the slow twin that the tests sign with.
library Typed {
    function domain(uint256 chainId, address verifyingContract) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Portage"),
                keccak256("1"),
                chainId,
                verifyingContract
            )
        );
    }

    function digest(bytes32 domain_, bytes32 structHash) internal pure returns (bytes32) {
        return keccak256(bytes.concat(hex"1901", domain_, structHash));
    }

    function terms(ChannelTerms memory t) internal pure returns (bytes32) {
        bytes memory text = "ChannelTerms(address payer,address signer,address payee,address closer,"
            "uint96 creditCap,uint40 openBy,uint56 salt)";
        return
            keccak256(abi.encode(keccak256(text), t.payer, t.signer, t.payee, t.closer, t.creditCap, t.openBy, t.salt));
    }

    function receipt(bytes32 channelId, uint256 cumAmount, bytes32 stateHash) internal pure returns (bytes32) {
        bytes memory text = "Receipt(bytes32 channelId,uint96 cumAmount,State state)"
            "State(uint64 logSize,bytes32 logRoot,bytes32 sessionsHash)";
        return keccak256(abi.encode(keccak256(text), channelId, cumAmount, stateHash));
    }

    function offer(bytes32 channelId, uint256 cumAmount, bytes32 stateHash) internal pure returns (bytes32) {
        bytes memory text = "Offer(bytes32 channelId,uint96 cumAmount,State state)"
            "State(uint64 logSize,bytes32 logRoot,bytes32 sessionsHash)";
        return keccak256(abi.encode(keccak256(text), channelId, cumAmount, stateHash));
    }

    function state(uint64 logSize, bytes32 logRoot, bytes32 sessionsHash) internal pure returns (bytes32) {
        bytes memory text = "State(uint64 logSize,bytes32 logRoot,bytes32 sessionsHash)";
        return keccak256(abi.encode(keccak256(text), logSize, logRoot, sessionsHash));
    }

    function sessionAuthorization(
        bytes32 channelId,
        uint64 sessionId,
        address keyA,
        address keyB,
        uint96 pricePerGiB,
        uint96 flatPrice,
        uint96 maxAmount,
        uint64 ackDeadline
    ) internal pure returns (bytes32) {
        bytes memory text = "SessionAuthorization(bytes32 channelId,uint64 sessionId,address keyA,address keyB,"
            "uint96 pricePerGiB,uint96 flatPrice,uint96 maxAmount,uint64 ackDeadline)";
        return keccak256(
            bytes.concat(
                abi.encode(keccak256(text), channelId, sessionId, keyA, keyB),
                abi.encode(pricePerGiB, flatPrice, maxAmount, ackDeadline)
            )
        );
    }

    function deliveryAck(
        bytes32 channelId,
        uint64 sessionId,
        uint8 side,
        uint64 sentBytes,
        uint64 recvBytes,
        uint64 sentPackets,
        uint64 recvPackets,
        bytes32 evidence
    ) internal pure returns (bytes32) {
        bytes memory text = "DeliveryAck(bytes32 channelId,uint64 sessionId,uint8 side,uint64 sentBytes,"
            "uint64 recvBytes,uint64 sentPackets,uint64 recvPackets,bytes32 evidence)";
        return keccak256(
            bytes.concat(
                abi.encode(keccak256(text), channelId, sessionId, side),
                abi.encode(sentBytes, recvBytes, sentPackets, recvPackets, evidence)
            )
        );
    }

    function consent(bytes32 channelId, uint256 atLeast) internal pure returns (bytes32) {
        return keccak256(abi.encode(keccak256("CloseConsent(bytes32 channelId,uint96 atLeast)"), channelId, atLeast));
    }

    function nodeKeyRegistration(address registry, address operator) internal pure returns (bytes32) {
        bytes memory text = "NodeKeyRegistration(address registry,address operator)";
        return keccak256(abi.encode(keccak256(text), registry, operator));
    }

    function permit(address owner, address spender, uint256 amount, uint256 nonce, uint256 deadline)
        internal
        pure
        returns (bytes32)
    {
        bytes memory text = "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)";
        return keccak256(abi.encode(keccak256(text), owner, spender, amount, nonce, deadline));
    }

    function pack(ChannelTerms memory t, uint96 deposit) internal pure returns (PackedTerms memory) {
        return PackedTerms({
            signerAndCreditCap: bytes32(abi.encodePacked(t.signer, t.creditCap)),
            payeeOpenByAndSalt: bytes32(abi.encodePacked(t.payee, t.openBy, t.salt)),
            closerAndDeposit: bytes32(abi.encodePacked(t.closer, deposit))
        });
    }
}
