// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SignedPermit} from "../interfaces/Types.sol";

/// @title Permits
/// @notice EIP-2612 permits of msg.sender for this contract.
library Permits {
    /// @notice Shows the token a permit for amount. A failure is ignored: anyone can send a permit seen in the mempool
    /// first, and then the allowance is there all the same. Without it the transfer that follows fails.
    function tryPermit(address token, uint256 amount, SignedPermit calldata permit) internal {
        uint8 v = uint8(uint256(permit.vs) >> 255) + 27;
        bytes32 s = bytes32((uint256(permit.vs) << 1) >> 1);
        try IERC20Permit(token).permit(msg.sender, address(this), amount, permit.deadline, v, permit.r, s) {} catch {}
    }
}
