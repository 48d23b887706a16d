// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRelayRegistry} from "../../src/interfaces/IRelayRegistry.sol";
import {SignedPermit} from "../../src/interfaces/Types.sol";
import {Signatures} from "../../src/libraries/Signatures.sol";
import {RegistryTest} from "../helpers/RegistryTest.sol";
import {Typed} from "../helpers/Typed.sol";

/// @notice register and registerWithPermit.
contract RegisterTest is RegistryTest {
    function testFuzz_pullsTheStakeAndFilesTheKey(uint96 stake) external {
        stake = uint96(bound(stake, MIN_STAKE, FUNDS));
        (bytes32 r, bytes32 vs) = signNodeKey(nodeKeyKey, operator);
        vm.expectEmit(address(registry));
        emit IRelayRegistry.Registered(operator, nodeKey, stake);
        vm.expectEmit(address(registry));
        emit IRelayRegistry.DescriptorPublished(operator, 1, DESCRIPTOR);
        vm.prank(operator);
        registry.register(nodeKey, r, vs, stake, DESCRIPTOR);

        registeredWith(stake);
        assertEq(registry.operatorOf(nodeKey), operator, "operatorOf");
        assertEq(registry.relayCount(), 1, "relayCount");
        assertBalance(address(registry), stake, "registry");
        assertBalance(operator, FUNDS - stake, "operator");
    }

    function registeredWith(uint96 stake) private view {
        assertEq(registry.relayOf(operator).stake, stake, "stake");
        assertTrue(registry.relayOf(operator).staked, "staked");
    }

    function test_withPermitNeedsNoAllowance() external {
        vm.prank(operator);
        token.approve(address(registry), 0);
        (bytes32 r, bytes32 vs) = signNodeKey(nodeKeyKey, operator);
        SignedPermit memory permit = signPermit(operatorKey, address(registry), MIN_STAKE);
        vm.prank(operator);
        registry.registerWithPermit(nodeKey, r, vs, MIN_STAKE, DESCRIPTOR, permit);
        assertRelay(registered());
    }

    function test_mayFollowUnstaking() external {
        register();
        vm.prank(operator);
        registry.beginUnstaking();
        vm.warp(START + U);
        vm.prank(operator);
        registry.finishUnstaking();

        (bytes32 r, bytes32 vs) = signNodeKey(newNodeKeyKey, operator);
        vm.prank(operator);
        registry.register(newNodeKey, r, vs, MIN_STAKE, "another");
        assertEq(registry.relayCount(), 1, "listed once");
        assertEq(registry.operatorOf(nodeKey), operator, "the old key's operator");
        assertEq(registry.relayOf(operator).nodeKey, newNodeKey, "nodeKey");
        assertEq(registry.relayOf(operator).descriptorNumber, 2, "descriptorNumber");
    }

    function test_refusesAStakedOperator() external {
        register();
        _refuse(newNodeKeyKey, operator, abi.encodeWithSelector(IRelayRegistry.AlreadyStaked.selector, operator));
    }

    function test_refusesLessThanTheMinimum() external {
        (bytes32 r, bytes32 vs) = signNodeKey(nodeKeyKey, operator);
        vm.prank(operator);
        vm.expectRevert(abi.encodeWithSelector(IRelayRegistry.StakeTooLow.selector, MIN_STAKE - 1, MIN_STAKE));
        registry.register(nodeKey, r, vs, MIN_STAKE - 1, DESCRIPTOR);
    }

    function test_refusesAKeyOfAnother() external {
        register();
        fund(stranger);
        _refuse(nodeKeyKey, stranger, abi.encodeWithSelector(IRelayRegistry.NodeKeyTaken.selector, nodeKey, operator));
    }

    /// A key is never registered twice, by its operator neither.
    function test_refusesItsOwnOldKey() external {
        register();
        vm.prank(operator);
        registry.beginUnstaking();
        vm.warp(START + U);
        vm.prank(operator);
        registry.finishUnstaking();
        _refuse(nodeKeyKey, operator, abi.encodeWithSelector(IRelayRegistry.NodeKeyTaken.selector, nodeKey, operator));
    }

    /// A key's signature is for one operator: a front-runner can not take the key for itself.
    function test_refusesASignatureForAnotherOperator() external {
        fund(stranger);
        (bytes32 r, bytes32 vs) = signNodeKey(nodeKeyKey, operator);
        vm.prank(stranger);
        vm.expectPartialRevert(IRelayRegistry.BadNodeKeySignature.selector);
        registry.register(nodeKey, r, vs, MIN_STAKE, DESCRIPTOR);
    }

    function test_refusesASignatureForAnotherRegistry() external {
        (bytes32 r, bytes32 vs) = signNodeKey(nodeKeyKey, operator);
        registry = deployRegistry(channels, MIN_STAKE, U, MARGIN);
        fund(operator);
        vm.prank(operator);
        vm.expectPartialRevert(IRelayRegistry.BadNodeKeySignature.selector);
        registry.register(nodeKey, r, vs, MIN_STAKE, DESCRIPTOR);
    }

    function test_refusesASignatureForAnotherChain() external {
        (bytes32 r, bytes32 vs) = signNodeKey(nodeKeyKey, operator);
        vm.chainId(block.chainid + 1);
        vm.prank(operator);
        vm.expectPartialRevert(IRelayRegistry.BadNodeKeySignature.selector);
        registry.register(nodeKey, r, vs, MIN_STAKE, DESCRIPTOR);
    }

    function test_refusesNobodysSignature() external {
        vm.prank(operator);
        vm.expectRevert(abi.encodeWithSelector(IRelayRegistry.BadNodeKeySignature.selector, address(0), address(0)));
        registry.register(address(0), 0, 0, MIN_STAKE, DESCRIPTOR);
    }

    /// A signature with s in the upper half recovers a key, but is refused; at the bound it is not.
    function test_refusesAHighS() external {
        (bytes32 r,) = signNodeKey(nodeKeyKey, operator);
        bytes32 domain = Typed.domain(block.chainid, address(channels));
        bytes32 digest = Typed.digest(domain, Typed.nodeKeyRegistration(address(registry), operator));
        bytes32 high = bytes32(Signatures.MAX_S + 1);
        address key = ecrecover(digest, 27, r, high);
        assertTrue(key != address(0), "a key recovers");
        vm.prank(operator);
        vm.expectRevert(abi.encodeWithSelector(IRelayRegistry.BadNodeKeySignature.selector, key, address(0)));
        registry.register(key, r, high, MIN_STAKE, DESCRIPTOR);

        bytes32 low = bytes32(Signatures.MAX_S);
        key = ecrecover(digest, 27, r, low);
        vm.prank(operator);
        registry.register(key, r, low, MIN_STAKE, DESCRIPTOR);
        assertEq(registry.operatorOf(key), operator, "operatorOf");
    }

    function test_refusesWithoutAllowance() external {
        vm.prank(operator);
        token.approve(address(registry), 0);
        _refuse(nodeKeyKey, operator, abi.encodeWithSelector(IRelayRegistry.TransferFromFailed.selector));
    }

    function _refuse(uint256 key, address sender, bytes memory why) private {
        (bytes32 r, bytes32 vs) = signNodeKey(key, sender);
        vm.prank(sender);
        vm.expectRevert(why);
        registry.register(vm.addr(key), r, vs, MIN_STAKE, DESCRIPTOR);
    }
}
