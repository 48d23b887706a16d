package receipt_test

import (
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"

	"github.com/portage-relay/portage/proofs/internal/vectors"
	"github.com/portage-relay/portage/proofs/price"
	"github.com/portage-relay/portage/proofs/receipt"
	"github.com/portage-relay/portage/proofs/typeddata"
)

type messageFile struct {
	About      string            `json:"about"`
	Types      apitypes.Types    `json:"types"`
	Domain     vectors.Domain    `json:"domain"`
	PrivateKey common.Hash       `json:"privateKey"`
	Messages   []vectors.Message `json:"messages"`
}

func fields(nameType ...string) []apitypes.Type {
	var out []apitypes.Type
	for i := 0; i < len(nameType); i += 2 {
		out = append(out, apitypes.Type{Name: nameType[i], Type: nameType[i+1]})
	}
	return out
}

var (
	balance = fields("channelId", "bytes32", "cumAmount", "uint96", "state", "State")
	types   = apitypes.Types{
		"ChannelTerms": fields("payer", "address", "signer", "address", "payee", "address", "closer", "address",
			"creditCap", "uint96", "openBy", "uint40", "salt", "uint56"),
		"SessionAuthorization": fields("channelId", "bytes32", "sessionId", "uint64", "keyA", "address", "keyB", "address",
			"pricePerGiB", "uint96", "flatPrice", "uint96", "maxAmount", "uint96", "ackDeadline", "uint64"),
		"State":        fields("logSize", "uint64", "logRoot", "bytes32", "sessionsHash", "bytes32"),
		"Offer":        balance,
		"Receipt":      balance,
		"CloseConsent": fields("channelId", "bytes32", "atLeast", "uint96"),
		"Quote": fields("payee", "address", "closer", "address", "nodeKey", "address", "creditCap", "uint96", "w0", "uint96",
			"pricePerGiB", "uint96", "flatPrice", "uint96", "epsPermille", "uint16", "expiry", "uint64"),
		"NodeKeyRegistration": fields("registry", "address", "operator", "address"),
	}
)

// The messages in the JSON of eth_signTypedData_v4, with integers as decimal strings.
type (
	termsJSON struct {
		Payer     common.Address   `json:"payer"`
		Signer    common.Address   `json:"signer"`
		Payee     common.Address   `json:"payee"`
		Closer    common.Address   `json:"closer"`
		CreditCap typeddata.Amount `json:"creditCap"`
		OpenBy    uint64           `json:"openBy,string"`
		Salt      uint64           `json:"salt,string"`
	}
	authorizationJSON struct {
		ChannelID   common.Hash      `json:"channelId"`
		SessionID   uint64           `json:"sessionId,string"`
		KeyA        common.Address   `json:"keyA"`
		KeyB        common.Address   `json:"keyB"`
		PricePerGiB typeddata.Amount `json:"pricePerGiB"`
		FlatPrice   typeddata.Amount `json:"flatPrice"`
		MaxAmount   typeddata.Amount `json:"maxAmount"`
		AckDeadline uint64           `json:"ackDeadline,string"`
	}
	stateJSON struct {
		LogSize      uint64      `json:"logSize,string"`
		LogRoot      common.Hash `json:"logRoot"`
		SessionsHash common.Hash `json:"sessionsHash"`
	}
	offerJSON struct {
		ChannelID common.Hash      `json:"channelId"`
		CumAmount typeddata.Amount `json:"cumAmount"`
		State     stateJSON        `json:"state"`
	}
	receiptJSON offerJSON
	consentJSON struct {
		ChannelID common.Hash      `json:"channelId"`
		AtLeast   typeddata.Amount `json:"atLeast"`
	}
	quoteJSON struct {
		Payee       common.Address   `json:"payee"`
		Closer      common.Address   `json:"closer"`
		NodeKey     common.Address   `json:"nodeKey"`
		CreditCap   typeddata.Amount `json:"creditCap"`
		W0          typeddata.Amount `json:"w0"`
		PricePerGiB typeddata.Amount `json:"pricePerGiB"`
		FlatPrice   typeddata.Amount `json:"flatPrice"`
		EpsPermille uint16           `json:"epsPermille,string"`
		Expiry      uint64           `json:"expiry,string"`
	}
	registrationJSON struct {
		Registry common.Address `json:"registry"`
		Operator common.Address `json:"operator"`
	}
)

