// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPaymentChannels} from "../../src/interfaces/IPaymentChannels.sol";
import {Proofs, Receipted, Row, Session} from "../helpers/Proofs.sol";

contract SettleWithProofTest is Proofs {
    /// @dev What someSession is worth.
    uint96 private constant F = 4 * 1e15 + 1e12;

    bytes32 private channelId;

    function setUp() public override {
        super.setUp();
        channelId = openChannel(someTerms());
    }

    function test_paysThePayeeWhoeverSends() external {
        bytes memory proof = packProof(channelId, noTable(7), one(someSession(5)));
        vm.expectEmit(address(channels));
        emit IPaymentChannels.SettledWithProof(channelId, payee, 7 + F, 7);
        vm.prank(stranger);
        show(proof);

        assertChannel(channelId, DEPOSIT, 7 + F, 0);
        assertBalance(payee, 7 + F, "payee");
        assertBalance(stranger, 0, "stranger");
    }

    function test_paysWithoutAReceipt() external {
        show(packProof(channelId, noTable(0), one(someSession(5))));
        assertBalance(payee, F, "payee");
    }
}
