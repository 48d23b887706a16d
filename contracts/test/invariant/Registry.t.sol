// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Invariants} from "./Invariants.sol";
import {Operators} from "./Operators.sol";

/// @notice Operators, honest and not, and a thief around RelayRegistry.
contract RegistryInvariants is Invariants {
    Operators private operators;

    function setUp() external {
        operators = new Operators();
        operators.setUp();
        handler = address(operators);
        moves = [
            operators.timePasses.selector,
            operators.operatorRegisters.selector,
            operators.operatorAddsStake.selector,
            operators.operatorRotates.selector,
            operators.operatorTakesKey.selector,
            operators.operatorBeginsUnstaking.selector,
            operators.operatorFinishesUnstaking.selector,
            operators.relayOffers.selector,
            operators.thiefAccuses.selector,
            operators.thiefReports.selector
        ];
    }

    function invariant_registry() external view {
        operators.checkMoves();
        operators.checkStakes();
        operators.checkNodeKeys();
    }
}