// message is what the vectors ask of each message.
type message interface {
	Digest(typeddata.Domain) common.Hash
}

type terms receipt.ChannelTerms

func (t terms) Digest(d typeddata.Domain) common.Hash { return receipt.ChannelTerms(t).ID(d) }

// parse reads the JSON of a message into ours.
func parse(primaryType string, raw []byte) (message, error) {
	switch primaryType {
	case "ChannelTerms":
		return into(raw, func(j termsJSON) message { return terms(j) })
	case "SessionAuthorization":
		return into(raw, func(j authorizationJSON) message {
			return receipt.SessionAuthorization{
				ChannelID: j.ChannelID, SessionID: j.SessionID, KeyA: j.KeyA, KeyB: j.KeyB,
				Tariff:      price.Tariff{PerGiB: j.PricePerGiB, Flat: j.FlatPrice, Max: j.MaxAmount},
				AckDeadline: j.AckDeadline,
			}
		})
	case "Offer":
		return into(raw, func(j offerJSON) message { return offer(j) })
	case "Receipt":
		return into(raw, func(j receiptJSON) message { return offer(offerJSON(j)).Receipt() })
	case "CloseConsent":
		return into(raw, func(j consentJSON) message { return receipt.CloseConsent(j) })
	case "Quote":
		return into(raw, func(j quoteJSON) message { return receipt.Quote(j) })
	case "NodeKeyRegistration":
		return into(raw, func(j registrationJSON) message { return receipt.NodeKeyRegistration(j) })
	}
	return nil, fmt.Errorf("unknown type %s", primaryType)
}

func into[J any](raw []byte, convert func(J) message) (message, error) {
	var j J
	err := vectors.Decode(raw, &j)
	return convert(j), err
}

func offer(j offerJSON) receipt.Offer {
	return receipt.Offer{ChannelID: j.ChannelID, CumAmount: j.CumAmount, State: receipt.State(j.State)}
}

