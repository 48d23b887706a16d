// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Invariants} from "./Invariants.sol";
import {Parties} from "./Parties.sol";

/// @notice Payers, endpoints, relays, watchtowers and a thief around PaymentChannels.
contract ChannelsInvariants is Invariants {
    Parties private parties;

    function setUp() external {
        parties = new Parties();
        parties.setUp();
        handler = address(parties);
        moves = [
            parties.timePasses.selector,
            parties.payerOpens.selector,
            parties.payerReopens.selector,
            parties.payerTopsUp.selector,
            parties.payerCloses.selector,
            parties.payerAuthorizes.selector,
            parties.payerSigns.selector,
            parties.payerRaisesFloor.selector,
            parties.endpointsAcknowledge.selector,
            parties.relaySettles.selector,
            parties.relayProves.selector,
            parties.relayProvesDead.selector,
            parties.relayProvesSome.selector,
            parties.relayExports.selector,
            parties.relayClosesNow.selector,
            parties.relayConsents.selector,
            parties.watchtowerSettlesMany.selector,
            parties.watchtowerProves.selector,
            parties.thiefWithdraws.selector,
            parties.thiefGives.selector,
            parties.thiefReplaysReceipt.selector,
            parties.thiefSpoilsProof.selector,
            parties.thiefMixesProofs.selector,
            parties.thiefEnds.selector
        ];
        // What makes something to fight about happens more often.
        for (uint256 i = 0; i < 4; ++i) {
            moves.push(parties.payerOpens.selector);
            moves.push(parties.endpointsAcknowledge.selector);
            moves.push(parties.payerSigns.selector);
            if (i < 2) moves.push(parties.payerAuthorizes.selector);
        }
        moves.push(parties.payerRaisesFloor.selector);
        moves.push(parties.relayProvesDead.selector);
        moves.push(parties.relayProvesSome.selector);
        moves.push(parties.thiefWithdraws.selector);
        moves.push(parties.timePasses.selector);
    }

    function invariant_channels() external view {
        parties.checkMoves();
        parties.checkTokens();
        parties.checkSlots();
    }
}
