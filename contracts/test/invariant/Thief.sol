// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ChannelTerms, SignedConsent, SignedReceipt} from "../../src/interfaces/Types.sol";
import {Receipted, Session} from "../helpers/Proofs.sol";
import {Typed} from "../helpers/Typed.sol";
import {Relay} from "./Relay.sol";

/// @notice Somebody with no key but its own, who has seen everything that was ever signed. What it sends goes through only
/// where anybody may send it; the rest must revert, or change nothing that the ghosts would not allow.
abstract contract Thief is Relay {
    /// What the thief gave away.
    uint256 internal given;

    /// Ends what may be ended by anybody.
    function thiefWithdraws(uint256 seed) external {
        uint256 c = seed % all.length;
        for (uint256 i = 1; i < all.length && (all[c].deposit == 0 || _live(c)); ++i) {
            c = (seed + i) % all.length;
        }
        bool over = all[c].closeAt != 0 && block.timestamp >= all[c].closeAt;
        vm.prank(thief);
        channels.withdraw(all[c].terms.payer, Typed.pack(all[c].terms, 0));

        _demand(over, "INV-CH-7: withdrawn before closeAt");
        _ended(c, all[c].settled);
    }

    function thiefGives(uint256 seed) external {
        Channel storage channel = all[_pick(seed)];
        vm.prank(thief);
        channels.topUp(channel.id, channel.terms.signer, channel.terms.payee, 1e15);

        channel.deposit += 1e15;
        channel.pulled += 1e15;
        given += 1e15;
    }

    /// A receipt of one channel for another, or for another payee, or its own under another's name.
    function thiefReplaysReceipt(uint256 seed, uint256 other, uint256 which) external {
        (uint256 c, uint256 to) = (_pick(seed), _pick(other));
        SignedReceipt memory receipt = _signed(c, receipts[c][which % receipts[c].length]);
        if (which % 5 == 0) receipt = signReceipt(thiefKey, all[to].id, 1e18);
        if (which % 5 == 1) receipt.cumAmount += 1;
        address payee_ = which % 3 == 0 ? thief : all[to].terms.payee;
        vm.prank(thief);
        channels.settle(all[to].id, payee_, receipt);

        _demand(c == to && payee_ == all[to].terms.payee, "INV-CH-3: settled by what was signed for another");
        _settled(to);
    }

    /// A proof with something wrong: another channel's, a byte changed, a session twice, its own key for the signer's.
    function thiefSpoilsProof(uint256 seed, uint256 other, uint256 how) external {
        uint256 i = seed % proofs.length;
        uint256 c = proofOf[i];
        bytes memory proof = proofs[i];
        uint256 kind = how % 4;
        uint256 to = kind == 0 ? _pick(other) : c;
        if (kind == 1) proof[other % proof.length] ^= bytes1(uint8(2 ** ((how >> 8) % 8)));
        if (kind == 2) proof = bytes.concat(proof, packSession(_signerOf(c), all[c].id, sessions[c][0]));
        if (kind == 3) proof = bytes.concat(hex"00", packSession(thiefKey, all[c].id, sessions[c][0]));
        vm.prank(thief);
        channels.settleWithProof(all[to].terms.payer, Typed.pack(all[to].terms, 0), proof);

        _demand(kind == 2 || to == c && kind == 0, "INV-CH-16: settled by a proof that was not signed so");
        _settled(to);
    }

    /// Sessions of one channel in a proof of another: their ids may well be the same.
    function thiefMixesProofs(uint256 seed, uint256 other) external {
        (uint256 c, uint256 to) = (_pick(seed), _pick(other));
        bytes memory proof =
            bytes.concat(hex"00", packSession(_signerOf(c), all[c].id, sessions[c][seed % sessions[c].length]));
        vm.prank(thief);
        channels.settleWithProof(all[to].terms.payer, Typed.pack(all[to].terms, 0), proof);

        _demand(c == to, "INV-CH-16: settled by another channel's session");
        _settled(to);
    }

    /// Closing, and ending, what belongs to others; with terms changed to its own good.
    function thiefEnds(uint256 seed, uint256 how) external {
        uint256 c = _pick(seed);
        ChannelTerms memory terms = all[c].terms;
        SignedReceipt memory none;
        if (how % 2 == 1) terms.payee = thief;
        SignedConsent memory consent = signConsent(thiefKey, all[c].id, 0);
        vm.prank(thief);
        if (how % 3 == 0) channels.close(Typed.pack(terms, 0));
        else if (how % 3 == 1) channels.closeNow(terms.payer, Typed.pack(terms, 0), none);
        else channels.closeNowWithConsent(terms.payer, Typed.pack(terms, 0), none, consent);

        _demand(false, "INV-CH-7: a stranger closed a channel");
    }
}
