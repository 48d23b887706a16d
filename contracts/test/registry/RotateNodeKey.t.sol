// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRelayRegistry} from "../../src/interfaces/IRelayRegistry.sol";
import {Relay} from "../../src/interfaces/Types.sol";
import {RegistryTest} from "../helpers/RegistryTest.sol";

contract RotateNodeKeyTest is RegistryTest {
    function setUp() public override {
        super.setUp();
        register();
    }

    function test_replacesTheActiveKeyAndKeepsTheOld() external {
        (bytes32 r, bytes32 vs) = signNodeKey(newNodeKeyKey, operator);
        vm.expectEmit(address(registry));
        emit IRelayRegistry.NodeKeyRotated(operator, nodeKey, newNodeKey);
        vm.prank(operator);
        registry.rotateNodeKey(newNodeKey, r, vs);

        Relay memory want = registered();
        want.nodeKey = newNodeKey;
        assertRelay(want);
        assertEq(registry.operatorOf(nodeKey), operator, "the old key's operator");
        assertEq(registry.operatorOf(newNodeKey), operator, "the new key's operator");
    }

    function test_refusesTheActiveKey() external {
        _refuse(nodeKeyKey, operator, abi.encodeWithSelector(IRelayRegistry.NodeKeyTaken.selector, nodeKey, operator));
    }

    function test_refusesARotatedKey() external {
        (bytes32 r, bytes32 vs) = signNodeKey(newNodeKeyKey, operator);
        vm.prank(operator);
        registry.rotateNodeKey(newNodeKey, r, vs);
        _refuse(nodeKeyKey, operator, abi.encodeWithSelector(IRelayRegistry.NodeKeyTaken.selector, nodeKey, operator));
    }

    function test_refusesAKeyThatDidNotSign() external {
        (bytes32 r, bytes32 vs) = signNodeKey(nodeKeyKey, operator);
        vm.prank(operator);
        vm.expectRevert(abi.encodeWithSelector(IRelayRegistry.BadNodeKeySignature.selector, newNodeKey, nodeKey));
        registry.rotateNodeKey(newNodeKey, r, vs);
    }

    function test_refusesTheUnstaked() external {
        _refuse(newNodeKeyKey, stranger, abi.encodeWithSelector(IRelayRegistry.NotStaked.selector, stranger));
    }

    function test_refusesWhileUnbonding() external {
        vm.prank(operator);
        registry.beginUnstaking();
        _refuse(newNodeKeyKey, operator, abi.encodeWithSelector(IRelayRegistry.Unbonding.selector, operator, START + U));
    }

    function _refuse(uint256 key, address sender, bytes memory why) private {
        (bytes32 r, bytes32 vs) = signNodeKey(key, sender);
        vm.prank(sender);
        vm.expectRevert(why);
        registry.rotateNodeKey(vm.addr(key), r, vs);
    }
}
