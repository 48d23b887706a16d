// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Relay} from "../../src/interfaces/Types.sol";
import {RegistryTest} from "../helpers/RegistryTest.sol";

/// @notice relayOf, relays and relayCount. Their plain use is asserted all over the other tests.
contract ViewsTest is RegistryTest {
    function testFuzz_anUnknownOperatorIsAllZero(address unknown) external view {
        Relay memory want;
        want.operator = unknown;
        assertRelay(want);
    }

    function testFuzz_relaysArePagesOfTheList(uint8 first, uint8 count) external {
        uint256 total = 5;
        for (uint256 i = 0; i < total; ++i) {
            _register(i);
        }
        assertEq(registry.relayCount(), total, "relayCount");
        Relay[] memory page = registry.relays(first, count);

        uint256 left = first < total ? total - first : 0;
        assertEq(page.length, count < left ? count : left, "length");
        for (uint256 i = 0; i < page.length; ++i) {
            assertEq(page[i].operator, _operator(first + i), "operator");
            assertEq(page[i].nodeKey, vm.addr(_nodeKey(first + i)), "nodeKey");
            assertEq(page[i].stake, MIN_STAKE + first + i, "stake");
        }
    }

    function test_relaysTakeAnyRange() external {
        register();
        assertEq(registry.relays(0, type(uint256).max).length, 1, "all");
        assertEq(registry.relays(type(uint256).max, type(uint256).max).length, 0, "none");
    }

    function _register(uint256 i) private {
        fund(_operator(i));
        (bytes32 r, bytes32 vs) = signNodeKey(_nodeKey(i), _operator(i));
        vm.prank(_operator(i));
        registry.register(vm.addr(_nodeKey(i)), r, vs, uint96(MIN_STAKE + i), DESCRIPTOR);
    }

    function _operator(uint256 i) private pure returns (address) {
        return address(uint160(1000 + i));
    }

    function _nodeKey(uint256 i) private pure returns (uint256) {
        return 1000 + i;
    }
}
