// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IPaymentChannels} from "../../src/interfaces/IPaymentChannels.sol";
import {ChannelTerms, PackedTerms, SignedPermit} from "../../src/interfaces/Types.sol";
import {ChannelsTest} from "../helpers/ChannelsTest.sol";
import {Typed} from "../helpers/Typed.sol";

/// @notice openMany and openManyWithPermit.
contract OpenManyTest is ChannelsTest {
    function testFuzz_opensAllWithOneTransfer(uint96[5] memory deposits) external {
        PackedTerms[] memory packed = new PackedTerms[](deposits.length);
        uint256 total;
        for (uint256 i = 0; i < deposits.length; ++i) {
            deposits[i] = uint96(bound(deposits[i], 1, FUNDS / deposits.length));
            packed[i] = Typed.pack(_terms(i), deposits[i]);
            total += deposits[i];
        }
        vm.expectCall(address(token), abi.encodeCall(IERC20.transferFrom, (payer, address(channels), total)), 1);
        vm.prank(payer);
        channels.openMany(packed);

        for (uint256 i = 0; i < deposits.length; ++i) {
            assertChannel(idOf(_terms(i)), deposits[i], 0, 0);
        }
        assertBalance(address(channels), total, "channels");
    }

    function test_emitsEach() external {
        PackedTerms[] memory packed = _two();
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectEmit(address(channels));
            emit IPaymentChannels.Opened(idOf(_terms(i)), payer, payee, packed[i]);
        }
        vm.prank(payer);
        channels.openMany(packed);
    }

    function test_opensAllOrNone() external {
        bytes32 second = openChannel(_terms(1));
        vm.prank(payer);
        vm.expectRevert(abi.encodeWithSelector(IPaymentChannels.ChannelExists.selector, second));
        channels.openMany(_two());
        assertChannel(idOf(_terms(0)), 0, 0, 0);
    }

    function test_refusesOneTwice() external {
        PackedTerms[] memory packed = _two();
        packed[1] = packed[0];
        vm.prank(payer);
        vm.expectRevert(abi.encodeWithSelector(IPaymentChannels.ChannelExists.selector, idOf(_terms(0))));
        channels.openMany(packed);
    }

    function test_permitIsForTheSum() external {
        vm.prank(payer);
        token.approve(address(channels), 0);
        SignedPermit memory permit = signPermit(payerKey, address(channels), 2 * uint256(DEPOSIT));
        vm.prank(payer);
        channels.openManyWithPermit(_two(), permit);

        assertChannel(idOf(_terms(1)), DEPOSIT, 0, 0);
        assertBalance(address(channels), 2 * uint256(DEPOSIT), "channels");
        assertEq(token.allowance(payer, address(channels)), 0, "allowance left");
    }

    function test_refusesABadPermitWithoutAllowance() external {
        vm.prank(payer);
        token.approve(address(channels), 0);
        SignedPermit memory permit = signPermit(payerKey, address(channels), DEPOSIT);
        vm.prank(payer);
        vm.expectRevert(IPaymentChannels.TransferFromFailed.selector);
        channels.openManyWithPermit(_two(), permit);
    }

    function _terms(uint256 i) private view returns (ChannelTerms memory terms) {
        terms = someTerms();
        terms.salt += uint56(i);
    }

    function _two() private view returns (PackedTerms[] memory packed) {
        packed = new PackedTerms[](2);
        packed[0] = Typed.pack(_terms(0), DEPOSIT);
        packed[1] = Typed.pack(_terms(1), DEPOSIT);
    }
}
