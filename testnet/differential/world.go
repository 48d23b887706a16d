package differential

import (
	"bytes"
	"crypto/ecdsa"
	"fmt"
	"math/big"
	"math/rand/v2"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm/runtime"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/params"
	"github.com/holiman/uint256"

	"github.com/portage-relay/portage/contracts/bindings"
	"github.com/portage-relay/portage/proofs/forwarding"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

const (
	start     = 1_800_000_000 // head time of a case, Unix seconds, give or take
	keyCount  = 8
	nodeCount = 4 // of the keys: how many are registered node keys
)

var (
	channelsABI = must(bindings.PaymentChannelsMetaData.ParseABI())
	registryABI = must(bindings.RelayRegistryMetaData.ParseABI())

	chain = func() *params.ChainConfig {
		c := *params.AllDevChainProtocolChanges
		c.BogotaTime = nil // no chain has it yet
		return &c
	}()

	deployer = common.HexToAddress("0xde9107e4")
	operator = common.HexToAddress("0x09e4a704")
	// hoard is more than all deposits of a case together.
	hoard = new(big.Int).Lsh(common.Big1, 120)
)

// world is a token, the contracts, and the keys that cases draw from.
type world struct {
	state    *state.StateDB
	domain   typeddata.Domain
	token    common.Address
	registry common.Address
	keys     []*ecdsa.PrivateKey

	channelsABI bindings.PaymentChannels
	registryABI bindings.RelayRegistry
}

func newWorld() (*world, error) {
	db, err := state.New(types.EmptyRootHash, state.NewDatabaseForTesting())
	if err != nil {
		return nil, err
	}
	w := &world{state: db, channelsABI: *bindings.NewPaymentChannels(), registryABI: *bindings.NewRelayRegistry()}
	for i := range keyCount {
		key, err := crypto.ToECDSA(crypto.Keccak256([]byte("differential"), []byte{byte(i)}))
		if err != nil {
			return nil, err
		}
		w.keys = append(w.keys, key)
	}
	w.domain.ChainID = chain.ChainID.Uint64()
	if err := w.deploy(); err != nil {
		return nil, err
	}
	return w, w.registerNodeKeys()
}

func (w *world) deploy() (err error) {
	if w.token, err = w.create(&bindings.DevTokenMetaData, nil); err != nil {
		return err
	}
	args := w.channelsABI.PackConstructor(w.token, big.NewInt(86_400))
	if w.domain.Contract, err = w.create(&bindings.PaymentChannelsMetaData, args); err != nil {
		return err
	}
	args = w.registryABI.PackConstructor(w.domain.Contract, common.Big1, common.Big1, big.NewInt(86_402), common.Big1)
	if w.registry, err = w.create(&bindings.RelayRegistryMetaData, args); err != nil {
		return err
	}
	token := bindings.NewDevToken()
	for _, account := range []common.Address{operator, w.domain.Contract} {
		if _, err := w.call(deployer, w.token, start, token.PackMint(account, hoard)); err != nil {
			return err
		}
	}
	_, err = w.call(operator, w.token, start, token.PackApprove(w.registry, hoard))
	return err
}

func (w *world) create(meta *bind.MetaData, args []byte) (common.Address, error) {
	cfg := w.config(deployer, start)
	_, address, _, err := runtime.Create(append(common.FromHex(meta.Bin), args...), cfg)
	if err != nil {
		return common.Address{}, fmt.Errorf("deploy: %w", err)
	}
	w.state.SetNonce(deployer, w.state.GetNonce(deployer)+1, 0)
	return address, nil
}

// registerNodeKeys gives the operator the first nodeCount keys, one after the other.
func (w *world) registerNodeKeys() error {
	digest := receipt.NodeKeyRegistration{Registry: w.registry, Operator: operator}.Digest(w.domain)
	for i, key := range w.keys[:nodeCount] {
		sig, err := typeddata.Sign(key, digest)
		if err != nil {
			return err
		}
		call := w.registryABI.PackRotateNodeKey(address(key), sig.R(), sig.VS())
		if i == 0 {
			call = w.registryABI.PackRegister(address(key), sig.R(), sig.VS(), common.Big1, []byte("x"))
		}
		if _, err := w.call(operator, w.registry, start, call); err != nil {
			return fmt.Errorf("node key %d: %w", i, err)
		}
	}
	return nil
}

// fork is a copy whose state may be changed.
func (w *world) fork() *world {
	c := *w
	c.state = w.state.Copy()
	return &c
}

func (w *world) config(from common.Address, now uint64) *runtime.Config {
	return &runtime.Config{
		ChainConfig: chain, Origin: from, Time: now, State: w.state, GasLimit: 1 << 30,
	}
}

func (w *world) call(from, to common.Address, now uint64, data []byte) ([]byte, error) {
	out, _, err := runtime.Call(to, data, w.config(from, now))
	return out, err
}

// errorName names the error that a contract reverted with.
func errorName(a *abi.ABI, data []byte) (string, error) {
	for name, e := range a.Errors {
		if bytes.HasPrefix(data, e.ID[:4]) {
			return name, nil
		}
	}
	return "", fmt.Errorf("an error that is not in the ABI: %x", data)
}

// slot writes and reads a channel's one word: deposit u96 ‖ settled u96 ‖ closeAt u40 ‖ 0.
type slot struct{ key common.Hash }

func slotOf(d typeddata.Domain, t receipt.ChannelTerms) slot {
	return slot{receipt.SlotKey(t.ID(d), t.Signer, t.Payee)}
}

func (w *world) put(s slot, ch forwarding.Channel) {
	v := ch.Deposit.Int()
	v.Lsh(v, 96).Or(v, ch.Settled.Int()).Lsh(v, 40).Or(v, uint256.NewInt(ch.CloseAt)).Lsh(v, 24)
	w.state.SetState(w.domain.Contract, s.key, v.Bytes32())
}

func (w *world) get(s slot) forwarding.Channel {
	word := w.state.GetState(w.domain.Contract, s.key)
	return forwarding.Channel{
		Deposit: amountOf(word[:12]), Settled: amountOf(word[12:24]),
		CloseAt: new(big.Int).SetBytes(word[24:29]).Uint64(),
	}
}

// balance is an account's tokens.
func (w *world) balance(account common.Address) (*big.Int, error) {
	token := bindings.NewDevToken()
	out, err := w.call(deployer, w.token, start, token.PackBalanceOf(account))
	if err != nil {
		return nil, err
	}
	return token.UnpackBalanceOf(out)
}

// settled is the verdict on what a channel became: its slot, and what its payee got.
func (w *world) settled(s slot, payee common.Address) (Verdict, error) {
	ch := w.get(s)
	got, err := w.balance(payee)
	return Verdict{accepted, settledDetail(ch, got)}, err
}

func settledDetail(ch forwarding.Channel, payee *big.Int) string {
	return fmt.Sprintf("deposit %s settled %s closeAt %d payee %s", ch.Deposit, ch.Settled, ch.CloseAt, payee)
}

func address(key *ecdsa.PrivateKey) common.Address { return crypto.PubkeyToAddress(key.PublicKey) }

func (w *world) key(r *rand.Rand) *ecdsa.PrivateKey { return w.keys[r.IntN(len(w.keys))] }

func amountOf(b []byte) typeddata.Amount { return must(typeddata.AmountFromBytes(b)) }

// must is for what cannot fail: constants, and what was made here.
func must[T any](v T, err error) T {
	if err != nil {
		panic("differential: internal error: " + err.Error())
	}
	return v
}
