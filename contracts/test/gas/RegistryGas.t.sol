// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Histories} from "../helpers/Histories.sol";

/// @notice As GasTest: of the registry. The reporter has a balance before.
contract RegistryGasTest is Histories {
    /// @dev 2^20 records, as a relay that keeps one channel for months may have.
    uint256 private constant LEVELS = 20;

    function setUp() public override {
        super.setUp();
        token.mint(reporter, FUNDS);
        register();
    }

    function test_slashSameSize() external {
        _slash(sameSize(nodeKeyKey), "slash_same_size");
    }

    /// Both logs are as large, and so are the paths.
    function test_slashInclusion() external {
        _slash(byInclusionOfLarge(nodeKeyKey, LEVELS, uint64(2 ** LEVELS / 3)), "slash_inclusion");
    }

    function _slash(bytes memory proof, string memory move) private {
        vm.prank(reporter);
        registry.slash(proof);
        vm.snapshotGasLastCall("gas", move);
        assertBalance(reporter, FUNDS + MIN_STAKE * 5 / 100, "reporter");
        assertBalance(address(registry), MIN_STAKE * 95 / 100, "registry");
    }
}
