// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Relay} from "../../src/interfaces/Types.sol";
import {Histories, Log} from "../helpers/Histories.sol";

/// @notice Two relay operators. The first keeps one log and signs each of its sizes once; the second forks its log. The
/// thief makes of their Offers every accusation that it can think of.
contract Operators is Histories {
    uint256 internal constant PEOPLE = 2;
    uint256 internal constant MAX_LOG = 9;
    uint256 internal constant REWARD_PERCENT = 5;

    /// An operator, and its ghosts.
    struct Operator {
        address account;
        uint256[] keys; // all that it registered, the active one last
        address[] nodeKeys; // their addresses
        uint256 put;
        uint256 got;
        uint256 lost; // by slashing
        uint256 unbondedAt;
        uint256 stake;
    }

    Operator[PEOPLE] internal operators;
    mapping(address nodeKey => uint256) internal burntOf;
    bytes32[] internal log; // the honest relay's, of one channel
    mapping(uint256 key => uint64[]) internal signedSizes; // by honest key: the sizes that it signed an Offer for
    uint256 internal burnt;
    uint256 internal rewards;
    uint256 internal thiefKey = uint256(keccak256("thief"));
    address internal thief;

    /// @notice The first rule that a move broke: the id of the invariant, and what happened.
    string public broken;
    uint256 private nonce;

    function setUp() public override {
        super.setUp();
        thief = vm.addr(thiefKey);
        operators[0].account = operator;
        operators[1].account = vm.addr(uint256(keccak256("hostile operator")));
        fund(operators[1].account);
    }

    function operatorRegisters(uint256 who, uint256 amount) external {
        Operator storage o = operators[who % PEOPLE];
        (uint96 stake, uint256 key) = (MIN_STAKE + _amount(amount, 50e18), _newKey(who % PEOPLE));
        (bytes32 r, bytes32 vs) = signNodeKey(key, o.account);
        vm.prank(o.account);
        registry.register(vm.addr(key), r, vs, stake, DESCRIPTOR);

        _demand(o.stake == 0, "INV-RG-1: a second stake");
        _push(o, key);
        (o.stake, o.unbondedAt) = (stake, 0);
        o.put += stake;
    }

    function operatorAddsStake(uint256 who, uint256 amount) external {
        Operator storage o = operators[who % PEOPLE];
        uint96 more = 1 + _amount(amount, 50e18);
        vm.prank(o.account);
        registry.addStake(more);

        o.stake += more;
        o.put += more;
    }

    function operatorRotates(uint256 who) external {
        if (who % 4 != 0) return;
        Operator storage o = operators[(who >> 8) % PEOPLE];
        uint256 key = _newKey((who >> 8) % PEOPLE);
        (bytes32 r, bytes32 vs) = signNodeKey(key, o.account);
        vm.prank(o.account);
        registry.rotateNodeKey(vm.addr(key), r, vs);

        _demand(o.unbondedAt == 0 && o.stake != 0, "INV-RG-5: rotated while unbonding");
        _push(o, key);
    }

    /// A key with a signature of another key, or with its own for another operator.
    function operatorTakesKey(uint256 who, uint256 how) external {
        (uint256 other, uint256 key) = ((who + 1) % PEOPLE, _newKey(who % PEOPLE));
        (bytes32 r, bytes32 vs) = how % 2 == 0
            ? signNodeKey(thiefKey, operators[who % PEOPLE].account)
            : signNodeKey(key, operators[other].account);
        vm.prank(operators[who % PEOPLE].account);
        registry.rotateNodeKey(vm.addr(key), r, vs);

        _demand(false, "INV-RG-3: a key was registered without its signature");
    }

    function operatorBeginsUnstaking(uint256 who) external {
        if (who % 4 != 0) return;
        Operator storage o = operators[(who >> 8) % PEOPLE];
        vm.prank(o.account);
        registry.beginUnstaking();

        _demand(o.unbondedAt == 0, "INV-RG-5: unbonding began again");
        o.unbondedAt = block.timestamp + U;
    }

    function operatorFinishesUnstaking(uint256 who) external {
        Operator storage o = operators[who % PEOPLE];
        vm.prank(o.account);
        registry.finishUnstaking();

        _demand(o.unbondedAt != 0 && block.timestamp >= o.unbondedAt, "INV-RG-4: a stake left too early");
        o.got += o.stake;
        (o.stake, o.unbondedAt) = (0, 0);
    }

    /// The honest relay appends a record, and signs one Offer for the log as it is now.
    function relayOffers(uint256 seed) external {
        Operator storage o = operators[0];
        if (log.length == MAX_LOG || o.keys.length == 0) return;
        log.push(Log.leaf(abi.encode("record", log.length, seed)));
        signedSizes[o.keys[o.keys.length - 1]].push(uint64(log.length));
    }

    /// Two Offers of the honest relay, dressed up as two histories: sizes exchanged, leaves and paths of other places,
    /// inner nodes for leaves, a signature of another key.
    function thiefAccuses(uint256 seed, uint256 how) external {
        Operator storage o = operators[0];
        uint256 key = o.keys[seed % o.keys.length];
        uint64[] storage sizes = signedSizes[key];
        (uint64 first, uint64 second) = (sizes[(seed >> 8) % sizes.length], sizes[(seed >> 16) % sizes.length]);
        uint256 otherKey = how % 16 == 0 ? thiefKey : key;
        bytes memory proof = bytes.concat(
            CHANNEL_ID,
            packOffer(key, CHANNEL_ID, offerFor(log, first)),
            packOffer(otherKey, CHANNEL_ID, offerFor(log, second))
        );
        if (how % 8 != 0) proof = bytes.concat(proof, _lie(how, first, second));
        vm.prank(thief);
        registry.slash(proof);

        _demand(false, "INV-RG-7: an honest relay was slashed");
    }

    /// Two leaves at an index of the honest log, of which one is none, or is elsewhere.
    function _lie(uint256 how, uint256 first, uint256 second) private view returns (bytes memory) {
        (uint256 index, uint256 elsewhere) = ((how >> 8) % first, (how >> 16) % second);
        bytes32 leaf = log[index];
        bytes memory path = Log.path(log, index, 0, first);
        bytes32 lie = log[elsewhere];
        bytes memory pathToo = Log.path(log, elsewhere, 0, second);
        if (how % 3 == 0 && pathToo.length >= 32) {
            // The parent of a leaf for a leaf, and the rest of the path.
            uint256 end = elsewhere | 1;
            if (end < second) lie = Log.root(log, end - 1, end + 1);
            pathToo = _tail(pathToo);
        }
        if (how % 3 == 1) pathToo = Log.path(log, index, 0, second);
        return bytes.concat(abi.encodePacked(uint64(index), leaf, lie), path, pathToo);
    }

    function _tail(bytes memory path) private pure returns (bytes memory tail) {
        tail = new bytes(path.length - 32);
        for (uint256 i = 0; i < tail.length; ++i) {
            tail[i] = path[i + 32];
        }
    }

    /// The hostile relay signed two histories under one of its keys, and somebody shows them: the thief, or it itself.
    function thiefReports(uint256 seed, uint256 how) external {
        Operator storage o = operators[1];
        uint256 key = o.keys[seed % o.keys.length];
        address by = how % 3 == 0 ? o.account : thief;
        uint256 size = 1 + (how >> 8) % MAX_LOG;
        uint64 index = uint64((how >> 16) % size);
        bytes memory proof = how % 2 == 0
            ? sameSize(key)
            : byInclusion(key, someLog(size, 1), someLog(size + (how >> 24) % 3, 2), index);
        bool must = o.stake != 0 && burntOf[vm.addr(key)] == 0;
        vm.prank(by);
        try registry.slash(proof) {
            _demand(must, "INV-RG-9: slashed twice for one key, or without a stake");
            _slashed(o, vm.addr(key), by == o.account);
        } catch {
            _demand(!must, "INV-RG-10: two histories were not slashed");
        }
    }

    function _slashed(Operator storage o, address key, bool byItself) private {
        uint256 taken = o.stake < MIN_STAKE ? o.stake : MIN_STAKE;
        uint256 reward = taken * REWARD_PERCENT / 100;
        burntOf[key] = taken - reward;
        burnt += taken - reward;
        o.stake -= taken;
        o.lost += taken;
        if (byItself) o.got += reward;
        else rewards += reward;
        if (o.stake == 0) o.unbondedAt = 0;
    }

    function _newKey(uint256 who) private returns (uint256) {
        return uint256(keccak256(abi.encode("node key", who, ++nonce)));
    }

    function _push(Operator storage o, uint256 key) private {
        o.keys.push(key);
        o.nodeKeys.push(vm.addr(key));
    }

    function _amount(uint256 seed, uint256 most) private pure returns (uint96) {
        return uint96(seed % 16 == 0 ? most : (seed >> 8) % (most + 1));
    }

    /// @notice Remembers the first rule that was broken.
    function _demand(bool condition, string memory rule) private {
        if (!condition && bytes(broken).length == 0) broken = rule;
    }

    /// Mostly a day or so; now and then to the second before or of an unbondedAt.
    function timePasses(uint256 seed) external {
        uint256 to = block.timestamp + 1 + (seed >> 8) % (2 * uint256(T));
        uint256 unbondedAt = operators[seed % PEOPLE].unbondedAt;
        if (seed % 4 == 0 && unbondedAt > block.timestamp + 1) to = unbondedAt - (seed >> 128) % 2;
        vm.warp(to);
    }

    // What must hold

    function checkMoves() external view {
        assertTrue(bytes(broken).length == 0, broken);
    }

    /// INV-RG-4, INV-RG-5, INV-RG-8
    function checkStakes() external view {
        uint256 held = burnt;
        for (uint256 i = 0; i < PEOPLE; ++i) {
            Operator storage o = operators[i];
            held += o.stake;
            assertEq(token.balanceOf(o.account), FUNDS + o.got - o.put, "INV-RG-4: tokens of an operator");
            assertTrue(o.got + o.lost <= o.put + o.lost * REWARD_PERCENT / 100, "INV-RG-8: a slashed stake came back");
            Relay memory entry = registry.relayOf(o.account);
            assertEq(entry.stake, o.stake, "INV-RG-8: stake");
            assertEq(entry.unbondedAt, o.unbondedAt, "INV-RG-5: unbondedAt");
            assertTrue(!entry.staked || (o.unbondedAt == 0 && o.stake >= MIN_STAKE), "INV-RG-5: staked");
        }
        assertEq(token.balanceOf(address(registry)), held, "INV-RG-8: tokens of the registry");
        assertEq(token.balanceOf(thief), rewards, "INV-RG-8: tokens of the reporter");
    }

    /// INV-RG-2, INV-RG-7, INV-RG-8
    function checkNodeKeys() external view {
        for (uint256 i = 0; i < PEOPLE; ++i) {
            Operator storage o = operators[i];
            for (uint256 k = 0; k < o.nodeKeys.length; ++k) {
                address key = o.nodeKeys[k];
                assertEq(registry.operatorOf(key), o.account, "INV-RG-2: operator of a key");
                assertEq(registry.burntFor(key), burntOf[key], "INV-RG-8: burnt for a key");
                assertTrue(i != 0 || !registry.slashedKey(key), "INV-RG-7: an honest key was slashed");
            }
        }
    }
}
