// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ChannelTerms, PackedTerms, SignedPermit, SignedReceipt} from "../../src/interfaces/Types.sol";
import {Proofs, Receipted, Row, Session} from "../helpers/Proofs.sol";
import {Typed} from "../helpers/Typed.sol";

/// @notice Gas of whole transactions, 21,000 and calldata included. Meaningful in isolate mode alone, in which forge
/// runs each call as a transaction of its own with cold storage (`make gas`). The payer has an unlimited allowance;
/// payee and contract have a balance before, the payer after. Each measure asserts that the money moved.
contract GasTest is Proofs {
    uint256 private constant MANY = 32;
    uint96 private constant FIRST = 1.111111111111111e18;
    uint96 private constant LATER = 3.333333333333333e18;
    /// @dev What makes amounts and counts as uneven as real ones: calldata is paid by the byte that is not zero.
    uint64 private constant ODD = 0x1b2d3c4f5a69;
    /// @dev unixMs << 20 | rand20, and the distance to the next.
    uint64 private constant FIRST_SESSION = uint64(START) * 1000 << 20 | 0xd3c4f;
    uint64 private constant NEXT_SESSION = 0x123456789;

    function setUp() public override {
        super.setUp();
        token.mint(payee, FUNDS);
        token.mint(address(channels), FUNDS);
    }

    /// @dev Notes the gas of the transaction just made.
    function _note(string memory move) private {
        vm.snapshotGasLastCall("gas", move);
    }

    /// @dev The i-th of many terms.
    function _terms(uint256 i) private view returns (ChannelTerms memory terms) {
        terms = someTerms();
        terms.salt += uint56(i);
    }

    function _packed(uint256 count, uint256 firstTerms) private view returns (PackedTerms[] memory packed) {
        packed = new PackedTerms[](count);
        for (uint256 i = 0; i < count; ++i) {
            packed[i] = Typed.pack(_terms(firstTerms + i), DEPOSIT);
        }
    }

    function test_open() external {
        vm.prank(payer);
        channels.open(Typed.pack(someTerms(), DEPOSIT));
        _note("open");
        assertBalance(address(channels), FUNDS + DEPOSIT, "channels");
    }

    function test_openPermit() external {
        vm.prank(payer);
        token.approve(address(channels), 0);
        _openWithPermit(_terms(0), "open_permit_first");
        _openWithPermit(_terms(1), "open_permit_later");
        assertBalance(address(channels), FUNDS + 2 * uint256(DEPOSIT), "channels");
    }

    function _openWithPermit(ChannelTerms memory terms, string memory move) private {
        SignedPermit memory permit = signPermit(payerKey, address(channels), DEPOSIT);
        vm.prank(payer);
        channels.openWithPermit(Typed.pack(terms, DEPOSIT), permit);
        _note(move);
        assertEq(token.allowance(payer, address(channels)), 0, "allowance");
    }

    function test_openMany() external {
        vm.prank(payer);
        channels.openMany(_packed(1, 0));
        _note("open_many_1");
        vm.prank(payer);
        channels.openMany(_packed(1 + MANY, 1));
        _note("open_many_33");
        assertBalance(address(channels), FUNDS + (2 + MANY) * DEPOSIT, "channels");
    }

    function test_topUp() external {
        bytes32 channelId = openChannel(someTerms());
        vm.prank(payer);
        channels.topUp(channelId, signer, payee, DEPOSIT);
        _note("top_up");
        assertBalance(address(channels), FUNDS + 2 * uint256(DEPOSIT), "channels");
    }

    function test_settle() external {
        bytes32 channelId = openChannel(someTerms());
        channels.settle(channelId, payee, signReceipt(signerKey, channelId, FIRST));
        SignedReceipt memory receipt = signReceipt(signerKey, channelId, LATER);
        vm.prank(payee);
        channels.settle(channelId, payee, receipt);
        _note("settle");
        assertBalance(payee, FUNDS + LATER, "payee");
    }

    function test_settleMany() external {
        vm.prank(payer);
        channels.openMany(_packed(2 + MANY, 0));
        channels.settleMany(payee, _rows(2 + MANY, 0, FIRST));
        bytes memory one = _rows(1, 0, LATER);
        bytes memory many = _rows(1 + MANY, 1, LATER);

        vm.prank(payee);
        channels.settleMany(payee, one);
        _note("settle_many_1");
        assertBalance(payee, FUNDS + LATER + (1 + MANY) * FIRST, "payee");
        vm.prank(payee);
        channels.settleMany(payee, many);
        _note("settle_many_33");
        assertBalance(payee, FUNDS + (2 + MANY) * LATER, "payee");
    }

    function _rows(uint256 count, uint256 firstTerms, uint96 cumAmount) private view returns (bytes memory rows) {
        for (uint256 i = 0; i < count; ++i) {
            bytes32 channelId = idOf(_terms(firstTerms + i));
            rows = bytes.concat(rows, row(channelId, signReceipt(signerKey, channelId, cumAmount)));
        }
    }

    function test_closeNow() external {
        _closeNow(someTerms().openBy, "close_now");
    }

    function test_closeNowBeforeOpenBy() external {
        _closeNow(someTerms().openBy - 1, "close_now_tombstone");
    }

    function _closeNow(uint256 timestamp, string memory move) private {
        bytes32 channelId = openChannel(someTerms());
        channels.settle(channelId, payee, signReceipt(signerKey, channelId, FIRST));
        SignedReceipt memory receipt = signReceipt(signerKey, channelId, LATER);
        vm.warp(timestamp);
        vm.prank(payee);
        channels.closeNow(payer, Typed.pack(someTerms(), 0), receipt);
        _note(move);
        assertBalance(payee, FUNDS + LATER, "payee");
        assertBalance(payer, FUNDS - LATER, "payer");
    }

    function test_closeAndWithdraw() external {
        bytes32 channelId = openChannel(someTerms());
        channels.settle(channelId, payee, signReceipt(signerKey, channelId, FIRST));
        vm.prank(payer);
        channels.close(Typed.pack(someTerms(), 0));
        _note("close");
        assertChannel(channelId, DEPOSIT, FIRST, START + T);

        vm.warp(START + T);
        vm.prank(payer);
        channels.withdraw(payer, Typed.pack(someTerms(), 0));
        _note("withdraw");
        assertBalance(payer, FUNDS - FIRST, "payer");
    }

    function test_settleWithProof() external {
        _settleWithProof(0, 1, "settle_with_proof");
    }

    function test_settleWithProofMany() external {
        _settleWithProof(0, 1, "settle_with_proof_1");
        _settleWithProof(1, 1 + MANY, "settle_with_proof_33");
    }

    /// @dev Each session with both acknowledgements and a row in the receipt's table.
    function _settleWithProof(uint256 salt, uint256 count, string memory move) private {
        ChannelTerms memory terms = _terms(salt);
        bytes32 channelId = openChannel(terms);
        (Receipted memory receipt, Session[] memory sessions) = _sessions(count);
        channels.settle(channelId, payee, signReceipt(signerKey, channelId, FIRST));
        bytes memory proof = packProof(channelId, receipt, sessions);
        uint256 before = token.balanceOf(payee);
        vm.prank(payee);
        channels.settleWithProof(payer, Typed.pack(terms, 0), proof);
        _note(move);
        assertTrue(token.balanceOf(payee) > before, "payee");
    }

    function _sessions(uint256 count) private view returns (Receipted memory receipt, Session[] memory sessions) {
        receipt = Receipted({cumAmount: FIRST, floor: FIRST_SESSION, rows: new Row[](count)});
        sessions = new Session[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint64 sessionId = FIRST_SESSION + uint64(i) * NEXT_SESSION;
            receipt.rows[i] = Row({sessionId: sessionId, paid: 1e15 + ODD});
            Session memory session = someSession(sessionId);
            (session.pricePerGiB, session.flatPrice, session.maxAmount) = (1e15 + ODD, 1e12 + ODD, 1e18 + ODD);
            (session.a.sentBytes, session.a.recvBytes) = (uint64(3 * GIB) + ODD, uint64(GIB) + ODD);
            (session.b.sentBytes, session.b.recvBytes) = (uint64(GIB) + ODD, uint64(3 * GIB) + ODD);
            sessions[i] = session;
        }
    }
}
