// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @title DevToken
/// @notice FOR DEVNETS ONLY: anyone can mint any amount, so it is worth nothing. An ERC-20 with EIP-2612 permits.
contract DevToken is ERC20Permit {
    constructor() ERC20("Portage Dev Token, Worthless", "DEV") ERC20Permit("Portage Dev Token, Worthless") {}

    /// @notice Makes amount base units for an account. Anyone may.
    function mint(address account, uint256 amount) external {
        _mint(account, amount);
    }
}
