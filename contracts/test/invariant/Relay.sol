// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {SignedConsent, SignedReceipt} from "../../src/interfaces/Types.sol";
import {Receipted, Session} from "../helpers/Proofs.sol";
import {Typed} from "../helpers/Typed.sol";
import {World} from "./World.sol";

/// @notice The payee's side, and its watchtowers. A relay shows whatever pays most, of all that was ever signed for it.
abstract contract Relay is World {
    function relaySettles(uint256 seed, uint256 which) external {
        uint256 c = _pick(seed);
        Receipted memory receipt = receipts[c][which % receipts[c].length];
        channels.settle(all[c].id, all[c].terms.payee, _signed(c, receipt));

        _settled(c);
    }

    /// The newest receipt and all that was acknowledged since: this must pay in full while the channel lives.
    function relayProves(uint256 seed) external {
        uint256 c = _pick(seed);
        Receipted memory receipt = _newest(c);
        Session[] memory shown = _sessionsOf(c, type(uint256).max, receipt.floor);
        bytes memory proof = _pack(c, receipt, shown);
        uint256 due = _min(all[c].deposit, _worth(c, receipt, shown));
        bool must = _live(c) && due > all[c].settled;
        try channels.settleWithProof(all[c].terms.payer, Typed.pack(all[c].terms, 0), proof) {
            _settled(c);
            _demand(must && all[c].settled == due, "INV-CH-15: a proof paid something else than it is worth");
        } catch {
            _demand(!must, "INV-CH-15: a whole proof was refused before closeAt");
        }
    }

    /// The newest receipt, with sessions that are dead by it as well.
    function relayProvesDead(uint256 seed) external {
        uint256 c = _pick(seed);
        Receipted memory receipt = _newest(c);
        if (receipt.floor == 0) return;
        bytes memory proof = _pack(c, receipt, _sessionsOf(c, type(uint256).max, 0));
        channels.settleWithProof(all[c].terms.payer, Typed.pack(all[c].terms, 0), proof);

        _settled(c);
    }

    /// Any receipt with any sessions, shown at once.
    function relayProvesSome(uint256 seed, uint256 which, uint256 bits) external {
        uint256 c = _pick(seed);
        bytes memory proof = _some(c, which, bits);
        channels.settleWithProof(all[c].terms.payer, Typed.pack(all[c].terms, 0), proof);

        _settled(c);
    }

    /// The same, given to a watchtower, and seen by the thief.
    function relayExports(uint256 seed, uint256 which, uint256 bits) external {
        uint256 c = _pick(seed);
        if (proofs.length == MAX_PROOFS) return;
        proofs.push(_some(c, which, bits));
        proofOf.push(c);
    }

    /// Sessions below the receipt's floor are left out, as often as not.
    function _some(uint256 c, uint256 which, uint256 bits) private view returns (bytes memory) {
        Receipted memory receipt;
        uint256 count = receipts[c].length;
        if (which % (count + 1) != 0) receipt = receipts[c][which % (count + 1) - 1];
        return _pack(c, receipt, _sessionsOf(c, bits, (bits >> 64) % 2 == 0 ? 0 : receipt.floor));
    }

    function relayClosesNow(uint256 seed, uint256 which) external {
        if (seed % 4 != 0) return; // else no channel would live long
        uint256 c = _pick(seed >> 8);
        SignedReceipt memory receipt = _receiptOrNone(c, which);
        uint256 settled = _after(c, receipt.cumAmount);
        bool live = _live(c);
        vm.prank(all[c].terms.payee);
        channels.closeNow(all[c].terms.payer, Typed.pack(all[c].terms, 0), receipt);

        _demand(live, "INV-CH-5: settled after closeAt");
        _ended(c, settled);
    }

    /// The closer consents, and somebody ends the channel.
    function relayConsents(uint256 seed, uint256 which, uint256 atLeast) external {
        if (seed % 4 != 0) return;
        uint256 c = _pick(seed >> 8);
        SignedReceipt memory receipt = _receiptOrNone(c, which);
        SignedConsent memory consent = signConsent(closerKey, all[c].id, _amount(atLeast, 1e18));
        (uint256 settled, bool live) = (_after(c, receipt.cumAmount), _live(c));
        vm.prank(thief);
        channels.closeNowWithConsent(all[c].terms.payer, Typed.pack(all[c].terms, 0), receipt, consent);

        _demand(live, "INV-CH-5: settled after closeAt");
        _demand(settled >= consent.atLeast, "INV-CH-8: a consent ended a channel for less");
        _ended(c, settled);
    }

    /// Every newest receipt of a payee in one call.
    function watchtowerSettlesMany(uint256 seed) external {
        address to = payees[seed % PEOPLE];
        bytes memory rows;
        uint256[] memory due = new uint256[](all.length);
        for (uint256 c = 0; c < all.length; ++c) {
            if (receipts[c].length == 0 || (all[c].terms.payee != to && seed % 8 != 0)) continue;
            rows = bytes.concat(rows, row(all[c].id, _signed(c, _newest(c))));
            if (all[c].terms.payee == to && _live(c)) due[c] = _after(c, _newest(c).cumAmount);
        }
        channels.settleMany(to, rows);

        for (uint256 c = 0; c < all.length; ++c) {
            (, uint96 settled,) = channels.channel(all[c].id, all[c].terms.signer, all[c].terms.payee);
            if (settled != all[c].settled) _settled(c);
            _demand(due[c] == 0 || all[c].settled == due[c], "INV-CH-11: a good row was not settled");
        }
    }

    /// A watchtower shows a proof that it was given some time ago.
    function watchtowerProves(uint256 seed) external {
        uint256 i = seed % proofs.length;
        uint256 c = proofOf[i];
        vm.prank(thief);
        channels.settleWithProof(all[c].terms.payer, Typed.pack(all[c].terms, 0), proofs[i]);

        _settled(c);
    }

    function _signed(uint256 c, Receipted memory receipt) internal view returns (SignedReceipt memory) {
        bytes32 stateHash = Typed.state(LOG_SIZE, LOG_ROOT, keccak256(packTable(receipt)));
        (bytes32 r, bytes32 vs) = sign(_signerOf(c), Typed.receipt(all[c].id, receipt.cumAmount, stateHash));
        return SignedReceipt(receipt.cumAmount, stateHash, r, vs);
    }

    function _receiptOrNone(uint256 c, uint256 which) private view returns (SignedReceipt memory none) {
        uint256 count = receipts[c].length;
        if (which % (count + 1) == 0) return none;
        return _signed(c, receipts[c][which % (count + 1) - 1]);
    }

    /// @notice What is settled after this amount is.
    function _after(uint256 c, uint256 amount) private view returns (uint256) {
        uint256 bounded = _min(all[c].deposit, amount);
        return bounded > all[c].settled ? bounded : all[c].settled;
    }
}
