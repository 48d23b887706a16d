// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPaymentChannels} from "../../src/interfaces/IPaymentChannels.sol";
import {ChannelTerms, SignedReceipt} from "../../src/interfaces/Types.sol";
import {ChannelsTest} from "../helpers/ChannelsTest.sol";
import {Typed} from "../helpers/Typed.sol";

/// @notice channel, channelIdOf and domainSeparator. Their plain use is asserted all over the other tests.
contract ViewsTest is ChannelsTest {
    function testFuzz_channelIsAllZeroWhereThereIsNone(bytes32 id, address signer_, address payee_) external view {
        (uint96 deposit, uint96 settled, uint40 closeAt) = channels.channel(id, signer_, payee_);
        assertEq(uint256(deposit) + settled + closeAt, 0, "channel");
    }

    /// One slot holds a channel, laid out as documented.
    function test_channelIsOneSlot() external {
        bytes32 channelId = openChannel(someTerms());
        channels.settle(channelId, payee, signReceipt(signerKey, channelId, 7));
        vm.prank(payer);
        channels.close(Typed.pack(someTerms(), 0));
        bytes32 key = keccak256(abi.encode(channelId, signer, payee));
        bytes32 slot = vm.load(address(channels), key);
        assertEq(slot, bytes32(abi.encodePacked(DEPOSIT, uint96(7), START + T, uint24(0))), "slot");
    }

    function test_domainFollowsTheChainId() external {
        assertEq(channels.domainSeparator(), Typed.domain(block.chainid, address(channels)), "domain");
        uint256 chainId = block.chainid;
        vm.chainId(chainId + 1);
        assertEq(channels.domainSeparator(), Typed.domain(chainId + 1, address(channels)), "domain after a fork");
        vm.chainId(chainId);
        assertEq(channels.domainSeparator(), Typed.domain(chainId, address(channels)), "domain again");
    }

    /// A fork that changes the chain's id leaves no deposit behind: ids stay, receipts are signed anew.
    function test_channelsOutliveAChainId() external {
        bytes32 channelId = openChannel(someTerms());
        vm.chainId(block.chainid + 1);
        assertEq(channels.channelIdOf(someTerms()), channelId, "id");
        channels.settle(channelId, payee, signReceipt(signerKey, channelId, 7));
        vm.prank(payer);
        channels.close(Typed.pack(someTerms(), 0));
        vm.warp(START + T);
        channels.withdraw(payer, Typed.pack(someTerms(), 0));
        assertBalance(payer, FUNDS - 7, "payer");
    }
}
