// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Test} from "../helpers/Test.sol";

/// @notice What forge asks an invariant test: which contract it may call, and which of its functions.
abstract contract Invariants is Test {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    address internal handler;
    bytes4[] internal moves;

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = handler;
    }

    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(handler, moves);
    }
}
