// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRelayRegistry} from "../../src/interfaces/IRelayRegistry.sol";
import {Relay} from "../../src/interfaces/Types.sol";
import {Histories, Log, Offer} from "../helpers/Histories.sol";

contract SlashTest is Histories {
    function setUp() public override {
        super.setUp();
        register();
    }

    function test_slashesTwoOffersOfOneSize() external {
        vm.expectEmit(address(registry));
        emit IRelayRegistry.Slashed(operator, nodeKey, reporter, MIN_STAKE * 95 / 100, MIN_STAKE * 5 / 100);
        _slash(sameSize(nodeKeyKey));
        assertBalance(reporter, MIN_STAKE * 5 / 100, "reporter");
        assertBalance(address(registry), MIN_STAKE * 95 / 100, "registry");
    }

    function test_slashesTwoLeavesAtOneIndex() external {
        _slash(byInclusion(nodeKeyKey, someLog(13, 1), someLog(SIZE, 2), 9));
        assertBalance(reporter, MIN_STAKE * 5 / 100, "reporter");
    }

    function _slash(bytes memory proof) private {
        vm.prank(reporter);
        registry.slash(proof);
    }
}
