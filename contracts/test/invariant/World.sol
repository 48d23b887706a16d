// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ChannelTerms} from "../../src/interfaces/Types.sol";
import {Proofs, Receipted, Row, Session} from "../helpers/Proofs.sol";

/// @notice The channels contract, everybody's keys, everything that was ever signed, and ghosts: what should be, kept beside
/// what is. The parties are in files of their own; each of their functions is one move, with numbers from the fuzzer.
abstract contract World is Proofs {
    /// @notice A channel that was opened, and its ghosts.
    struct Channel {
        ChannelTerms terms;
        bytes32 id;
        /// Its payer keeps to the protocol, and its endpoints sign what they got. Else both sign anything.
        bool honest;
        /// How often it was opened.
        uint256 opened;
        /// The slot as it was after the last move that touched it.
        uint256 deposit;
        uint256 settled;
        uint256 closeAt;
        /// What was pulled for it, paid to its payee, and refunded to its payer.
        uint256 pulled;
        uint256 paid;
        uint256 refunded;
        /// The highest receipt that its signer signed, and whether a named endpoint ever acknowledged anything.
        uint256 receipted;
        bool acknowledged;
        /// Of an honest payer: what it paid for sessions that are below the floor by now.
        uint256 belowFloor;
        uint64 floor;
    }

    uint256 internal constant MAX_CHANNELS = 6;
    uint256 internal constant MAX_SESSIONS = 4;
    uint256 internal constant MAX_RECEIPTS = 8;
    uint256 internal constant MAX_PROOFS = 16;
    uint256 internal constant PEOPLE = 2; // of each kind: the first is honest, the second is not

    uint256[PEOPLE] internal payerKeys = [uint256(keccak256("payer")), uint256(keccak256("hostile payer"))];
    uint256[PEOPLE] internal signerKeys = [uint256(keccak256("signer")), uint256(keccak256("hostile signer"))];
    uint256 internal thiefKey = uint256(keccak256("thief"));
    address[PEOPLE] internal payers;
    address[PEOPLE] internal payees =
        [address(uint160(uint256(keccak256("payee")))), address(uint160(uint256(keccak256("payee too"))))];
    address internal thief;

    Channel[] internal all;
    mapping(uint256 channel => Session[]) internal sessions;
    mapping(uint256 channel => uint96[]) internal paidFor; // by session, of an honest payer
    mapping(uint256 channel => Receipted[]) internal receipts; // all that were ever signed, newest last
    bytes[] internal proofs; // given to a watchtower, good or not
    uint256[] internal proofOf; // whose they are

    /// @notice The first rule that a move broke: the id of the invariant, and what happened.
    string public broken;

    uint256 private salt;

    function setUp() public virtual override {
        super.setUp();
        thief = vm.addr(thiefKey);
        for (uint256 i = 0; i < PEOPLE; ++i) {
            payers[i] = vm.addr(payerKeys[i]);
            _fund(payers[i]);
        }
        _fund(thief);
    }

    function _fund(address account) private {
        if (token.balanceOf(account) == 0) token.mint(account, FUNDS);
        vm.prank(account);
        token.approve(address(channels), type(uint256).max);
    }

    /// @notice Remembers the first rule that was broken.
    function _demand(bool condition, string memory rule) internal {
        if (!condition && bytes(broken).length == 0) broken = rule;
    }

    // What the fuzzer's numbers stand for

    /// @notice One of the channels, mostly a live one; reverts while there is none.
    function _pick(uint256 seed) internal view returns (uint256) {
        uint256 count = all.length;
        for (uint256 i = 0; i < count && seed % 8 != 0; ++i) {
            uint256 c = ((seed >> 3) + i) % count;
            if (_live(c)) return c;
        }
        return (seed >> 3) % count;
    }

    /// @notice An amount: often little, now and then nothing or as much as fits.
    function _amount(uint256 seed, uint256 most) internal pure returns (uint96) {
        if (seed % 16 == 0) return uint96(most);
        return uint96((seed >> 8) % (most + 1));
    }

    function _newTerms(uint256 seed) internal returns (ChannelTerms memory) {
        uint256 who = seed % PEOPLE;
        return ChannelTerms({
            payer: payers[who],
            signer: vm.addr(signerKeys[who]),
            payee: payees[(seed >> 8) % PEOPLE],
            closer: (seed >> 16) % 4 == 0 ? address(0) : closer,
            creditCap: _amount(seed >> 24, 1e18),
            openBy: uint40(block.timestamp + 1 + (seed >> 200) % T),
            salt: uint56(++salt)
        });
    }

    function _signerOf(uint256 c) internal view returns (uint256) {
        return signerKeys[all[c].honest ? 0 : 1];
    }

    // What a move did to a channel

    /// @notice Reads the slot after a move that may settle: what it paid must be allowed.
    function _settled(uint256 c) internal {
        Channel storage channel = all[c];
        (uint96 deposit, uint96 settled, uint40 closeAt) =
            channels.channel(channel.id, channel.terms.signer, channel.terms.payee);
        _demand(settled >= channel.settled, "INV-CH-2: settled fell");
        _demand(closeAt == 0 || block.timestamp < closeAt, "INV-CH-5: settled after closeAt");
        _demand(deposit == channel.deposit && closeAt == channel.closeAt, "INV-CH-6: settling changed more");
        _paid(c, settled);
    }

    /// @notice INV-CH-14, INV-CH-16: over all of a channel's life.
    function _paid(uint256 c, uint256 settled) internal {
        Channel storage channel = all[c];
        channel.paid += settled - channel.settled;
        channel.settled = settled;
        uint256 most = channel.receipted + (channel.acknowledged ? channel.terms.creditCap : 0);
        _demand(channel.paid <= most, "INV-CH-14: paid beyond a receipt and the creditCap");
        _demand(!channel.honest || channel.paid <= _owed(c), "INV-CH-16: paid beyond what was delivered");
    }

    /// @notice After a move that ended a channel with this settled.
    function _ended(uint256 c, uint256 settled) internal {
        Channel storage channel = all[c];
        _paid(c, settled);
        channel.refunded += channel.deposit - settled;
        (channel.deposit, channel.settled) = (0, 0);
        channel.closeAt = block.timestamp < channel.terms.openBy ? block.timestamp : 0;
    }

    function _live(uint256 c) internal view returns (bool) {
        Channel storage channel = all[c];
        return channel.deposit != 0 && (channel.closeAt == 0 || block.timestamp < channel.closeAt);
    }

    // What is owed

    /// @notice The price of what the sessions of a channel delivered, whenever.
    function _owed(uint256 c) internal view returns (uint256 sum) {
        for (uint256 i = 0; i < sessions[c].length; ++i) {
            Session memory session = sessions[c][i];
            session.ackDeadline = type(uint64).max;
            sum += priceOf(session);
        }
    }

    /// @notice What a proof of a receipt and of sessions is worth now: disputes.md, section 1.
    function _worth(uint256 c, Receipted memory receipt, Session[] memory shown) internal view returns (uint256) {
        uint256 sum = 0;
        for (uint256 i = 0; i < shown.length; ++i) {
            (uint256 f, uint256 paid) = (priceOf(shown[i]), _paidIn(receipt, shown[i].sessionId));
            if (f > paid) sum += f - paid;
        }
        return receipt.cumAmount + _min(sum, all[c].terms.creditCap);
    }

    function _paidIn(Receipted memory receipt, uint64 sessionId) private pure returns (uint256) {
        for (uint256 i = 0; i < receipt.rows.length; ++i) {
            if (receipt.rows[i].sessionId == sessionId) return receipt.rows[i].paid;
        }
        return 0;
    }

    function _min(uint256 a, uint256 b) internal pure returns (uint256) {
        return a < b ? a : b;
    }

    // Proofs

    /// @notice The newest receipt; one of nothing if there is none.
    function _newest(uint256 c) internal view returns (Receipted memory receipt) {
        uint256 count = receipts[c].length;
        if (count != 0) return receipts[c][count - 1];
    }

    /// @notice The sessions with these bits, and not below the floor of a receipt.
    function _sessionsOf(uint256 c, uint256 bits, uint64 floor) internal view returns (Session[] memory some) {
        Session[] storage from = sessions[c];
        uint256 count = 0;
        some = new Session[](from.length);
        for (uint256 i = 0; i < from.length; ++i) {
            if ((bits >> i) & 1 == 1 && from[i].sessionId >= floor) some[count++] = from[i];
        }
        assembly ("memory-safe") {
            mstore(some, count)
        }
    }

    function _pack(uint256 c, Receipted memory receipt, Session[] memory shown)
        internal
        view
        returns (bytes memory proof)
    {
        uint256 key = _signerOf(c);
        proof = receipt.cumAmount == 0 ? bytes(hex"00") : packReceipt(key, all[c].id, receipt);
        for (uint256 i = 0; i < shown.length; ++i) {
            proof = bytes.concat(proof, packSession(key, all[c].id, shown[i]));
        }
    }
}
