// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IToken} from "../../src/interfaces/IToken.sol";

/// @notice DevToken, and the hostile tokens.
interface IMintableToken is IToken {
    function mint(address account, uint256 amount) external;
}
