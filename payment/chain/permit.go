package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"github.com/portage-relay/portage/contracts/bindings"
	"github.com/portage-relay/portage/proofs/typeddata"
)

// permitLifetime is how long a permit is good for, in seconds of head time.
const permitLifetime = 3600

var (
	tokenDomainType = crypto.Keccak256([]byte("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"))
	permitType      = crypto.Keccak256([]byte("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"))
)

// errNoPermit says that the token has no EIP-2612 permit that could be signed with certainty.
var errNoPermit = errors.New("chain: token takes no permits")

// allow makes sure that spender may pull amount from the account: nil where the allowance is there
// already, a permit to send along where the token takes one, and else by an approve of just this amount.
func (a *Account) allow(ctx context.Context, spender common.Address, amount typeddata.Amount) (*bindings.SignedPermit, error) {
	allowance, err := a.c.Allowance(ctx, a.Address(), spender)
	if err != nil {
		return nil, err
	}
	if !allowance.Lt(amount.Int()) {
		return nil, nil
	}
	permit, err := a.signPermit(ctx, spender, amount)
	if errors.Is(err, errNoPermit) {
		_, err = a.Approve(ctx, spender, amount.Int())
		return nil, err
	}
	return permit, err
}

// pulled returns the error of a move that pulls amount from the account: ErrInsufficientTokens where that is why.
func (a *Account) pulled(ctx context.Context, amount typeddata.Amount, err error) error {
	if !errors.Is(err, ErrTransferFromFailed) {
		return err
	}
	balance, lookErr := a.c.TokenBalance(ctx, a.Address())
	if lookErr != nil || !balance.Lt(amount.Int()) {
		return err
	}
	return fmt.Errorf("%w: %s has %s base units of token %s, needs %s", ErrInsufficientTokens, a.Address(), balance.Dec(), a.c.token, amount)
}

// Approve lets spender (the channels or the registry) pull up to amount base units from the account, in place of
// what was allowed before.
func (a *Account) Approve(ctx context.Context, spender common.Address, amount *uint256.Int) (Mined, error) {
	token := a.c.token
	return a.send(ctx, payload{to: &token, data: tokenABI.PackApprove(spender, amount.ToBig())})
}

// signPermit signs an EIP-2612 permit for exactly amount.
func (a *Account) signPermit(ctx context.Context, spender common.Address, amount typeddata.Amount) (*bindings.SignedPermit, error) {
	separator, err := a.c.tokenSeparator(ctx)
	if err != nil {
		return nil, err
	}
	nonce, err := a.c.viewUint(ctx, tokenABI.PackNonces(a.Address()), tokenABI.UnpackNonces)
	if err != nil {
		return nil, err
	}
	head, err := a.c.Head(ctx)
	if err != nil {
		return nil, err
	}
	deadline := uint256.NewInt(head.Time + permitLifetime)
	owner, to := addressTopic(a.Address()), addressTopic(spender)
	value, n, end := amount.Int().Bytes32(), nonce.Bytes32(), deadline.Bytes32()
	message := crypto.Keccak256(permitType, owner[:], to[:], value[:], n[:], end[:])
	sig, err := a.signer.SignDigest(ctx, crypto.Keccak256Hash([]byte{0x19, 0x01}, separator[:], message))
	if err != nil {
		return nil, fmt.Errorf("chain: sign permit: %w", err)
	}
	return &bindings.SignedPermit{Deadline: deadline.ToBig(), R: sig.R(), Vs: sig.VS()}, nil
}

// tokenSeparator returns the token's EIP-712 domain separator. It is never taken on the RPC's word, which could
// have a permit signed for another token or chain: only the name is, and the rest is recomputed.
func (c *Client) tokenSeparator(ctx context.Context) (common.Hash, error) {
	var revert *RevertError
	told, err := view(ctx, c, c.token, tokenABI.PackDOMAINSEPARATOR(), tokenABI.UnpackDOMAINSEPARATOR)
	if errors.As(err, &revert) || errors.Is(err, errEmptyAnswer) {
		return common.Hash{}, fmt.Errorf("%w: %w", errNoPermit, err)
	} else if err != nil {
		return common.Hash{}, err
	}
	name, err := view(ctx, c, c.token, tokenABI.PackName(), tokenABI.UnpackName)
	if err != nil {
		return common.Hash{}, err
	}
	for _, version := range []string{"1", "2"} { // OpenZeppelin's, and USDC's
		if separator := c.separatorOf(name, version); separator == told {
			return separator, nil
		}
	}
	return common.Hash{}, fmt.Errorf("%w: domain of another shape", errNoPermit)
}

func (c *Client) separatorOf(name, version string) common.Hash {
	id := common.BigToHash(new(big.Int).SetUint64(c.domain.ChainID))
	token := addressTopic(c.token)
	return crypto.Keccak256Hash(tokenDomainType, crypto.Keccak256([]byte(name)), crypto.Keccak256([]byte(version)), id[:], token[:])
}
