// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPaymentChannels} from "../../src/interfaces/IPaymentChannels.sol";
import {ChannelTerms, PackedTerms, SignedConsent, SignedPermit, SignedReceipt} from "../../src/interfaces/Types.sol";
import {IMintableToken} from "./IMintableToken.sol";
import {Test} from "./Test.sol";
import {Typed} from "./Typed.sol";

/// @notice A token, a channels contract, and a payer, signer, payee and closer with their keys.
abstract contract ChannelsTest is Test {
    uint40 internal constant T = 1 days;
    uint40 internal constant START = 1_800_000_000;
    uint96 internal constant DEPOSIT = 12.345678901234567e18;
    uint96 internal constant FUNDS = 1_000_000e18;
    bytes32 internal constant STATE_HASH = keccak256("some state");

    uint256 internal payerKey = uint256(keccak256("payer"));
    uint256 internal signerKey = uint256(keccak256("signer"));
    uint256 internal payeeKey = uint256(keccak256("payee"));
    uint256 internal closerKey = uint256(keccak256("closer"));
    address internal payer = vm.addr(payerKey);
    address internal signer = vm.addr(signerKey);
    address internal payee = vm.addr(payeeKey);
    address internal closer = vm.addr(closerKey);
    address internal stranger = address(uint160(uint256(keccak256("stranger"))));

    IMintableToken internal token;
    IPaymentChannels internal channels;

    function setUp() public virtual {
        vm.warp(START);
        useToken(deploy("DevToken", ""));
        token.mint(payer, FUNDS);
        vm.prank(payer);
        token.approve(address(channels), type(uint256).max);
    }

    /// @notice Deploys a channels contract over a token.
    function useToken(address token_) internal {
        token = IMintableToken(token_);
        channels = deployChannels(token_, T);
    }

    function deployChannels(address token_, uint40 closingPeriod) internal returns (IPaymentChannels) {
        return IPaymentChannels(deploy("PaymentChannels", abi.encode(token_, closingPeriod)));
    }

    function someTerms() internal view returns (ChannelTerms memory) {
        return ChannelTerms({
            payer: payer,
            signer: signer,
            payee: payee,
            closer: closer,
            creditCap: 0.0123456789e18,
            openBy: START + 1 hours,
            salt: 0xa1b2c3d4e5f607
        });
    }

    function idOf(ChannelTerms memory terms) internal view returns (bytes32) {
        return Typed.digest(Typed.domain(block.chainid, address(channels)), Typed.terms(terms));
    }

    /// @notice Opens a channel with these terms and DEPOSIT.
    function openChannel(ChannelTerms memory terms) internal returns (bytes32 channelId) {
        vm.prank(terms.payer);
        channels.open(Typed.pack(terms, DEPOSIT));
        return idOf(terms);
    }

    function sign(uint256 key, bytes32 structHash) internal view returns (bytes32 r, bytes32 vs) {
        return vm.signCompact(key, Typed.digest(Typed.domain(block.chainid, address(channels)), structHash));
    }

    function signReceipt(uint256 key, bytes32 channelId, uint96 cumAmount)
        internal
        view
        returns (SignedReceipt memory)
    {
        (bytes32 r, bytes32 vs) = sign(key, Typed.receipt(channelId, cumAmount, STATE_HASH));
        return SignedReceipt({cumAmount: cumAmount, stateHash: STATE_HASH, r: r, vs: vs});
    }

    function signConsent(uint256 key, bytes32 channelId, uint96 atLeast) internal view returns (SignedConsent memory) {
        (bytes32 r, bytes32 vs) = sign(key, Typed.consent(channelId, atLeast));
        return SignedConsent({atLeast: atLeast, r: r, vs: vs});
    }

    function signPermit(uint256 key, address spender, uint256 amount) internal view returns (SignedPermit memory) {
        uint256 deadline = block.timestamp + 1 hours;
        bytes32 structHash = Typed.permit(vm.addr(key), spender, amount, token.nonces(vm.addr(key)), deadline);
        (bytes32 r, bytes32 vs) = vm.signCompact(key, Typed.digest(token.DOMAIN_SEPARATOR(), structHash));
        return SignedPermit({deadline: deadline, r: r, vs: vs});
    }

    /// @notice A row of settleMany.
    function row(bytes32 channelId, SignedReceipt memory receipt) internal pure returns (bytes memory) {
        return abi.encodePacked(channelId, receipt.cumAmount, receipt.stateHash, receipt.r, receipt.vs);
    }

    function noReceipt() internal pure returns (SignedReceipt memory none) {}

    /// @notice Asserts what the contract knows about a channel of someTerms' signer and payee.
    function assertChannel(bytes32 channelId, uint256 deposit, uint256 settled, uint256 closeAt) internal view {
        (uint96 gotDeposit, uint96 gotSettled, uint40 gotCloseAt) = channels.channel(channelId, signer, payee);
        assertEq(gotDeposit, deposit, "deposit");
        assertEq(gotSettled, settled, "settled");
        assertEq(gotCloseAt, closeAt, "closeAt");
    }

    function assertBalance(address account, uint256 want, string memory what) internal view {
        assertEq(token.balanceOf(account), want, what);
    }
}