func TestVectorsMessages(t *testing.T) {
	file := vectors.Load(t, "messages.json", deriveMessages)
	d := typeddata.Domain{ChainID: file.Domain.ChainID, Contract: file.Domain.VerifyingContract}
	key, err := crypto.ToECDSA(file.PrivateKey[:])
	if err != nil {
		t.Fatal(err)
	}
	seen := map[common.Hash]string{}
	for _, v := range file.Messages {
		name := v.PrimaryType + ", " + v.Comment
		if v.PrimaryType == "State" {
			checkState(t, v)
			continue
		}
		m, err := parse(v.PrimaryType, v.Message)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := m.Digest(d); got != v.Digest {
			t.Errorf("%s: digest: got %s, want %s", name, got, v.Digest)
		}
		sig := typeddata.Signature(v.Signature)
		if err := typeddata.Verify(v.Digest, sig, crypto.PubkeyToAddress(key.PublicKey)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if a, ok := m.(receipt.SessionAuthorization); ok && a.Hash(d, sig) != v.Hash {
			t.Errorf("%s: hash: got %s, want %s", name, a.Hash(d, sig), v.Hash)
		}
		if other, ok := seen[v.Digest]; ok {
			t.Errorf("%s has the digest of %s", name, other)
		}
		seen[v.Digest] = name
	}
}

func checkState(t *testing.T, v vectors.Message) {
	var j stateJSON
	if err := vectors.Decode(v.Message, &j); err != nil {
		t.Fatal(err)
	}
	if got := receipt.State(j).Hash(); got != v.HashStruct {
		t.Errorf("State, %s: got %s, want %s", v.Comment, got, v.HashStruct)
	}
}

var (
	addressA = common.HexToAddress("0xa1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4")
	addressB = common.HexToAddress("0xb1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4")
	addressC = common.HexToAddress("0xc1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4")
	addressD = common.HexToAddress("0xd1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4")
	hash1    = common.HexToHash("0x0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20")
	hash2    = common.HexToHash("0x2122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f40")
	hash3    = common.HexToHash("0x4142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f60")
	ones     = common.MaxHash
	most     = typeddata.MaxAmount()
	n        = typeddata.NewAmount
)

func deriveMessages() messageFile {
	file := messageFile{
		About: "EIP-712 messages about money: JSON as eth_signTypedData_v4 takes it, with typeHash, hashStruct and digest. " +
			"signature: the digest signed by privateKey. hash: SHA-256(digest ‖ signature), a record's authHash. " +
			"State is only ever nested: its hashStruct is the contract's stateHash.",
		Types: types, Domain: vectors.Devnet, PrivateKey: vectors.Key,
	}
	add := func(primaryType string, plain, zero, full any) {
		for _, m := range []struct {
			comment string
			message any
		}{{"plain", plain}, {"all zero", zero}, {"every bit set", full}} {
			v := vectors.Derive(vectors.Devnet, types, primaryType, m.comment, m.message)
			if primaryType == "State" { // never signed by itself
				v.Digest, v.Signature = common.Hash{}, nil
			}
			if primaryType != "SessionAuthorization" {
				v.Hash = common.Hash{}
			}
			file.Messages = append(file.Messages, v)
		}
	}
	state, full := stateJSON{7, hash2, hash3}, stateJSON{math.MaxUint64, ones, ones}
	add("ChannelTerms",
		termsJSON{addressA, addressB, addressC, addressD, n(4_000_000), 1_800_000_000, 0x0123456789abcd},
		termsJSON{},
		termsJSON{common.MaxAddress, common.MaxAddress, common.MaxAddress, common.MaxAddress, most, 1<<40 - 1, 1<<56 - 1})
	add("SessionAuthorization",
		authorizationJSON{hash1, 1_800_000_000_000 << 20, addressA, addressB, n(1_000_000), n(10), n(5_000_000), 1_800_700_000},
		authorizationJSON{},
		authorizationJSON{ones, math.MaxUint64, common.MaxAddress, common.MaxAddress, most, most, most, math.MaxUint64})
	add("State", state, stateJSON{}, full)
	add("Offer", offerJSON{hash1, n(123_456_789), state}, offerJSON{}, offerJSON{ones, most, full})
	add("Receipt", receiptJSON{hash1, n(123_456_789), state}, receiptJSON{}, receiptJSON{ones, most, full})
	add("CloseConsent", consentJSON{hash1, n(123_456_789)}, consentJSON{}, consentJSON{ones, most})
	add("Quote",
		quoteJSON{addressC, addressD, addressA, n(4_000_000), n(1_000), n(1_000_000), n(10), 20, 1_800_000_000},
		quoteJSON{},
		quoteJSON{common.MaxAddress, common.MaxAddress, common.MaxAddress, most, most, most, most, math.MaxUint16, math.MaxUint64})
	add("NodeKeyRegistration", registrationJSON{addressA, addressB}, registrationJSON{},
		registrationJSON{common.MaxAddress, common.MaxAddress})
	return file
}

type channelFile struct {
	About string       `json:"about"`
	Slots []slotVector `json:"slots"`
}

type slotVector struct {
	ChannelID common.Hash    `json:"channelId"`
	Signer    common.Address `json:"signer"`
	Payee     common.Address `json:"payee"`
	SlotKey   common.Hash    `json:"slotKey"`
}

func TestVectorsChannels(t *testing.T) {
	file := vectors.Load(t, "channels.json", deriveChannels)
	for _, v := range file.Slots {
		if got := receipt.SlotKey(v.ChannelID, v.Signer, v.Payee); got != v.SlotKey {
			t.Errorf("slot key of %s: got %s, want %s", v.ChannelID, got, v.SlotKey)
		}
	}
}

// deriveChannels hashes what go-ethereum's ABI coder makes of abi.encode.
func deriveChannels() channelFile {
	kind := func(name string) abi.Argument {
		typ, err := abi.NewType(name, "", nil)
		if err != nil {
			panic(err)
		}
		return abi.Argument{Type: typ}
	}
	encoder := abi.Arguments{kind("bytes32"), kind("address"), kind("address")}
	file := channelFile{About: "Keys of the contract's mapping of channels: keccak256(abi.encode(channelId, signer, payee))."}
	for _, v := range []slotVector{
		{ChannelID: hash1, Signer: addressB, Payee: addressC},
		{ChannelID: hash1, Signer: addressC, Payee: addressB},
		{ChannelID: ones, Signer: common.MaxAddress, Payee: common.MaxAddress},
	} {
		raw, err := encoder.Pack(v.ChannelID, v.Signer, v.Payee)
		if err != nil {
			panic(err)
		}
		v.SlotKey = crypto.Keccak256Hash(raw)
		file.Slots = append(file.Slots, v)
	}
	return file
}

type tableFile struct {
	About   string        `json:"about"`
	Tables  []tableVector `json:"tables"`
	Refused []tableVector `json:"refused"`
}

type tableVector struct {
	Comment string        `json:"comment"`
	Floor   uint64        `json:"floor,string"`
	Rows    []rowJSON     `json:"rows"`
	Bytes   hexutil.Bytes `json:"bytes,omitempty"`
	Hash    *common.Hash  `json:"hash,omitempty"`
}

type rowJSON struct {
	SessionID uint64           `json:"sessionId,string"`
	Paid      typeddata.Amount `json:"paid"`
}

func (v tableVector) table() receipt.Table {
	t := receipt.Table{Floor: v.Floor}
	for _, r := range v.Rows {
		t.Rows = append(t.Rows, receipt.Row(r))
	}
	return t
}

func TestVectorsTables(t *testing.T) {
	file := vectors.Load(t, "tables.json", deriveTables)
	for _, v := range file.Tables {
		if err := v.table().Check(); err != nil {
			t.Errorf("%s: %v", v.Comment, err)
		}
		if got := v.table().Hash(); got != *v.Hash {
			t.Errorf("%s: got %s, want %s", v.Comment, got, v.Hash)
		}
	}
	for _, v := range file.Refused {
		if err := v.table().Check(); !errors.Is(err, receipt.ErrTable) {
			t.Errorf("%s: got %v, want %v", v.Comment, err, receipt.ErrTable)
		}
	}
}

func deriveTables() tableFile {
	file := tableFile{
		About: "Session tables: bytes = floor u64 ‖ (sessionId u64 ‖ paid u96)*, big-endian; hash = keccak256(bytes). refused: no table.",
		Tables: []tableVector{
			{Comment: "empty: of a channel without a receipt", Rows: []rowJSON{}},
			{Comment: "only a floor", Floor: 1_800_000_000_000 << 20, Rows: []rowJSON{}},
			{Comment: "one row", Rows: []rowJSON{{1, n(1)}}},
			{Comment: "a row at the floor", Floor: 5, Rows: []rowJSON{{5, n(10)}, {6, n(20)}, {math.MaxUint64, most}}},
		},
		Refused: []tableVector{
			{Comment: "below the floor", Floor: 5, Rows: []rowJSON{{4, n(1)}}},
			{Comment: "the same session twice", Rows: []rowJSON{{4, n(1)}, {4, n(1)}}},
			{Comment: "out of order", Rows: []rowJSON{{5, n(1)}, {4, n(1)}}},
			{Comment: "paid nothing", Rows: []rowJSON{{4, n(0)}}},
		},
	}
	for i := range file.Tables {
		v := &file.Tables[i]
		text := fmt.Sprintf("%016x", v.Floor)
		for _, r := range v.Rows {
			text += fmt.Sprintf("%016x%024x", r.SessionID, r.Paid.Big())
		}
		raw, err := hex.DecodeString(text)
		if err != nil {
			panic(err)
		}
		hash := crypto.Keccak256Hash(raw)
		v.Bytes, v.Hash = raw, &hash
	}
	return file
}
