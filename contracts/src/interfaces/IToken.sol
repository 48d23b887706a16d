// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";

/// @title IToken
/// @notice What Portage uses of its token: ERC-20, and EIP-2612 where the token has it.
/// @dev Warning: tokens that take fees on transfer or change balances on their own are not supported.
interface IToken is IERC20Metadata, IERC20Permit {}
