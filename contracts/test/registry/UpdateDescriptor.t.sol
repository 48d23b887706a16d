// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRelayRegistry} from "../../src/interfaces/IRelayRegistry.sol";
import {Relay} from "../../src/interfaces/Types.sol";
import {RegistryTest} from "../helpers/RegistryTest.sol";

contract UpdateDescriptorTest is RegistryTest {
    function setUp() public override {
        super.setUp();
        register();
    }

    function testFuzz_countsAndKeepsTheHash(bytes memory descriptor) external {
        vm.assume(descriptor.length > 0 && descriptor.length <= 4096);
        vm.expectEmit(address(registry));
        emit IRelayRegistry.DescriptorPublished(operator, 2, descriptor);
        vm.prank(operator);
        registry.updateDescriptor(descriptor);

        Relay memory want = registered();
        (want.descriptorNumber, want.descriptorHash) = (2, keccak256(descriptor));
        assertRelay(want);
    }

    function test_boundsTheLength() external {
        vm.prank(operator);
        registry.updateDescriptor(new bytes(4096));
        _refuse(operator, new bytes(4097), abi.encodeWithSelector(IRelayRegistry.BadDescriptor.selector, 4097, 4096));
        _refuse(operator, "", abi.encodeWithSelector(IRelayRegistry.BadDescriptor.selector, 0, 4096));
    }

    function test_refusesTheUnstaked() external {
        _refuse(stranger, DESCRIPTOR, abi.encodeWithSelector(IRelayRegistry.NotStaked.selector, stranger));
    }

    function test_refusesWhileUnbonding() external {
        vm.prank(operator);
        registry.beginUnstaking();
        _refuse(operator, DESCRIPTOR, abi.encodeWithSelector(IRelayRegistry.Unbonding.selector, operator, START + U));
    }

    function _refuse(address sender, bytes memory descriptor, bytes memory why) private {
        vm.prank(sender);
        vm.expectRevert(why);
        registry.updateDescriptor(descriptor);
    }
}
