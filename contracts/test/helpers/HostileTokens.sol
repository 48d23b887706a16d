// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @notice What the hostile tokens are when they behave.
abstract contract PlainToken is ERC20Permit {
    constructor() ERC20("Hostile", "HOST") ERC20Permit("Hostile") {}

    function mint(address account, uint256 amount) external {
        _mint(account, amount);
    }
}

/// @notice Says false instead of reverting, once told so.
contract FalseToken is PlainToken {
    bool public refusing;

    function refuse() external {
        refusing = true;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        return refusing ? false : super.transfer(to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        return refusing ? false : super.transferFrom(from, to, amount);
    }
}

/// @notice Returns nothing from transfer and transferFrom, as USDT does. The signatures are not ERC-20's.
contract SilentToken {
    mapping(address account => uint256) public balanceOf;

    function mint(address account, uint256 amount) external {
        balanceOf[account] += amount;
    }

    function approve(address, uint256) external {}

    function transfer(address to, uint256 amount) external {
        _move(msg.sender, to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) external {
        _move(from, to, amount);
    }

    function _move(address from, address to, uint256 amount) private {
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
    }
}

/// @notice Refuses to pay one account.
contract BlockingToken is PlainToken {
    address public blocked;

    function blockAccount(address account) external {
        blocked = account;
    }

    function _update(address from, address to, uint256 amount) internal override {
        require(to != blocked || to == address(0), "blocked");
        super._update(from, to, amount);
    }
}

/// @notice Keeps one in a hundred.
contract FeeToken is PlainToken {
    function _update(address from, address to, uint256 amount) internal override {
        if (from == address(0) || to == address(0)) return super._update(from, to, amount);
        super._update(from, address(0), amount / 100);
        super._update(from, to, amount - amount / 100);
    }
}

/// @notice Calls back once, before it moves anything, as tokens with hooks do.
contract ReentrantToken is PlainToken {
    address private target;
    bytes private callback;
    bool public returned;

    /// @notice Calls target with callback in the next transfer.
    function arm(address target_, bytes calldata callback_) external {
        (target, callback) = (target_, callback_);
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (target != address(0)) {
            address callee = target;
            target = address(0);
            (returned,) = callee.call(callback);
        }
        super._update(from, to, amount);
    }
}
