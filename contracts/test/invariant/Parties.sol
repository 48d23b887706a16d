// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Payer} from "./Payer.sol";
import {Thief} from "./Thief.sol";

/// @notice Everybody, the clock, and what must hold whatever they did. README.md numbers it.
contract Parties is Payer, Thief {
    /// Mostly a little; now and then more than a closing period, or to the second before or of a closeAt.
    function timePasses(uint256 seed) external {
        uint256 to = block.timestamp + 1 + (seed >> 8) % (T / 8);
        if (seed % 16 == 0) to = block.timestamp + (seed >> 8) % (2 * uint256(T));
        if (seed % 4 == 1 && all.length != 0) {
            uint256 closeAt = all[_pick(seed >> 8)].closeAt;
            if (closeAt > block.timestamp + 1) to = closeAt - (seed >> 128) % 2;
        }
        vm.warp(to);
    }

    // What must hold

    function checkMoves() external view {
        assertTrue(bytes(broken).length == 0, broken);
    }

    /// INV-CH-1, INV-CH-4, INV-CH-10
    function checkTokens() external view {
        uint256 held = 0;
        uint256[PEOPLE] memory payer_;
        uint256[PEOPLE] memory payee_;
        for (uint256 c = 0; c < all.length; ++c) {
            Channel storage channel = all[c];
            held += channel.deposit - channel.settled;
            payer_[channel.honest ? 0 : 1] += channel.pulled - channel.refunded;
            payee_[channel.terms.payee == payees[0] ? 0 : 1] += channel.paid;
        }
        assertEq(token.balanceOf(address(channels)), held, "INV-CH-1: tokens of the channels");
        // What the thief gave was not the payers'.
        uint256 left = 0;
        for (uint256 i = 0; i < PEOPLE; ++i) {
            left += token.balanceOf(payers[i]);
            assertEq(token.balanceOf(payees[i]), payee_[i], "INV-CH-4: tokens of a payee");
        }
        assertEq(left + payer_[0] + payer_[1], PEOPLE * FUNDS + given, "INV-CH-4: tokens of the payers");
        assertEq(token.balanceOf(thief), FUNDS - given, "INV-CH-10: tokens of the thief");
    }

    /// INV-CH-2, INV-CH-6, INV-CH-9: no channel but the one of a move changes.
    function checkSlots() external view {
        for (uint256 c = 0; c < all.length; ++c) {
            Channel storage channel = all[c];
            (uint96 deposit, uint96 settled, uint40 closeAt) =
                channels.channel(channel.id, channel.terms.signer, channel.terms.payee);
            assertEq(deposit, channel.deposit, "INV-CH-6: deposit");
            assertEq(settled, channel.settled, "INV-CH-2: settled");
            assertEq(closeAt, channel.closeAt, "INV-CH-6: closeAt");
            assertTrue(settled <= deposit, "INV-CH-2: settled beyond the deposit");
            assertEq(channel.opened, 1, "INV-CH-9: opened");
        }
    }
}
