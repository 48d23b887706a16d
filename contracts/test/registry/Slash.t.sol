// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRelayRegistry} from "../../src/interfaces/IRelayRegistry.sol";
import {Relay} from "../../src/interfaces/Types.sol";
import {Inclusion} from "../../src/libraries/Inclusion.sol";
import {Signatures} from "../../src/libraries/Signatures.sol";
import {Histories, Log, Offer} from "../helpers/Histories.sol";
import {BlockingToken, FalseToken, ReentrantToken} from "../helpers/HostileTokens.sol";
import {Typed} from "../helpers/Typed.sol";

contract SlashTest is Histories {
    uint96 private constant REWARD = MIN_STAKE * 5 / 100;
    uint96 private constant BURNT = MIN_STAKE - REWARD;

    // How long an equivocation is: Equivocation.
    uint256 private constant OFFER_SIZE = 12 + 8 + 32 + 32 + 64;
    uint256 private constant SAME_SIZE = 32 + 2 * OFFER_SIZE;
    uint256 private constant PATHS = SAME_SIZE + 8 + 2 * 32;

    function setUp() public override {
        super.setUp();
        register();
    }

    // Two histories

    function test_slashesTwoOffersOfOneSize() external {
        bytes memory proof = sameSize(nodeKeyKey);
        vm.expectEmit(address(registry));
        emit IRelayRegistry.Slashed(operator, nodeKey, reporter, BURNT, REWARD);
        _slash(proof);

        Relay memory want = registered();
        (want.nodeKey, want.stake, want.staked) = (address(0), 0, false);
        assertRelay(want);
        assertTrue(registry.slashedKey(nodeKey), "slashedKey");
        assertEq(registry.burntFor(nodeKey), BURNT, "burntFor");
        assertEq(registry.operatorOf(nodeKey), operator, "operatorOf, for ever");
        assertBalance(reporter, REWARD, "reporter");
        assertBalance(address(registry), BURNT, "registry");
    }

    function test_slashesTwoLeavesAtOneIndex() external {
        bytes memory proof = byInclusion(nodeKeyKey, someLog(13, 1), someLog(SIZE, 2), 9);
        vm.expectEmit(address(registry));
        emit IRelayRegistry.Slashed(operator, nodeKey, reporter, BURNT, REWARD);
        _slash(proof);
        assertBalance(reporter, REWARD, "reporter");
    }

    /// Two Offers for one log size differ in an amount, in a table, or in the log.
    function testFuzz_slashesAnyDifferenceAtOneSize(Offer memory first, Offer memory second) external {
        second.logSize = first.logSize;
        bool same = keccak256(abi.encode(first)) == keccak256(abi.encode(second));
        bytes memory proof = packOffers(nodeKeyKey, first, second);
        if (same) vm.expectPartialRevert(IRelayRegistry.SameOffer.selector);
        _slash(proof);
    }

    /// Logs of all sizes, wherever they differ, against the recursive twin. The first is not the longer one.
    function testFuzz_slashesLogsOfAllSizes(uint256 size, uint256 sizeToo, uint256 index) external {
        sizeToo = bound(sizeToo, 1, 20);
        size = bound(size, 1, sizeToo);
        _slash(byInclusion(nodeKeyKey, someLog(size, 1), someLog(sizeToo, 2), uint64(bound(index, 0, size - 1))));
        assertTrue(registry.slashedKey(nodeKey), "slashedKey");
    }

    function testFuzz_slashesLargeLogs(uint256 levels, uint256 index) external {
        levels = bound(levels, 0, 63);
        _slash(byInclusionOfLarge(nodeKeyKey, levels, uint64(bound(index, 0, 2 ** levels - 1))));
    }

    /// Two leaves at one index count though the Offers are for one size.
    function test_slashesTwoLeavesOfLogsOfOneSize() external {
        _slash(byInclusion(nodeKeyKey, someLog(SIZE, 1), someLog(SIZE, 2), 0));
    }

    // Inclusion against its twin

    /// @notice Inclusion.root for bytes in calldata.
    function rootOf(bytes calldata path, bytes32 leaf, uint256 index, uint256 size)
        external
        view
        returns (bytes32 root, uint256 end)
    {
        return Inclusion.root(path, 0, leaf, index, size);
    }

    function test_inclusionOfAllSmallSizes() external view {
        for (uint256 size = 1; size <= 20; ++size) {
            bytes32[] memory log = someLog(size, 1);
            bytes32 want = Log.root(log, 0, size);
            for (uint256 index = 0; index < size; ++index) {
                bytes memory path = Log.path(log, index, 0, size);
                (bytes32 got, uint256 end) = this.rootOf(path, log[index], index, size);
                assertEq(got, want, "root");
                assertEq(end, path.length, "end");
            }
        }
    }

    function testFuzz_inclusionOfAnySize(uint64 size, uint64 index, bytes32 leaf) external view {
        vm.assume(size != 0);
        index %= size;
        uint256 count = Log.pathLength(index, size);
        bytes32[] memory nodes = someLog(count, 1);
        (bytes32 got, uint256 end) = this.rootOf(abi.encodePacked(nodes), leaf, index, size);
        assertEq(got, Log.climb(leaf, index, size, nodes, count), "root");
        assertEq(end, 32 * count, "end");
    }

    // An honest relay

    /// Of a log that was only appended to, and Offers for it one per size, nothing can be shown, whatever leaf and
    /// path a thief makes up.
    function testFuzz_anHonestLogIsSafe(uint256 size, uint256 sizeToo, uint256 index, bytes32 leaf) external {
        sizeToo = bound(sizeToo, 1, 20);
        size = bound(size, 1, sizeToo);
        index = bound(index, 0, size - 1);
        bytes32[] memory log = someLog(sizeToo, 1);
        bytes memory offers = packOffers(nodeKeyKey, offerFor(log, size), offerFor(log, sizeToo));
        vm.expectPartialRevert(
            size == sizeToo ? IRelayRegistry.SameOffer.selector : IRelayRegistry.NotSameSize.selector
        );
        _slash(offers);

        bytes memory paths = bytes.concat(Log.path(log, index, 0, size), Log.path(log, index, 0, sizeToo));
        bytes memory proof = bytes.concat(offers, abi.encodePacked(uint64(index), log[index], log[index]), paths);
        _refuse(proof, abi.encodeWithSelector(IRelayRegistry.SameLeaf.selector, log[index]));
        vm.assume(leaf != log[index]);
        bytes32 root = Log.root(log, 0, size);
        bytes32 rootToo = Log.root(log, 0, sizeToo);
        proof = bytes.concat(offers, abi.encodePacked(uint64(index), leaf, log[index]), paths);
        _refuse(proof, abi.encodeWithSelector(IRelayRegistry.NotIncluded.selector, leaf, root));
        proof = bytes.concat(offers, abi.encodePacked(uint64(index), log[index], leaf), paths);
        _refuse(proof, abi.encodeWithSelector(IRelayRegistry.NotIncluded.selector, leaf, rootToo));
    }

    /// An inner node in the place of a leaf would need a shorter path than index and size ask for.
    function testFuzz_anInnerNodeIsNoLeaf(uint256 levels, uint256 height, uint256 index, bytes1 node) external {
        levels = bound(levels, 1, 4);
        height = bound(height, 1, levels);
        index = bound(index, 0, 2 ** levels - 1);
        bytes32[] memory log = someLog(2 ** levels, 1);
        uint256 first = (index >> height) << height;
        bytes32 inner = Log.root(log, first, first + 2 ** height);
        bytes memory above = _from(Log.path(log, index, 0, log.length), 32 * height);
        bytes memory fill = new bytes(32 * height);
        fill[0] = node;

        bytes memory proof = _inner(log, uint64(index), inner, above);
        _refuse(proof, abi.encodeWithSelector(IRelayRegistry.BadProof.selector, proof.length));
        proof = _inner(log, uint64(index), inner, bytes.concat(fill, above));
        bytes32 root = Log.root(log, 0, log.length);
        _refuse(proof, abi.encodeWithSelector(IRelayRegistry.NotIncluded.selector, inner, root));
    }

    /// @dev A log, of which a node and a path are shown, and one that it was before, of which a leaf is.
    function _inner(bytes32[] memory log, uint64 index, bytes32 inner, bytes memory path)
        private
        view
        returns (bytes memory)
    {
        return bytes.concat(
            packOffers(nodeKeyKey, offerFor(log, log.length), offerFor(someLog(SIZE, 1), SIZE)),
            abi.encodePacked(index, inner, log[index]),
            path,
            Log.path(someLog(SIZE, 1), index, 0, SIZE)
        );
    }

    /// Digests are compared, not signature bytes: one Offer signed twice is one Offer.
    function test_refusesOneOfferSignedTwice() external {
        Offer memory o = offerFor(someLog(SIZE, 1), SIZE);
        bytes memory first = packOffer(nodeKeyKey, CHANNEL_ID, o);
        bytes32 digest = _digest(o);
        bytes memory proof = bytes.concat(CHANNEL_ID, first, _from(first, 0));
        _put(proof, 32 + OFFER_SIZE + 84, _signAgain(nodeKeyKey, digest));
        assertTrue(keccak256(_from(proof, 32 + OFFER_SIZE)) != keccak256(first), "another signature");
        _refuse(proof, abi.encodeWithSelector(IRelayRegistry.SameOffer.selector, digest));
    }

    /// @dev An ECDSA signature with the nonce 1: r is the generator's x, and s = digest + r · key.
    function _signAgain(uint256 key, bytes32 digest) private pure returns (bytes memory) {
        uint256 order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
        uint256 r = 0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798; // whose y is even
        uint256 s = addmod(uint256(digest), mulmod(r, key, order), order);
        return abi.encodePacked(r, s <= Signatures.MAX_S ? s : (order - s) | 1 << 255);
    }

    // What is taken

    /// 5 % to the reporter, rounded down, and the rest stays: of one base unit, all.
    function testFuzz_takesWhatASlashTakes(uint96 slashAmount, uint96 stake) external {
        stake = uint96(bound(stake, 1, type(uint96).max));
        slashAmount = uint96(bound(slashAmount, 1, stake));
        _deploy(stake, slashAmount);
        _register(nodeKeyKey, stake);
        _slash(sameSize(nodeKeyKey));

        uint256 reward = uint256(slashAmount) * 5 / 100;
        assertBalance(reporter, reward, "reporter");
        assertEq(registry.burntFor(nodeKey), slashAmount - reward, "burntFor");
        assertEq(registry.relayOf(operator).stake, stake - slashAmount, "stake");
        assertBalance(address(registry), stake - reward, "registry");
    }

    function test_takesWhatIsLeftIfThatIsLess() external {
        _deploy(MIN_STAKE, MIN_STAKE / 5 * 3);
        _register(nodeKeyKey, MIN_STAKE);
        _rotate();
        _slash(sameSize(nodeKeyKey));
        assertEq(registry.relayOf(operator).stake, MIN_STAKE / 5 * 2, "stake");
        _slash(sameSize(newNodeKeyKey));
        assertEq(registry.relayOf(operator).stake, 0, "stake");
        assertEq(registry.burntFor(newNodeKey), MIN_STAKE / 5 * 2 * 95 / 100, "burntFor");
        assertBalance(reporter, REWARD, "reporter");
    }

    /// What is burnt stays for ever: nothing that the operator can do moves it.
    function test_whatIsBurntStays() external {
        _slash(sameSize(nodeKeyKey));
        vm.prank(operator);
        vm.expectPartialRevert(IRelayRegistry.NotStaked.selector);
        registry.beginUnstaking();
        vm.prank(operator);
        vm.expectPartialRevert(IRelayRegistry.NotStaked.selector);
        registry.finishUnstaking();

        _register(newNodeKeyKey, MIN_STAKE);
        _unbond();
        vm.prank(operator);
        registry.finishUnstaking();
        assertBalance(operator, FUNDS - MIN_STAKE, "operator");
        assertBalance(address(registry), BURNT, "registry");
    }

    /// Reporting oneself, from whatever account, gets the reward and loses the rest.
    function test_reportingOneselfIsNoWayOut() external {
        bytes memory proof = sameSize(nodeKeyKey);
        vm.prank(operator);
        registry.slash(proof);
        assertBalance(operator, FUNDS - BURNT, "operator");
    }

    // Once for each key

    function test_slashesAKeyOnce() external {
        vm.prank(operator);
        registry.addStake(MIN_STAKE);
        _slash(sameSize(nodeKeyKey));
        bytes memory why = abi.encodeWithSelector(IRelayRegistry.AlreadySlashed.selector, nodeKey);
        _refuse(sameSize(nodeKeyKey), why);
        _refuse(byInclusion(nodeKeyKey, someLog(13, 1), someLog(SIZE, 2), 9), why);
        assertEq(registry.relayOf(operator).stake, MIN_STAKE, "stake");
    }

    function test_slashesARotatedKeyAndLeavesTheActiveOne() external {
        vm.prank(operator);
        registry.addStake(MIN_STAKE);
        _rotate();
        _slash(sameSize(nodeKeyKey));
        Relay memory want = registered();
        want.nodeKey = newNodeKey;
        assertRelay(want);

        _slash(sameSize(newNodeKeyKey));
        (want.nodeKey, want.stake, want.staked) = (address(0), 0, false);
        assertRelay(want);
    }

    /// Where a rotated key takes the whole stake there is nothing left that the active one could stand for.
    function test_aRotatedKeyCanTakeTheWholeStake() external {
        _rotate();
        _slash(sameSize(nodeKeyKey));
        Relay memory want = registered();
        (want.nodeKey, want.stake, want.staked) = (address(0), 0, false);
        assertRelay(want);
        assertEq(registry.operatorOf(newNodeKey), operator, "operatorOf, for ever");
    }

    /// With stake left but its key slashed, an operator is not staked until it rotates.
    function test_aSlashedKeyIsNotActive() external {
        vm.prank(operator);
        registry.addStake(MIN_STAKE);
        _slash(sameSize(nodeKeyKey));
        Relay memory want = registered();
        (want.nodeKey, want.staked) = (address(0), false);
        assertRelay(want);

        _rotate();
        (want.nodeKey, want.staked) = (newNodeKey, true);
        assertRelay(want);
    }

    function test_refusesToRegisterASlashedKeyAgain() external {
        _slash(sameSize(nodeKeyKey));
        (bytes32 r, bytes32 vs) = signNodeKey(nodeKeyKey, operator);
        vm.prank(operator);
        vm.expectRevert(abi.encodeWithSelector(IRelayRegistry.NodeKeyTaken.selector, nodeKey, operator));
        registry.register(nodeKey, r, vs, MIN_STAKE, DESCRIPTOR);
    }

    // Unbonding

    function test_slashesWhileUnbonding() external {
        _unbond();
        _slash(sameSize(nodeKeyKey));
        assertEq(registry.relayOf(operator).stake, 0, "stake");
        vm.prank(operator);
        vm.expectRevert(abi.encodeWithSelector(IRelayRegistry.NotStaked.selector, operator));
        registry.finishUnstaking();
    }

    /// Of a stake that was slashed while unbonding, the rest is paid out in its time.
    function test_theRestUnbonds() external {
        _deploy(MIN_STAKE, MIN_STAKE / 5);
        _register(nodeKeyKey, MIN_STAKE);
        _unbond();
        _slash(sameSize(nodeKeyKey));
        uint256 before = token.balanceOf(operator);
        vm.prank(operator);
        registry.finishUnstaking();
        assertBalance(operator, before + MIN_STAKE / 5 * 4, "operator");
    }

    /// Whose whole stake is gone while it unbonds is as one who never was: registering again, it is staked, and may
    /// not take the new stake out before that has unbonded.
    function test_registersAgainAfterItsWholeStakeIsGone() external {
        _unbond();
        _slash(sameSize(nodeKeyKey));
        assertEq(registry.relayOf(operator).unbondedAt, 0, "unbondedAt");
        _register(newNodeKeyKey, MIN_STAKE);
        Relay memory want = registered();
        (want.nodeKey, want.descriptorNumber) = (newNodeKey, 2);
        assertRelay(want);
        assertEq(registry.relayCount(), 1, "relayCount");
        vm.prank(operator);
        vm.expectRevert(abi.encodeWithSelector(IRelayRegistry.NotUnbonded.selector, operator, 0));
        registry.finishUnstaking();
    }

    /// While there is no stake there is nothing to take, and the key is not used up: it waits for the next stake.
    function test_theUnstakedKeepsItsKeysHistories() external {
        _unbond();
        vm.prank(operator);
        registry.finishUnstaking();
        bytes memory proof = sameSize(nodeKeyKey);
        _refuse(proof, abi.encodeWithSelector(IRelayRegistry.NotStaked.selector, operator));
        assertTrue(!registry.slashedKey(nodeKey), "slashedKey");

        _register(newNodeKeyKey, MIN_STAKE);
        _slash(proof);
        assertEq(registry.relayOf(operator).stake, 0, "stake");
    }

    // Whose Offers

    function test_refusesAKeyThatNobodyRegistered() external {
        bytes memory proof = sameSize(newNodeKeyKey);
        _refuse(proof, abi.encodeWithSelector(IRelayRegistry.UnknownNodeKey.selector, newNodeKey));
    }

    function test_refusesTwoKeys() external {
        Offer memory o = offerFor(someLog(SIZE, 1), SIZE);
        bytes memory first = packOffer(nodeKeyKey, CHANNEL_ID, o);
        o.cumAmount += 1;
        bytes memory proof = bytes.concat(CHANNEL_ID, first, packOffer(newNodeKeyKey, CHANNEL_ID, o));
        _refuse(proof, abi.encodeWithSelector(IRelayRegistry.NotOneKey.selector, nodeKey, newNodeKey));
    }

    function test_refusesNobody() external {
        bytes memory proof = sameSize(nodeKeyKey);
        _put(proof, 32 + 84, new bytes(64));
        _refuse(proof, abi.encodeWithSelector(IRelayRegistry.NotOneKey.selector, address(0), nodeKey));
        _put(proof, 32 + OFFER_SIZE + 84, new bytes(64));
        _refuse(proof, abi.encodeWithSelector(IRelayRegistry.NotOneKey.selector, address(0), address(0)));
    }

    function test_refusesAHighS() external {
        bytes memory proof = sameSize(nodeKeyKey);
        _put(proof, 32 + 84 + 32, abi.encode(Signatures.MAX_S + 1));
        _refuse(proof, abi.encodeWithSelector(IRelayRegistry.NotOneKey.selector, address(0), nodeKey));
    }

    function test_refusesOffersOfTwoChannels() external {
        Offer memory o = offerFor(someLog(SIZE, 1), SIZE);
        bytes memory first = packOffer(nodeKeyKey, CHANNEL_ID, o);
        o.cumAmount += 1;
        vm.expectPartialRevert(IRelayRegistry.NotOneKey.selector);
        _slash(bytes.concat(CHANNEL_ID, first, packOffer(nodeKeyKey, keccak256("another"), o)));
    }

    /// The payer alone signs Receipts; one by a node key would say nothing about its log.
    function test_refusesReceiptsForOffers() external {
        Offer memory o = offerFor(someLog(SIZE, 1), SIZE);
        bytes memory proof = sameSize(nodeKeyKey);
        bytes32 stateHash = Typed.state(o.logSize, o.logRoot, o.sessionsHash);
        (bytes32 r, bytes32 vs) = sign(nodeKeyKey, Typed.receipt(CHANNEL_ID, o.cumAmount, stateHash));
        _put(proof, 32 + 84, bytes.concat(r, vs));
        vm.expectPartialRevert(IRelayRegistry.NotOneKey.selector);
        _slash(proof);
    }

    function test_refusesOffersOfAnotherChain() external {
        bytes memory proof = sameSize(nodeKeyKey);
        vm.chainId(block.chainid + 1);
        vm.expectPartialRevert(IRelayRegistry.NotOneKey.selector);
        _slash(proof);
    }

    /// Two channels contracts may have two histories: an Offer is for one.
    function test_refusesOffersOfAnotherContract() external {
        channels = deployChannels(address(token), T);
        bytes memory proof = sameSize(nodeKeyKey);
        vm.expectPartialRevert(IRelayRegistry.NotOneKey.selector);
        _slash(proof);
    }

    // The bytes

    function test_refusesTwoSizesWithoutLeaves() external {
        bytes32[] memory log = someLog(SIZE, 1);
        bytes memory proof = packOffers(nodeKeyKey, offerFor(log, 13), offerFor(log, SIZE));
        _refuse(proof, abi.encodeWithSelector(IRelayRegistry.NotSameSize.selector, uint256(13), uint256(SIZE)));
    }

    function test_refusesAnIndexOutsideTheFirstLog() external {
        bytes memory proof = byInclusion(nodeKeyKey, someLog(13, 1), someLog(SIZE, 2), 12);
        proof[SAME_SIZE + 7] = bytes1(uint8(13));
        _refuse(proof, _badIndex(13, 13, SIZE));
        for (uint256 i = 0; i < 8; ++i) {
            proof[SAME_SIZE + i] = 0xff;
        }
        _refuse(proof, _badIndex(type(uint64).max, 13, SIZE));
    }

    function test_refusesTheLongerLogFirst() external {
        bytes memory proof = byInclusion(nodeKeyKey, someLog(SIZE, 1), someLog(13, 2), 9);
        _refuse(proof, _badIndex(9, SIZE, 13));
    }

    function test_refusesAnIndexOfAnEmptyLog() external {
        Offer memory empty = Offer(0, 0, sha256(""), keccak256("table"));
        bytes memory offers = packOffers(nodeKeyKey, empty, offerFor(someLog(SIZE, 1), SIZE));
        bytes memory leaves = abi.encodePacked(uint64(0), sha256("a"), sha256("b"));
        _refuse(bytes.concat(offers, leaves), _badIndex(0, 0, SIZE));
    }

    /// Every byte is signed, or leads to a root that is.
    function test_refusesEveryFlippedBit() external {
        bytes[2] memory proofs = [sameSize(nodeKeyKey), byInclusion(nodeKeyKey, someLog(13, 1), someLog(SIZE, 2), 9)];
        for (uint256 i = 0; i < proofs.length; ++i) {
            bytes memory proof = proofs[i];
            for (uint256 bit = 0; bit < 8 * proof.length; ++bit) {
                bytes1 flip = bytes1(uint8(2 ** (bit % 8)));
                proof[bit / 8] ^= flip;
                _refuseAny(proof);
                proof[bit / 8] ^= flip;
            }
        }
    }

    /// What breaks off is refused, and so is what goes on. Cut behind the Offers it is the other kind of proof.
    function test_refusesEveryOtherLength() external {
        bytes[2] memory proofs = [sameSize(nodeKeyKey), byInclusion(nodeKeyKey, someLog(13, 1), someLog(SIZE, 2), 9)];
        for (uint256 i = 0; i < proofs.length; ++i) {
            bytes memory proof = bytes.concat(proofs[i], new bytes(40));
            for (uint256 length = 0; length <= proof.length; ++length) {
                if (length == proofs[i].length) continue;
                bytes memory cut = bytes.concat(proof);
                assembly ("memory-safe") {
                    mstore(cut, length)
                }
                if (length == SAME_SIZE) vm.expectPartialRevert(IRelayRegistry.NotSameSize.selector);
                else if (length < PATHS || i == 1) _expectBadProof(length);
                else vm.expectPartialRevert(IRelayRegistry.SameLeaf.selector);
                _slash(cut);
            }
        }
    }

    /// Whatever is wrong with two histories by inclusion, what is told is what comes first in the rules.
    function testFuzz_tellsTheFirstFault(uint8 faults) external {
        bytes32[] memory log = someLog(13, 1);
        bytes32[] memory logToo = someLog(SIZE, 2);
        bytes32 leaf = _has(faults, 2) ? logToo[9] : log[9];
        bytes memory second =
            packOffer(_has(faults, 0) ? newNodeKeyKey : nodeKeyKey, CHANNEL_ID, offerFor(logToo, SIZE));
        bytes memory proof = bytes.concat(
            bytes.concat(CHANNEL_ID, packOffer(nodeKeyKey, CHANNEL_ID, offerFor(log, 13)), second),
            abi.encodePacked(uint64(_has(faults, 1) ? 13 : 9), leaf, logToo[9]),
            Log.path(_has(faults, 4) ? logToo : log, 9, 0, 13),
            Log.path(_has(faults, 5) ? log : logToo, 9, 0, _has(faults, 5) ? 13 : SIZE)
        );
        if (_has(faults, 3)) proof = bytes.concat(proof, hex"00");
        if (_has(faults, 6)) _slash(sameSize(nodeKeyKey));
        bytes4[7] memory errors = [
            IRelayRegistry.NotOneKey.selector,
            IRelayRegistry.BadIndex.selector,
            IRelayRegistry.SameLeaf.selector,
            IRelayRegistry.BadProof.selector,
            IRelayRegistry.NotIncluded.selector,
            IRelayRegistry.BadProof.selector,
            IRelayRegistry.AlreadySlashed.selector
        ];
        uint256 first = 0;
        while (first < errors.length && !_has(faults, first)) ++first;
        if (first == 4 && _has(faults, 5)) first = 5; // a path of another length
        if (first < errors.length) vm.expectPartialRevert(errors[first]);
        _slash(proof);
    }

    // Tokens

    function test_aTokenThatRefusesTheReporterUndoesAll() external {
        BlockingToken blocking = new BlockingToken();
        _deployWith(address(blocking));
        blocking.blockAccount(reporter);
        bytes memory proof = sameSize(nodeKeyKey);
        _refuse(proof, abi.encodeWithSelector(IRelayRegistry.TransferFailed.selector));
        assertRelay(registered());
        assertTrue(!registry.slashedKey(nodeKey), "slashedKey");

        vm.prank(stranger);
        registry.slash(proof);
        assertBalance(stranger, REWARD, "stranger");
    }

    function test_aFalseFromTheTokenUndoesAll() external {
        FalseToken falseToken = new FalseToken();
        _deployWith(address(falseToken));
        falseToken.refuse();
        _refuse(sameSize(nodeKeyKey), abi.encodeWithSelector(IRelayRegistry.TransferFailed.selector));
        assertRelay(registered());
    }

    function test_reenteringSlashesOnce() external {
        ReentrantToken reentrant = new ReentrantToken();
        _deployWith(address(reentrant));
        vm.prank(operator);
        registry.addStake(MIN_STAKE);
        bytes memory proof = sameSize(nodeKeyKey);
        reentrant.arm(address(registry), abi.encodeCall(registry.slash, (proof)));
        _slash(proof);
        assertTrue(!reentrant.returned(), "reentrant slash reverts");
        assertBalance(reporter, REWARD, "reporter");
        assertEq(registry.relayOf(operator).stake, MIN_STAKE, "stake");
    }

    /// An operator that unstakes in the middle of being slashed gets what the slash has left.
    function test_reenteringFromUnstakingTakesNothingBack() external {
        ReentrantToken reentrant = new ReentrantToken();
        _deployWith(address(reentrant));
        _unbond();
        bytes memory proof = sameSize(nodeKeyKey);
        reentrant.arm(address(registry), abi.encodeCall(registry.slash, (proof)));
        vm.prank(operator);
        registry.finishUnstaking();
        assertTrue(!reentrant.returned(), "reentrant slash finds no stake");
        assertTrue(!registry.slashedKey(nodeKey), "and does not use the key up");
        assertBalance(operator, FUNDS, "operator");
    }

    // Shorthands

    function _slash(bytes memory proof) private {
        vm.prank(reporter);
        registry.slash(proof);
    }

    function _refuse(bytes memory proof, bytes memory why) private {
        vm.expectRevert(why);
        _slash(proof);
    }

    /// @dev Asserts that a proof is refused, for whatever reason of the proof.
    function _refuseAny(bytes memory proof) private {
        try registry.slash(proof) {
            assertTrue(false, "refused");
        } catch (bytes memory why) {
            assertTrue(why.length >= 4, "refused by an error of the contract");
        }
    }

    function _expectBadProof(uint256 length) private {
        vm.expectRevert(abi.encodeWithSelector(IRelayRegistry.BadProof.selector, length));
    }

    function _badIndex(uint256 index, uint256 first, uint256 second) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IRelayRegistry.BadIndex.selector, index, first, second);
    }

    function _has(uint8 faults, uint256 i) private pure returns (bool) {
        return (faults >> i) & 1 == 1;
    }

    function _digest(Offer memory o) private view returns (bytes32) {
        bytes32 stateHash = Typed.state(o.logSize, o.logRoot, o.sessionsHash);
        bytes32 domain = Typed.domain(block.chainid, address(channels));
        return Typed.digest(domain, Typed.offer(CHANNEL_ID, o.cumAmount, stateHash));
    }

    /// @dev What begins at an offset.
    function _from(bytes memory whole, uint256 pos) private pure returns (bytes memory rest) {
        rest = new bytes(whole.length - pos);
        for (uint256 i = 0; i < rest.length; ++i) {
            rest[i] = whole[pos + i];
        }
    }

    /// @dev Writes part over what is at an offset.
    function _put(bytes memory whole, uint256 pos, bytes memory part) private pure {
        for (uint256 i = 0; i < part.length; ++i) {
            whole[pos + i] = part[i];
        }
    }

    /// @dev A registry in the place of the usual one.
    function _deploy(uint96 minStake, uint96 slashAmount) private {
        registry = deployRegistry(channels, minStake, slashAmount, U, MARGIN);
        fund(operator);
        token.mint(operator, minStake);
    }

    /// @dev The usual registry over another token.
    function _deployWith(address token_) private {
        useToken(token_);
        registry = deployRegistry(channels, MIN_STAKE, U, MARGIN);
        fund(operator);
        register();
    }

    function _register(uint256 key, uint96 stake) private {
        (bytes32 r, bytes32 vs) = signNodeKey(key, operator);
        vm.prank(operator);
        registry.register(vm.addr(key), r, vs, stake, DESCRIPTOR);
    }

    function _rotate() private {
        (bytes32 r, bytes32 vs) = signNodeKey(newNodeKeyKey, operator);
        vm.prank(operator);
        registry.rotateNodeKey(newNodeKey, r, vs);
    }

    /// @dev Begins to unstake, and lets the unbonding period pass.
    function _unbond() private {
        vm.prank(operator);
        registry.beginUnstaking();
        vm.warp(block.timestamp + U);
    }
}
