// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPaymentChannels} from "../../src/interfaces/IPaymentChannels.sol";
import {ChannelTerms, PackedTerms} from "../../src/interfaces/Types.sol";
import {ChannelsTest} from "../helpers/ChannelsTest.sol";
import {Typed} from "../helpers/Typed.sol";

contract OpenTest is ChannelsTest {
    function test_pullsTheDepositAndStoresIt() external {
        bytes32 channelId = openChannel(someTerms());

        assertChannel(channelId, DEPOSIT, 0, 0);
        assertBalance(address(channels), DEPOSIT, "channels");
        assertBalance(payer, FUNDS - DEPOSIT, "payer");
    }

    function test_emitsAllTerms() external {
        PackedTerms memory packed = Typed.pack(someTerms(), DEPOSIT);
        vm.expectEmit(address(channels));
        emit IPaymentChannels.Opened(idOf(someTerms()), payer, payee, packed);
        vm.prank(payer);
        channels.open(packed);
    }

    /// The payer is the sender: what another opens with the same words is another channel, from the other's tokens.
    function test_takesTheSenderForThePayer() external {
        token.mint(stranger, DEPOSIT);
        vm.prank(stranger);
        token.approve(address(channels), DEPOSIT);
        vm.prank(stranger);
        channels.open(Typed.pack(someTerms(), DEPOSIT));

        assertChannel(idOf(someTerms()), 0, 0, 0);
        ChannelTerms memory terms = someTerms();
        terms.payer = stranger;
        assertChannel(idOf(terms), DEPOSIT, 0, 0);
        assertBalance(payer, FUNDS, "payer");
        assertBalance(stranger, 0, "stranger");
    }

    function test_payerMayBeAContract() external {
        ContractPayer contractPayer = new ContractPayer();
        token.mint(address(contractPayer), DEPOSIT);
        contractPayer.open(channels, Typed.pack(someTerms(), DEPOSIT));

        ChannelTerms memory terms = someTerms();
        terms.payer = address(contractPayer);
        assertChannel(idOf(terms), DEPOSIT, 0, 0);
    }

    function test_closerMayBeZero() external {
        ChannelTerms memory terms = someTerms();
        terms.closer = address(0);
        assertChannel(openChannel(terms), DEPOSIT, 0, 0);
    }

    function testFuzz_idIsTheDigestOfTheTerms(ChannelTerms memory terms, uint96 deposit) external {
        terms.payer = payer;
        terms.openBy = uint40(bound(terms.openBy, START + 1, START + T));
        deposit = uint96(bound(deposit, 1, FUNDS));
        vm.assume(terms.signer != address(0));
        vm.assume(terms.payee != address(0) && terms.payee != address(channels));
        vm.prank(payer);
        channels.open(Typed.pack(terms, deposit));

        (uint96 stored,,) = channels.channel(idOf(terms), terms.signer, terms.payee);
        assertEq(stored, deposit, "deposit");
        assertEq(channels.channelIdOf(terms), idOf(terms), "channelIdOf");
    }

    function test_refusesNoDeposit() external {
        _refuse(someTerms(), 0, abi.encodeWithSelector(IPaymentChannels.ZeroDeposit.selector));
    }

    function test_refusesNoSigner() external {
        ChannelTerms memory terms = someTerms();
        terms.signer = address(0);
        _refuse(terms, DEPOSIT, abi.encodeWithSelector(IPaymentChannels.ZeroSigner.selector));
    }

    function test_refusesNoPayee() external {
        ChannelTerms memory terms = someTerms();
        terms.payee = address(0);
        _refuse(terms, DEPOSIT, abi.encodeWithSelector(IPaymentChannels.BadPayee.selector, address(0)));
    }

    function test_refusesItselfForPayee() external {
        ChannelTerms memory terms = someTerms();
        terms.payee = address(channels);
        _refuse(terms, DEPOSIT, abi.encodeWithSelector(IPaymentChannels.BadPayee.selector, address(channels)));
    }

    function test_takesTheWholeWindow() external {
        ChannelTerms memory terms = someTerms();
        terms.openBy = START + 1;
        openChannel(terms);
        terms.openBy = START + T;
        openChannel(terms);
    }

    function test_refusesJustOutsideTheWindow() external {
        _refuseOpenBy(START);
        _refuseOpenBy(START + T + 1);
    }

    function testFuzz_refusesOutsideTheWindow(uint40 openBy) external {
        vm.assume(openBy <= START || openBy > START + T);
        _refuseOpenBy(openBy);
    }

    function _refuseOpenBy(uint40 openBy) private {
        ChannelTerms memory terms = someTerms();
        terms.openBy = openBy;
        _refuse(terms, DEPOSIT, abi.encodeWithSelector(IPaymentChannels.BadOpenBy.selector, openBy, START, T));
    }

    function test_refusesAnOpenId() external {
        bytes32 channelId = openChannel(someTerms());
        _refuse(someTerms(), 1, abi.encodeWithSelector(IPaymentChannels.ChannelExists.selector, channelId));
    }

    function test_refusesAnIdThatEndedBeforeOpenBy() external {
        bytes32 channelId = openChannel(someTerms());
        vm.prank(payee);
        channels.closeNow(payer, Typed.pack(someTerms(), 0), noReceipt());
        assertChannel(channelId, 0, 0, START);

        vm.warp(someTerms().openBy - 1);
        _refuse(someTerms(), 1, abi.encodeWithSelector(IPaymentChannels.ChannelExists.selector, channelId));
    }

    function test_refusesAnIdThatEndedAfterOpenBy() external {
        bytes32 channelId = openChannel(someTerms());
        uint40 openBy = someTerms().openBy;
        vm.warp(openBy);
        vm.prank(payee);
        channels.closeNow(payer, Typed.pack(someTerms(), 0), noReceipt());
        assertChannel(channelId, 0, 0, 0);

        _refuse(someTerms(), 1, abi.encodeWithSelector(IPaymentChannels.BadOpenBy.selector, openBy, openBy, T));
    }

    function test_refusesWithoutAllowance() external {
        vm.prank(payer);
        token.approve(address(channels), DEPOSIT - 1);
        _refuse(someTerms(), DEPOSIT, abi.encodeWithSelector(IPaymentChannels.TransferFromFailed.selector));
    }

    function _refuse(ChannelTerms memory terms, uint96 deposit, bytes memory why) private {
        PackedTerms memory packed = Typed.pack(terms, deposit);
        vm.prank(payer);
        vm.expectRevert(why);
        channels.open(packed);
    }
}

contract ContractPayer {
    function open(IPaymentChannels channels, PackedTerms calldata terms) external {
        (bool ok,) =
            channels.token().call(abi.encodeWithSignature("approve(address,uint256)", address(channels), 1 << 255));
        require(ok);
        channels.open(terms);
    }
}
