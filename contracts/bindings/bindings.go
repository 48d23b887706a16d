// Code generated via abigen V2 - DO NOT EDIT.
// This file is a generated binding and any manual changes will be lost.

package bindings

import (
	"bytes"
	"errors"
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// Reference imports to suppress errors if they are not otherwise used.
var (
	_ = bytes.Equal
	_ = errors.New
	_ = big.NewInt
	_ = common.Big1
	_ = types.BloomLookup
	_ = abi.ConvertType
)

// ChannelTerms is an auto generated low-level Go binding around an user-defined struct.
type ChannelTerms struct {
	Payer     common.Address
	Signer    common.Address
	Payee     common.Address
	Closer    common.Address
	CreditCap *big.Int
	OpenBy    *big.Int
	Salt      *big.Int
}

// PackedTerms is an auto generated low-level Go binding around an user-defined struct.
type PackedTerms struct {
	SignerAndCreditCap [32]byte
	PayeeOpenByAndSalt [32]byte
	CloserAndDeposit   [32]byte
}

// Relay is an auto generated low-level Go binding around an user-defined struct.
type Relay struct {
	Operator         common.Address
	NodeKey          common.Address
	Stake            *big.Int
	UnbondedAt       *big.Int
	DescriptorNumber uint64
	DescriptorHash   [32]byte
	Staked           bool
}

// SignedConsent is an auto generated low-level Go binding around an user-defined struct.
type SignedConsent struct {
	AtLeast *big.Int
	R       [32]byte
	Vs      [32]byte
}

// SignedPermit is an auto generated low-level Go binding around an user-defined struct.
type SignedPermit struct {
	Deadline *big.Int
	R        [32]byte
	Vs       [32]byte
}

// SignedReceipt is an auto generated low-level Go binding around an user-defined struct.
type SignedReceipt struct {
	CumAmount *big.Int
	StateHash [32]byte
	R         [32]byte
	Vs        [32]byte
}

// DevTokenMetaData contains all meta data concerning the DevToken contract.
var DevTokenMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[],\"name\":\"DOMAIN_SEPARATOR\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"}],\"name\":\"allowance\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"approve\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"account\",\"type\":\"address\"}],\"name\":\"balanceOf\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"decimals\",\"outputs\":[{\"internalType\":\"uint8\",\"name\":\"\",\"type\":\"uint8\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"eip712Domain\",\"outputs\":[{\"internalType\":\"bytes1\",\"name\":\"fields\",\"type\":\"bytes1\"},{\"internalType\":\"string\",\"name\":\"name\",\"type\":\"string\"},{\"internalType\":\"string\",\"name\":\"version\",\"type\":\"string\"},{\"internalType\":\"uint256\",\"name\":\"chainId\",\"type\":\"uint256\"},{\"internalType\":\"address\",\"name\":\"verifyingContract\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"},{\"internalType\":\"uint256[]\",\"name\":\"extensions\",\"type\":\"uint256[]\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"account\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"}],\"name\":\"mint\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"name\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"\",\"type\":\"string\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"}],\"name\":\"nonces\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"deadline\",\"type\":\"uint256\"},{\"internalType\":\"uint8\",\"name\":\"v\",\"type\":\"uint8\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"s\",\"type\":\"bytes32\"}],\"name\":\"permit\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"symbol\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"\",\"type\":\"string\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"totalSupply\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"transfer\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"from\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"transferFrom\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"Approval\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[],\"name\":\"EIP712DomainChanged\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"from\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"Transfer\",\"type\":\"event\"},{\"inputs\":[],\"name\":\"ECDSAInvalidSignature\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"length\",\"type\":\"uint256\"}],\"name\":\"ECDSAInvalidSignatureLength\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"s\",\"type\":\"bytes32\"}],\"name\":\"ECDSAInvalidSignatureS\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"allowance\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"needed\",\"type\":\"uint256\"}],\"name\":\"ERC20InsufficientAllowance\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"balance\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"needed\",\"type\":\"uint256\"}],\"name\":\"ERC20InsufficientBalance\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"approver\",\"type\":\"address\"}],\"name\":\"ERC20InvalidApprover\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"receiver\",\"type\":\"address\"}],\"name\":\"ERC20InvalidReceiver\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"}],\"name\":\"ERC20InvalidSender\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"}],\"name\":\"ERC20InvalidSpender\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"deadline\",\"type\":\"uint256\"}],\"name\":\"ERC2612ExpiredSignature\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"signer\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"}],\"name\":\"ERC2612InvalidSigner\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"account\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"currentNonce\",\"type\":\"uint256\"}],\"name\":\"InvalidAccountNonce\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"InvalidShortString\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"string\",\"name\":\"str\",\"type\":\"string\"}],\"name\":\"StringTooLong\",\"type\":\"error\"}]",
	ID:  "d2e9419a4c3a4082c1b77d2e5fdd85b28e",
	Bin: "0x6101606040523461046357604051610018604082610467565b601c8152602081017f506f72746167652044657620546f6b656e2c20576f7274686c65737300000000815260405190610052604083610467565b601c82527f506f72746167652044657620546f6b656e2c20576f7274686c6573730000000060208301526040519261008b604085610467565b60038452622222ab60e91b6020850152604051936100aa604086610467565b60018552603160f81b60208601908152845190946001600160401b03821161035e5760035490600182811c92168015610459575b60208310146103405781601f8493116103e3575b50602090601f831160011461037d575f92610372575b50508160011b915f199060031b1c1916176003555b8051906001600160401b03821161035e5760045490600182811c92168015610354575b60208310146103405781601f8493116102ca575b50602090601f8311600114610264575f92610259575b50508160011b915f199060031b1c1916176004555b6101888161048a565b610120526101958461048a565b61014052519020918260e05251902080610100524660a0526040519060208201927f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f8452604083015260608201524660808201523060a082015260a081526101fe60c082610467565b5190206080523060c05260405161105b90816104f6823960805181610d32015260a05181610def015260c05181610d03015260e05181610d8101526101005181610da7015261012051816104dd015261014051816105060152f35b015190505f8061016a565b60045f9081528281209350601f198516905b8181106102b2575090846001959493921061029a575b505050811b0160045561017f565b01515f1960f88460031b161c191690555f808061028c565b92936020600181928786015181550195019301610276565b828111156101545760045f52909150601f830160051c7f8a35acfbc15ff81a39ae7d344fd709f28e8600b4aa8c65c6b64bfe7fe36bd19b60208510610338575b849392601f0160051c82900391015f5b828110610328575050610154565b5f8183015585945060010161031a565b5f915061030a565b634e487b7160e01b5f52602260045260245ffd5b91607f1691610140565b634e487b7160e01b5f52604160045260245ffd5b015190505f80610108565b60035f9081528281209350601f198516905b8181106103cb57509084600195949392106103b3575b505050811b0160035561011d565b01515f1960f88460031b161c191690555f80806103a5565b9293602060018192878601518155019501930161038f565b828111156100f25760035f52909150601f830160051c7fc2575a0e9e593c00f959f8c92f12db2869c3395a3b0502d05e2516446f71f85b60208510610451575b849392601f0160051c82900391015f5b8281106104415750506100f2565b5f81830155859450600101610433565b5f9150610423565b91607f16916100de565b5f80fd5b601f909101601f19168101906001600160401b0382119082101761035e57604052565b601f8151116104b55760208151910151602082106104a6571790565b5f198260200360031b1b161790565b604460209160405192839163305a27a960e01b83528160048401528051918291826024860152018484015e5f828201840152601f01601f19168101030190fdfe6080806040526004361015610012575f80fd5b5f3560e01c90816306fdde0314610a2957508063095ea7b3146109e557806318160ddd146109aa57806323b872dd14610816578063313ce567146107dd5780633644e5151461079d57806340c10f191461069e57806370a082311461063c5780637ecebe00146105d957806384b0196e146104a757806395d89b4114610346578063a9059cbb146102f7578063d505accf146101465763dd62ed3e146100b6575f80fd5b346101425760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610142576100ed610b42565b73ffffffffffffffffffffffffffffffffffffffff61010a610b65565b91165f52600160205273ffffffffffffffffffffffffffffffffffffffff60405f2091165f52602052602060405f2054604051908152f35b5f80fd5b346101425760e07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101425761017d610b42565b610185610b65565b604435906064359260843560ff81168103610142578442116102cb5761028661027d73ffffffffffffffffffffffffffffffffffffffff9283851697885f52600760205260405f20908154916001830190556040519060208201927f6e71edae12b1b97f4d1f60370fef10105fa2faae0126114a169c64845d6126c984528b6040840152878a1660608401528a608084015260a083015260c082015260c0815261023060e082610b88565b51902061023b610cec565b90604051917f190100000000000000000000000000000000000000000000000000000000000083526002830152602282015260c43591604260a4359220610ee9565b90929192610f83565b1684810361029b57506102999350610e15565b005b84907f4b800e46000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b847f62791302000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b346101425760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101425761033b610331610b42565b6024359033610bf6565b602060405160018152f35b34610142575f7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610142576040515f6004548060011c9060018116801561049d575b6020831081146104705782855290811561042e57506001146103d0575b6103cc836103b881850382610b88565b604051918291602083526020830190610aff565b0390f35b91905060045f527f8a35acfbc15ff81a39ae7d344fd709f28e8600b4aa8c65c6b64bfe7fe36bd19b915f905b808210610414575090915081016020016103b86103a8565b9192600181602092548385880101520191019092916103fc565b7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff001660208086019190915291151560051b840190910191506103b890506103a8565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52602260045260245ffd5b91607f169161038b565b34610142575f7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101425761057d6105017f0000000000000000000000000000000000000000000000000000000000000000610e92565b61052a7f0000000000000000000000000000000000000000000000000000000000000000610e92565b602061058b6040519261053d8385610b88565b5f84525f3681376040519586957f0f00000000000000000000000000000000000000000000000000000000000000875260e08588015260e0870190610aff565b908582036040870152610aff565b4660608501523060808501525f60a085015283810360c08501528180845192838152019301915f5b8281106105c257505050500390f35b8351855286955093810193928101926001016105b3565b346101425760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101425773ffffffffffffffffffffffffffffffffffffffff610625610b42565b165f526007602052602060405f2054604051908152f35b346101425760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101425773ffffffffffffffffffffffffffffffffffffffff610688610b42565b165f525f602052602060405f2054604051908152f35b346101425760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610142576106d5610b42565b73ffffffffffffffffffffffffffffffffffffffff16602435811561077157600254908082018092116107445760207fddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef915f9360025584845283825260408420818154019055604051908152a3005b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b7fec442f05000000000000000000000000000000000000000000000000000000005f525f60045260245ffd5b34610142575f7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101425760206107d5610cec565b604051908152f35b34610142575f7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261014257602060405160128152f35b346101425760607ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101425761084d610b42565b610855610b65565b6044359073ffffffffffffffffffffffffffffffffffffffff831692835f52600160205260405f2073ffffffffffffffffffffffffffffffffffffffff33165f5260205260405f20547fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff81106108d1575b5061033b9350610bf6565b83811061097657841561094a57331561091e5761033b945f52600160205260405f2073ffffffffffffffffffffffffffffffffffffffff33165f526020528360405f2091039055846108c6565b7f94280d62000000000000000000000000000000000000000000000000000000005f525f60045260245ffd5b7fe602df05000000000000000000000000000000000000000000000000000000005f525f60045260245ffd5b83907ffb8f41b2000000000000000000000000000000000000000000000000000000005f523360045260245260445260645ffd5b34610142575f7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610142576020600254604051908152f35b346101425760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101425761033b610a1f610b42565b6024359033610e15565b34610142575f7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610142575f6003548060011c90600181168015610af5575b6020831081146104705782855290811561042e5750600114610a97576103cc836103b881850382610b88565b91905060035f527fc2575a0e9e593c00f959f8c92f12db2869c3395a3b0502d05e2516446f71f85b915f905b808210610adb575090915081016020016103b86103a8565b919260018160209254838588010152019101909291610ac3565b91607f1691610a6b565b907fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0601f602080948051918291828752018686015e5f8582860101520116010190565b6004359073ffffffffffffffffffffffffffffffffffffffff8216820361014257565b6024359073ffffffffffffffffffffffffffffffffffffffff8216820361014257565b90601f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0910116810190811067ffffffffffffffff821117610bc957604052565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b73ffffffffffffffffffffffffffffffffffffffff16908115610cc05773ffffffffffffffffffffffffffffffffffffffff1691821561077157815f525f60205260405f2054818110610c8e57817fddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef92602092855f525f84520360405f2055845f525f825260405f20818154019055604051908152a3565b827fe450d38c000000000000000000000000000000000000000000000000000000005f5260045260245260445260645ffd5b7f96c6fd1e000000000000000000000000000000000000000000000000000000005f525f60045260245ffd5b73ffffffffffffffffffffffffffffffffffffffff7f000000000000000000000000000000000000000000000000000000000000000016301480610dec575b15610d54577f000000000000000000000000000000000000000000000000000000000000000090565b60405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f000000000000000000000000000000000000000000000000000000000000000060408201527f000000000000000000000000000000000000000000000000000000000000000060608201524660808201523060a082015260a08152610de660c082610b88565b51902090565b507f00000000000000000000000000000000000000000000000000000000000000004614610d2b565b73ffffffffffffffffffffffffffffffffffffffff1690811561094a5773ffffffffffffffffffffffffffffffffffffffff1691821561091e5760207f8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b92591835f526001825260405f20855f5282528060405f2055604051908152a3565b60ff811690601f8211610ec15760405191610eae604084610b88565b6020808452838101919036833783525290565b7fb3512b0c000000000000000000000000000000000000000000000000000000005f5260045ffd5b91907f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08411610f78579160209360809260ff5f9560405194855216868401526040830152606082015282805260015afa15610f6d575f5173ffffffffffffffffffffffffffffffffffffffff811615610f6357905f905f90565b505f906001905f90565b6040513d5f823e3d90fd5b5050505f9160039190565b600481101561102e5780610f95575050565b60018103610fc5577ff645eedf000000000000000000000000000000000000000000000000000000005f5260045ffd5b60028103610ff957507ffce698f7000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b6003146110035750565b7fd78bce0c000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b7f4e487b71000000000000000000000000000000000000000000000000000000005f52602160045260245ffd",
}

// DevToken is an auto generated Go binding around an Ethereum contract.
type DevToken struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *DevToken) GetABI() abi.ABI {
	return c.abi
}

// NewDevToken creates a new instance of DevToken.
func NewDevToken() *DevToken {
	parsed, err := DevTokenMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &DevToken{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *DevToken) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackDOMAINSEPARATOR is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3644e515.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function DOMAIN_SEPARATOR() view returns(bytes32)
func (devToken *DevToken) PackDOMAINSEPARATOR() []byte {
	enc, err := devToken.abi.Pack("DOMAIN_SEPARATOR")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDOMAINSEPARATOR is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3644e515.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function DOMAIN_SEPARATOR() view returns(bytes32)
func (devToken *DevToken) TryPackDOMAINSEPARATOR() ([]byte, error) {
	return devToken.abi.Pack("DOMAIN_SEPARATOR")
}

// UnpackDOMAINSEPARATOR is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x3644e515.
//
// Solidity: function DOMAIN_SEPARATOR() view returns(bytes32)
func (devToken *DevToken) UnpackDOMAINSEPARATOR(data []byte) ([32]byte, error) {
	out, err := devToken.abi.Unpack("DOMAIN_SEPARATOR", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackAllowance is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdd62ed3e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function allowance(address owner, address spender) view returns(uint256)
func (devToken *DevToken) PackAllowance(owner common.Address, spender common.Address) []byte {
	enc, err := devToken.abi.Pack("allowance", owner, spender)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAllowance is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdd62ed3e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function allowance(address owner, address spender) view returns(uint256)
func (devToken *DevToken) TryPackAllowance(owner common.Address, spender common.Address) ([]byte, error) {
	return devToken.abi.Pack("allowance", owner, spender)
}

// UnpackAllowance is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xdd62ed3e.
//
// Solidity: function allowance(address owner, address spender) view returns(uint256)
func (devToken *DevToken) UnpackAllowance(data []byte) (*big.Int, error) {
	out, err := devToken.abi.Unpack("allowance", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackApprove is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x095ea7b3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function approve(address spender, uint256 value) returns(bool)
func (devToken *DevToken) PackApprove(spender common.Address, value *big.Int) []byte {
	enc, err := devToken.abi.Pack("approve", spender, value)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackApprove is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x095ea7b3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function approve(address spender, uint256 value) returns(bool)
func (devToken *DevToken) TryPackApprove(spender common.Address, value *big.Int) ([]byte, error) {
	return devToken.abi.Pack("approve", spender, value)
}

// UnpackApprove is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x095ea7b3.
//
// Solidity: function approve(address spender, uint256 value) returns(bool)
func (devToken *DevToken) UnpackApprove(data []byte) (bool, error) {
	out, err := devToken.abi.Unpack("approve", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackBalanceOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x70a08231.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function balanceOf(address account) view returns(uint256)
func (devToken *DevToken) PackBalanceOf(account common.Address) []byte {
	enc, err := devToken.abi.Pack("balanceOf", account)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBalanceOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x70a08231.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function balanceOf(address account) view returns(uint256)
func (devToken *DevToken) TryPackBalanceOf(account common.Address) ([]byte, error) {
	return devToken.abi.Pack("balanceOf", account)
}

// UnpackBalanceOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x70a08231.
//
// Solidity: function balanceOf(address account) view returns(uint256)
func (devToken *DevToken) UnpackBalanceOf(data []byte) (*big.Int, error) {
	out, err := devToken.abi.Unpack("balanceOf", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackDecimals is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x313ce567.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function decimals() view returns(uint8)
func (devToken *DevToken) PackDecimals() []byte {
	enc, err := devToken.abi.Pack("decimals")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDecimals is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x313ce567.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function decimals() view returns(uint8)
func (devToken *DevToken) TryPackDecimals() ([]byte, error) {
	return devToken.abi.Pack("decimals")
}

// UnpackDecimals is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x313ce567.
//
// Solidity: function decimals() view returns(uint8)
func (devToken *DevToken) UnpackDecimals(data []byte) (uint8, error) {
	out, err := devToken.abi.Unpack("decimals", data)
	if err != nil {
		return *new(uint8), err
	}
	out0 := *abi.ConvertType(out[0], new(uint8)).(*uint8)
	return out0, nil
}

// PackEip712Domain is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x84b0196e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function eip712Domain() view returns(bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)
func (devToken *DevToken) PackEip712Domain() []byte {
	enc, err := devToken.abi.Pack("eip712Domain")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackEip712Domain is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x84b0196e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function eip712Domain() view returns(bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)
func (devToken *DevToken) TryPackEip712Domain() ([]byte, error) {
	return devToken.abi.Pack("eip712Domain")
}

// Eip712DomainOutput serves as a container for the return parameters of contract
// method Eip712Domain.
type Eip712DomainOutput struct {
	Fields            [1]byte
	Name              string
	Version           string
	ChainId           *big.Int
	VerifyingContract common.Address
	Salt              [32]byte
	Extensions        []*big.Int
}

// UnpackEip712Domain is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x84b0196e.
//
// Solidity: function eip712Domain() view returns(bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)
func (devToken *DevToken) UnpackEip712Domain(data []byte) (Eip712DomainOutput, error) {
	out, err := devToken.abi.Unpack("eip712Domain", data)
	outstruct := new(Eip712DomainOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Fields = *abi.ConvertType(out[0], new([1]byte)).(*[1]byte)
	outstruct.Name = *abi.ConvertType(out[1], new(string)).(*string)
	outstruct.Version = *abi.ConvertType(out[2], new(string)).(*string)
	outstruct.ChainId = abi.ConvertType(out[3], new(big.Int)).(*big.Int)
	outstruct.VerifyingContract = *abi.ConvertType(out[4], new(common.Address)).(*common.Address)
	outstruct.Salt = *abi.ConvertType(out[5], new([32]byte)).(*[32]byte)
	outstruct.Extensions = *abi.ConvertType(out[6], new([]*big.Int)).(*[]*big.Int)
	return *outstruct, nil
}

// PackMint is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x40c10f19.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function mint(address account, uint256 amount) returns()
func (devToken *DevToken) PackMint(account common.Address, amount *big.Int) []byte {
	enc, err := devToken.abi.Pack("mint", account, amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMint is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x40c10f19.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function mint(address account, uint256 amount) returns()
func (devToken *DevToken) TryPackMint(account common.Address, amount *big.Int) ([]byte, error) {
	return devToken.abi.Pack("mint", account, amount)
}

// PackName is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x06fdde03.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function name() view returns(string)
func (devToken *DevToken) PackName() []byte {
	enc, err := devToken.abi.Pack("name")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackName is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x06fdde03.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function name() view returns(string)
func (devToken *DevToken) TryPackName() ([]byte, error) {
	return devToken.abi.Pack("name")
}

// UnpackName is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x06fdde03.
//
// Solidity: function name() view returns(string)
func (devToken *DevToken) UnpackName(data []byte) (string, error) {
	out, err := devToken.abi.Unpack("name", data)
	if err != nil {
		return *new(string), err
	}
	out0 := *abi.ConvertType(out[0], new(string)).(*string)
	return out0, nil
}

// PackNonces is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7ecebe00.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function nonces(address owner) view returns(uint256)
func (devToken *DevToken) PackNonces(owner common.Address) []byte {
	enc, err := devToken.abi.Pack("nonces", owner)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNonces is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7ecebe00.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function nonces(address owner) view returns(uint256)
func (devToken *DevToken) TryPackNonces(owner common.Address) ([]byte, error) {
	return devToken.abi.Pack("nonces", owner)
}

// UnpackNonces is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x7ecebe00.
//
// Solidity: function nonces(address owner) view returns(uint256)
func (devToken *DevToken) UnpackNonces(data []byte) (*big.Int, error) {
	out, err := devToken.abi.Unpack("nonces", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackPermit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd505accf.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s) returns()
func (devToken *DevToken) PackPermit(owner common.Address, spender common.Address, value *big.Int, deadline *big.Int, v uint8, r [32]byte, s [32]byte) []byte {
	enc, err := devToken.abi.Pack("permit", owner, spender, value, deadline, v, r, s)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPermit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd505accf.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s) returns()
func (devToken *DevToken) TryPackPermit(owner common.Address, spender common.Address, value *big.Int, deadline *big.Int, v uint8, r [32]byte, s [32]byte) ([]byte, error) {
	return devToken.abi.Pack("permit", owner, spender, value, deadline, v, r, s)
}

// PackSymbol is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x95d89b41.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function symbol() view returns(string)
func (devToken *DevToken) PackSymbol() []byte {
	enc, err := devToken.abi.Pack("symbol")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSymbol is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x95d89b41.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function symbol() view returns(string)
func (devToken *DevToken) TryPackSymbol() ([]byte, error) {
	return devToken.abi.Pack("symbol")
}

// UnpackSymbol is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x95d89b41.
//
// Solidity: function symbol() view returns(string)
func (devToken *DevToken) UnpackSymbol(data []byte) (string, error) {
	out, err := devToken.abi.Unpack("symbol", data)
	if err != nil {
		return *new(string), err
	}
	out0 := *abi.ConvertType(out[0], new(string)).(*string)
	return out0, nil
}

// PackTotalSupply is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x18160ddd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function totalSupply() view returns(uint256)
func (devToken *DevToken) PackTotalSupply() []byte {
	enc, err := devToken.abi.Pack("totalSupply")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTotalSupply is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x18160ddd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function totalSupply() view returns(uint256)
func (devToken *DevToken) TryPackTotalSupply() ([]byte, error) {
	return devToken.abi.Pack("totalSupply")
}

// UnpackTotalSupply is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x18160ddd.
//
// Solidity: function totalSupply() view returns(uint256)
func (devToken *DevToken) UnpackTotalSupply(data []byte) (*big.Int, error) {
	out, err := devToken.abi.Unpack("totalSupply", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackTransfer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa9059cbb.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transfer(address to, uint256 value) returns(bool)
func (devToken *DevToken) PackTransfer(to common.Address, value *big.Int) []byte {
	enc, err := devToken.abi.Pack("transfer", to, value)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTransfer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa9059cbb.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function transfer(address to, uint256 value) returns(bool)
func (devToken *DevToken) TryPackTransfer(to common.Address, value *big.Int) ([]byte, error) {
	return devToken.abi.Pack("transfer", to, value)
}

// UnpackTransfer is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa9059cbb.
//
// Solidity: function transfer(address to, uint256 value) returns(bool)
func (devToken *DevToken) UnpackTransfer(data []byte) (bool, error) {
	out, err := devToken.abi.Unpack("transfer", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackTransferFrom is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x23b872dd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transferFrom(address from, address to, uint256 value) returns(bool)
func (devToken *DevToken) PackTransferFrom(from common.Address, to common.Address, value *big.Int) []byte {
	enc, err := devToken.abi.Pack("transferFrom", from, to, value)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTransferFrom is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x23b872dd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function transferFrom(address from, address to, uint256 value) returns(bool)
func (devToken *DevToken) TryPackTransferFrom(from common.Address, to common.Address, value *big.Int) ([]byte, error) {
	return devToken.abi.Pack("transferFrom", from, to, value)
}

// UnpackTransferFrom is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x23b872dd.
//
// Solidity: function transferFrom(address from, address to, uint256 value) returns(bool)
func (devToken *DevToken) UnpackTransferFrom(data []byte) (bool, error) {
	out, err := devToken.abi.Unpack("transferFrom", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// DevTokenApproval represents a Approval event raised by the DevToken contract.
type DevTokenApproval struct {
	Owner   common.Address
	Spender common.Address
	Value   *big.Int
	Raw     *types.Log // Blockchain specific contextual infos
}

const DevTokenApprovalEventName = "Approval"

// ContractEventName returns the user-defined event name.
func (DevTokenApproval) ContractEventName() string {
	return DevTokenApprovalEventName
}

// UnpackApprovalEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Approval(address indexed owner, address indexed spender, uint256 value)
func (devToken *DevToken) UnpackApprovalEvent(log *types.Log) (*DevTokenApproval, error) {
	event := "Approval"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != devToken.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(DevTokenApproval)
	if len(log.Data) > 0 {
		if err := devToken.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range devToken.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// DevTokenEIP712DomainChanged represents a EIP712DomainChanged event raised by the DevToken contract.
type DevTokenEIP712DomainChanged struct {
	Raw *types.Log // Blockchain specific contextual infos
}

const DevTokenEIP712DomainChangedEventName = "EIP712DomainChanged"

// ContractEventName returns the user-defined event name.
func (DevTokenEIP712DomainChanged) ContractEventName() string {
	return DevTokenEIP712DomainChangedEventName
}

// UnpackEIP712DomainChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event EIP712DomainChanged()
func (devToken *DevToken) UnpackEIP712DomainChangedEvent(log *types.Log) (*DevTokenEIP712DomainChanged, error) {
	event := "EIP712DomainChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != devToken.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(DevTokenEIP712DomainChanged)
	if len(log.Data) > 0 {
		if err := devToken.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range devToken.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// DevTokenTransfer represents a Transfer event raised by the DevToken contract.
type DevTokenTransfer struct {
	From  common.Address
	To    common.Address
	Value *big.Int
	Raw   *types.Log // Blockchain specific contextual infos
}

const DevTokenTransferEventName = "Transfer"

// ContractEventName returns the user-defined event name.
func (DevTokenTransfer) ContractEventName() string {
	return DevTokenTransferEventName
}

// UnpackTransferEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Transfer(address indexed from, address indexed to, uint256 value)
func (devToken *DevToken) UnpackTransferEvent(log *types.Log) (*DevTokenTransfer, error) {
	event := "Transfer"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != devToken.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(DevTokenTransfer)
	if len(log.Data) > 0 {
		if err := devToken.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range devToken.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (devToken *DevToken) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], devToken.abi.Errors["ECDSAInvalidSignature"].ID.Bytes()[:4]) {
		return devToken.UnpackECDSAInvalidSignatureError(raw[4:])
	}
	if bytes.Equal(raw[:4], devToken.abi.Errors["ECDSAInvalidSignatureLength"].ID.Bytes()[:4]) {
		return devToken.UnpackECDSAInvalidSignatureLengthError(raw[4:])
	}
	if bytes.Equal(raw[:4], devToken.abi.Errors["ECDSAInvalidSignatureS"].ID.Bytes()[:4]) {
		return devToken.UnpackECDSAInvalidSignatureSError(raw[4:])
	}
	if bytes.Equal(raw[:4], devToken.abi.Errors["ERC20InsufficientAllowance"].ID.Bytes()[:4]) {
		return devToken.UnpackERC20InsufficientAllowanceError(raw[4:])
	}
	if bytes.Equal(raw[:4], devToken.abi.Errors["ERC20InsufficientBalance"].ID.Bytes()[:4]) {
		return devToken.UnpackERC20InsufficientBalanceError(raw[4:])
	}
	if bytes.Equal(raw[:4], devToken.abi.Errors["ERC20InvalidApprover"].ID.Bytes()[:4]) {
		return devToken.UnpackERC20InvalidApproverError(raw[4:])
	}
	if bytes.Equal(raw[:4], devToken.abi.Errors["ERC20InvalidReceiver"].ID.Bytes()[:4]) {
		return devToken.UnpackERC20InvalidReceiverError(raw[4:])
	}
	if bytes.Equal(raw[:4], devToken.abi.Errors["ERC20InvalidSender"].ID.Bytes()[:4]) {
		return devToken.UnpackERC20InvalidSenderError(raw[4:])
	}
	if bytes.Equal(raw[:4], devToken.abi.Errors["ERC20InvalidSpender"].ID.Bytes()[:4]) {
		return devToken.UnpackERC20InvalidSpenderError(raw[4:])
	}
	if bytes.Equal(raw[:4], devToken.abi.Errors["ERC2612ExpiredSignature"].ID.Bytes()[:4]) {
		return devToken.UnpackERC2612ExpiredSignatureError(raw[4:])
	}
	if bytes.Equal(raw[:4], devToken.abi.Errors["ERC2612InvalidSigner"].ID.Bytes()[:4]) {
		return devToken.UnpackERC2612InvalidSignerError(raw[4:])
	}
	if bytes.Equal(raw[:4], devToken.abi.Errors["InvalidAccountNonce"].ID.Bytes()[:4]) {
		return devToken.UnpackInvalidAccountNonceError(raw[4:])
	}
	if bytes.Equal(raw[:4], devToken.abi.Errors["InvalidShortString"].ID.Bytes()[:4]) {
		return devToken.UnpackInvalidShortStringError(raw[4:])
	}
	if bytes.Equal(raw[:4], devToken.abi.Errors["StringTooLong"].ID.Bytes()[:4]) {
		return devToken.UnpackStringTooLongError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// DevTokenECDSAInvalidSignature represents a ECDSAInvalidSignature error raised by the DevToken contract.
type DevTokenECDSAInvalidSignature struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ECDSAInvalidSignature()
func DevTokenECDSAInvalidSignatureErrorID() common.Hash {
	return common.HexToHash("0xf645eedf0193584640b6b90cb9477e4c95b98636c148a891d4c0a146dc46e75a")
}

// UnpackECDSAInvalidSignatureError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ECDSAInvalidSignature()
func (devToken *DevToken) UnpackECDSAInvalidSignatureError(raw []byte) (*DevTokenECDSAInvalidSignature, error) {
	out := new(DevTokenECDSAInvalidSignature)
	if err := devToken.abi.UnpackIntoInterface(out, "ECDSAInvalidSignature", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DevTokenECDSAInvalidSignatureLength represents a ECDSAInvalidSignatureLength error raised by the DevToken contract.
type DevTokenECDSAInvalidSignatureLength struct {
	Length *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ECDSAInvalidSignatureLength(uint256 length)
func DevTokenECDSAInvalidSignatureLengthErrorID() common.Hash {
	return common.HexToHash("0xfce698f7e8e5342cd615f641317bc45fe7e1e4a8b0a14dd1383ff8dc9c41917f")
}

// UnpackECDSAInvalidSignatureLengthError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ECDSAInvalidSignatureLength(uint256 length)
func (devToken *DevToken) UnpackECDSAInvalidSignatureLengthError(raw []byte) (*DevTokenECDSAInvalidSignatureLength, error) {
	out := new(DevTokenECDSAInvalidSignatureLength)
	if err := devToken.abi.UnpackIntoInterface(out, "ECDSAInvalidSignatureLength", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DevTokenECDSAInvalidSignatureS represents a ECDSAInvalidSignatureS error raised by the DevToken contract.
type DevTokenECDSAInvalidSignatureS struct {
	S [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ECDSAInvalidSignatureS(bytes32 s)
func DevTokenECDSAInvalidSignatureSErrorID() common.Hash {
	return common.HexToHash("0xd78bce0cccb935155ed6428d1c13e50b7f3550fd2b66b9fe266006fea4a5e1eb")
}

// UnpackECDSAInvalidSignatureSError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ECDSAInvalidSignatureS(bytes32 s)
func (devToken *DevToken) UnpackECDSAInvalidSignatureSError(raw []byte) (*DevTokenECDSAInvalidSignatureS, error) {
	out := new(DevTokenECDSAInvalidSignatureS)
	if err := devToken.abi.UnpackIntoInterface(out, "ECDSAInvalidSignatureS", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DevTokenERC20InsufficientAllowance represents a ERC20InsufficientAllowance error raised by the DevToken contract.
type DevTokenERC20InsufficientAllowance struct {
	Spender   common.Address
	Allowance *big.Int
	Needed    *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)
func DevTokenERC20InsufficientAllowanceErrorID() common.Hash {
	return common.HexToHash("0xfb8f41b23e99d2101d86da76cdfa87dd51c82ed07d3cb62cbc473e469dbc75c3")
}

// UnpackERC20InsufficientAllowanceError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)
func (devToken *DevToken) UnpackERC20InsufficientAllowanceError(raw []byte) (*DevTokenERC20InsufficientAllowance, error) {
	out := new(DevTokenERC20InsufficientAllowance)
	if err := devToken.abi.UnpackIntoInterface(out, "ERC20InsufficientAllowance", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DevTokenERC20InsufficientBalance represents a ERC20InsufficientBalance error raised by the DevToken contract.
type DevTokenERC20InsufficientBalance struct {
	Sender  common.Address
	Balance *big.Int
	Needed  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)
func DevTokenERC20InsufficientBalanceErrorID() common.Hash {
	return common.HexToHash("0xe450d38cd8d9f7d95077d567d60ed49c7254716e6ad08fc9872816c97e0ffec6")
}

// UnpackERC20InsufficientBalanceError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)
func (devToken *DevToken) UnpackERC20InsufficientBalanceError(raw []byte) (*DevTokenERC20InsufficientBalance, error) {
	out := new(DevTokenERC20InsufficientBalance)
	if err := devToken.abi.UnpackIntoInterface(out, "ERC20InsufficientBalance", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DevTokenERC20InvalidApprover represents a ERC20InvalidApprover error raised by the DevToken contract.
type DevTokenERC20InvalidApprover struct {
	Approver common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InvalidApprover(address approver)
func DevTokenERC20InvalidApproverErrorID() common.Hash {
	return common.HexToHash("0xe602df05cc75712490294c6c104ab7c17f4030363910a7a2626411c6d3118847")
}

// UnpackERC20InvalidApproverError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InvalidApprover(address approver)
func (devToken *DevToken) UnpackERC20InvalidApproverError(raw []byte) (*DevTokenERC20InvalidApprover, error) {
	out := new(DevTokenERC20InvalidApprover)
	if err := devToken.abi.UnpackIntoInterface(out, "ERC20InvalidApprover", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DevTokenERC20InvalidReceiver represents a ERC20InvalidReceiver error raised by the DevToken contract.
type DevTokenERC20InvalidReceiver struct {
	Receiver common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InvalidReceiver(address receiver)
func DevTokenERC20InvalidReceiverErrorID() common.Hash {
	return common.HexToHash("0xec442f055133b72f3b2f9f0bb351c406b178527de2040a7d1feb4e058771f613")
}

// UnpackERC20InvalidReceiverError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InvalidReceiver(address receiver)
func (devToken *DevToken) UnpackERC20InvalidReceiverError(raw []byte) (*DevTokenERC20InvalidReceiver, error) {
	out := new(DevTokenERC20InvalidReceiver)
	if err := devToken.abi.UnpackIntoInterface(out, "ERC20InvalidReceiver", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DevTokenERC20InvalidSender represents a ERC20InvalidSender error raised by the DevToken contract.
type DevTokenERC20InvalidSender struct {
	Sender common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InvalidSender(address sender)
func DevTokenERC20InvalidSenderErrorID() common.Hash {
	return common.HexToHash("0x96c6fd1edd0cd6ef7ff0ecc0facdf53148dc0048b57fe58af65755250a7a96bd")
}

// UnpackERC20InvalidSenderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InvalidSender(address sender)
func (devToken *DevToken) UnpackERC20InvalidSenderError(raw []byte) (*DevTokenERC20InvalidSender, error) {
	out := new(DevTokenERC20InvalidSender)
	if err := devToken.abi.UnpackIntoInterface(out, "ERC20InvalidSender", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DevTokenERC20InvalidSpender represents a ERC20InvalidSpender error raised by the DevToken contract.
type DevTokenERC20InvalidSpender struct {
	Spender common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InvalidSpender(address spender)
func DevTokenERC20InvalidSpenderErrorID() common.Hash {
	return common.HexToHash("0x94280d62c347d8d9f4d59a76ea321452406db88df38e0c9da304f58b57b373a2")
}

// UnpackERC20InvalidSpenderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InvalidSpender(address spender)
func (devToken *DevToken) UnpackERC20InvalidSpenderError(raw []byte) (*DevTokenERC20InvalidSpender, error) {
	out := new(DevTokenERC20InvalidSpender)
	if err := devToken.abi.UnpackIntoInterface(out, "ERC20InvalidSpender", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DevTokenERC2612ExpiredSignature represents a ERC2612ExpiredSignature error raised by the DevToken contract.
type DevTokenERC2612ExpiredSignature struct {
	Deadline *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC2612ExpiredSignature(uint256 deadline)
func DevTokenERC2612ExpiredSignatureErrorID() common.Hash {
	return common.HexToHash("0x627913023c184eaad13735d5a3d2657ae76ec9a872a70e0fc57522ef1a114d58")
}

// UnpackERC2612ExpiredSignatureError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC2612ExpiredSignature(uint256 deadline)
func (devToken *DevToken) UnpackERC2612ExpiredSignatureError(raw []byte) (*DevTokenERC2612ExpiredSignature, error) {
	out := new(DevTokenERC2612ExpiredSignature)
	if err := devToken.abi.UnpackIntoInterface(out, "ERC2612ExpiredSignature", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DevTokenERC2612InvalidSigner represents a ERC2612InvalidSigner error raised by the DevToken contract.
type DevTokenERC2612InvalidSigner struct {
	Signer common.Address
	Owner  common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC2612InvalidSigner(address signer, address owner)
func DevTokenERC2612InvalidSignerErrorID() common.Hash {
	return common.HexToHash("0x4b800e463b323b1d856edf9dec70329a639d13874a57f5c28219ff57128756db")
}

// UnpackERC2612InvalidSignerError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC2612InvalidSigner(address signer, address owner)
func (devToken *DevToken) UnpackERC2612InvalidSignerError(raw []byte) (*DevTokenERC2612InvalidSigner, error) {
	out := new(DevTokenERC2612InvalidSigner)
	if err := devToken.abi.UnpackIntoInterface(out, "ERC2612InvalidSigner", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DevTokenInvalidAccountNonce represents a InvalidAccountNonce error raised by the DevToken contract.
type DevTokenInvalidAccountNonce struct {
	Account      common.Address
	CurrentNonce *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error InvalidAccountNonce(address account, uint256 currentNonce)
func DevTokenInvalidAccountNonceErrorID() common.Hash {
	return common.HexToHash("0x752d88c0de02638abf10e8e31861e4c68dc1f3a1e7d840e580683f2c282bfc7a")
}

// UnpackInvalidAccountNonceError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error InvalidAccountNonce(address account, uint256 currentNonce)
func (devToken *DevToken) UnpackInvalidAccountNonceError(raw []byte) (*DevTokenInvalidAccountNonce, error) {
	out := new(DevTokenInvalidAccountNonce)
	if err := devToken.abi.UnpackIntoInterface(out, "InvalidAccountNonce", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DevTokenInvalidShortString represents a InvalidShortString error raised by the DevToken contract.
type DevTokenInvalidShortString struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error InvalidShortString()
func DevTokenInvalidShortStringErrorID() common.Hash {
	return common.HexToHash("0xb3512b0c6163e5f0bafab72bb631b9d58cd7a731b082f910338aa21c83d5c274")
}

// UnpackInvalidShortStringError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error InvalidShortString()
func (devToken *DevToken) UnpackInvalidShortStringError(raw []byte) (*DevTokenInvalidShortString, error) {
	out := new(DevTokenInvalidShortString)
	if err := devToken.abi.UnpackIntoInterface(out, "InvalidShortString", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DevTokenStringTooLong represents a StringTooLong error raised by the DevToken contract.
type DevTokenStringTooLong struct {
	Str string
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error StringTooLong(string str)
func DevTokenStringTooLongErrorID() common.Hash {
	return common.HexToHash("0x305a27a93f8e33b7392df0a0f91d6fc63847395853c45991eec52dbf24d72381")
}

// UnpackStringTooLongError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error StringTooLong(string str)
func (devToken *DevToken) UnpackStringTooLongError(raw []byte) (*DevTokenStringTooLong, error) {
	out := new(DevTokenStringTooLong)
	if err := devToken.abi.UnpackIntoInterface(out, "StringTooLong", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PaymentChannelsMetaData contains all meta data concerning the PaymentChannels contract.
var PaymentChannelsMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"address\",\"name\":\"token_\",\"type\":\"address\"},{\"internalType\":\"uint40\",\"name\":\"closingPeriod_\",\"type\":\"uint40\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"signer\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"}],\"name\":\"channel\",\"outputs\":[{\"internalType\":\"uint96\",\"name\":\"deposit\",\"type\":\"uint96\"},{\"internalType\":\"uint96\",\"name\":\"settled\",\"type\":\"uint96\"},{\"internalType\":\"uint40\",\"name\":\"closeAt\",\"type\":\"uint40\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"signer\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"closer\",\"type\":\"address\"},{\"internalType\":\"uint96\",\"name\":\"creditCap\",\"type\":\"uint96\"},{\"internalType\":\"uint40\",\"name\":\"openBy\",\"type\":\"uint40\"},{\"internalType\":\"uint56\",\"name\":\"salt\",\"type\":\"uint56\"}],\"internalType\":\"structChannelTerms\",\"name\":\"terms\",\"type\":\"tuple\"}],\"name\":\"channelIdOf\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"signerAndCreditCap\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"payeeOpenByAndSalt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"closerAndDeposit\",\"type\":\"bytes32\"}],\"internalType\":\"structPackedTerms\",\"name\":\"terms\",\"type\":\"tuple\"}],\"name\":\"close\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"signerAndCreditCap\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"payeeOpenByAndSalt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"closerAndDeposit\",\"type\":\"bytes32\"}],\"internalType\":\"structPackedTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"uint96\",\"name\":\"cumAmount\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"stateHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"}],\"internalType\":\"structSignedReceipt\",\"name\":\"receipt\",\"type\":\"tuple\"}],\"name\":\"closeNow\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"signerAndCreditCap\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"payeeOpenByAndSalt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"closerAndDeposit\",\"type\":\"bytes32\"}],\"internalType\":\"structPackedTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"uint96\",\"name\":\"cumAmount\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"stateHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"}],\"internalType\":\"structSignedReceipt\",\"name\":\"receipt\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"uint96\",\"name\":\"atLeast\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"}],\"internalType\":\"structSignedConsent\",\"name\":\"consent\",\"type\":\"tuple\"}],\"name\":\"closeNowWithConsent\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"closingPeriod\",\"outputs\":[{\"internalType\":\"uint40\",\"name\":\"\",\"type\":\"uint40\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"domainSeparator\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"signerAndCreditCap\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"payeeOpenByAndSalt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"closerAndDeposit\",\"type\":\"bytes32\"}],\"internalType\":\"structPackedTerms\",\"name\":\"terms\",\"type\":\"tuple\"}],\"name\":\"open\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"signerAndCreditCap\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"payeeOpenByAndSalt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"closerAndDeposit\",\"type\":\"bytes32\"}],\"internalType\":\"structPackedTerms[]\",\"name\":\"terms\",\"type\":\"tuple[]\"}],\"name\":\"openMany\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"signerAndCreditCap\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"payeeOpenByAndSalt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"closerAndDeposit\",\"type\":\"bytes32\"}],\"internalType\":\"structPackedTerms[]\",\"name\":\"terms\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"uint256\",\"name\":\"deadline\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"}],\"internalType\":\"structSignedPermit\",\"name\":\"permit\",\"type\":\"tuple\"}],\"name\":\"openManyWithPermit\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"signerAndCreditCap\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"payeeOpenByAndSalt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"closerAndDeposit\",\"type\":\"bytes32\"}],\"internalType\":\"structPackedTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"uint256\",\"name\":\"deadline\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"}],\"internalType\":\"structSignedPermit\",\"name\":\"permit\",\"type\":\"tuple\"}],\"name\":\"openWithPermit\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"uint96\",\"name\":\"cumAmount\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"stateHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"}],\"internalType\":\"structSignedReceipt\",\"name\":\"receipt\",\"type\":\"tuple\"}],\"name\":\"settle\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"rows\",\"type\":\"bytes\"}],\"name\":\"settleMany\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"token\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"signer\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"}],\"name\":\"topUp\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"signer\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"},{\"components\":[{\"internalType\":\"uint256\",\"name\":\"deadline\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"}],\"internalType\":\"structSignedPermit\",\"name\":\"permit\",\"type\":\"tuple\"}],\"name\":\"topUpWithPermit\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"signerAndCreditCap\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"payeeOpenByAndSalt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"closerAndDeposit\",\"type\":\"bytes32\"}],\"internalType\":\"structPackedTerms\",\"name\":\"terms\",\"type\":\"tuple\"}],\"name\":\"withdraw\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"settled\",\"type\":\"uint96\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"refund\",\"type\":\"uint96\"}],\"name\":\"Closed\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint40\",\"name\":\"closeAt\",\"type\":\"uint40\"}],\"name\":\"Closing\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"signerAndCreditCap\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"payeeOpenByAndSalt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"closerAndDeposit\",\"type\":\"bytes32\"}],\"indexed\":false,\"internalType\":\"structPackedTerms\",\"name\":\"terms\",\"type\":\"tuple\"}],\"name\":\"Opened\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"settled\",\"type\":\"uint96\"}],\"name\":\"Settled\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"bytes\",\"name\":\"rows\",\"type\":\"bytes\"}],\"name\":\"SettledMany\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"deposit\",\"type\":\"uint96\"}],\"name\":\"ToppedUp\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"closingPeriod\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"min\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"max\",\"type\":\"uint256\"}],\"name\":\"BadClosingPeriod\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"signer\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"closer\",\"type\":\"address\"}],\"name\":\"BadConsent\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"openBy\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"timestamp\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"closingPeriod\",\"type\":\"uint256\"}],\"name\":\"BadOpenBy\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"}],\"name\":\"BadPayee\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"length\",\"type\":\"uint256\"}],\"name\":\"BadRows\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"BadSignature\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"}],\"name\":\"BadToken\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"closeAt\",\"type\":\"uint256\"}],\"name\":\"ChannelClosed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"closeAt\",\"type\":\"uint256\"}],\"name\":\"ChannelClosing\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"}],\"name\":\"ChannelExists\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"closeAt\",\"type\":\"uint256\"}],\"name\":\"ChannelNotClosed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"settled\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"atLeast\",\"type\":\"uint256\"}],\"name\":\"ConsentNotMet\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"deposit\",\"type\":\"uint256\"}],\"name\":\"DepositOverflow\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"signer\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"}],\"name\":\"NoSuchChannel\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"settled\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"cumAmount\",\"type\":\"uint256\"}],\"name\":\"NotHigher\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"}],\"name\":\"NotPayee\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"TransferFailed\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"TransferFromFailed\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ZeroDeposit\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ZeroSigner\",\"type\":\"error\"}]",
	ID:  "8465f02d28c9c3c76f3b854ac4a830710c",
	Bin: "0x61010080604052346101d6576040816125d9803803809161002082856101da565b8339810103126101d65780516001600160a01b038116918282036101d657602001519164ffffffffff83168084036101d657603c811080156101ca575b6101ac5750813b1561019a575060805260a0524660c05260405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f9ecde50516a1cf08e13ed86423f8b6ee05420b7191967e4a77999ae09a7ed8eb60408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201523060a082015260a0815261010660c0826101da565b51902060e0526040516123c790816102128239608051818181610183015281816102db0152818161088001528181610c2c0152818161140d0152818161159a01528181611c1a01528181611c490152611f7a015260a0518181816105380152818161060b015281816118ae015261200e015260c0518161177e015260e05181818161049c015281816117a401526122f30152f35b63732d20af60e01b5f5260045260245ffd5b630250496760e41b5f52600452603c60245262278d0060445260645ffd5b5062278d00811161005d565b5f80fd5b601f909101601f19168101906001600160401b038211908210176101fd57604052565b634e487b7160e01b5f52604160045260245ffdfe60806040526004361015610011575f80fd5b5f5f3560e01c806306ca96e414611507578063136f4e2b146111b257806318011feb146110bc5780633d280bcb14610fd4578063438750c614610d895780634cca63af14610d2157806351359c2d14610ce657806372adab8914610b6f578063808ce60814610abd5780639ac427c91461070f578063a1f32586146106ae578063c8c9ac991461055c578063dd768c28146104fc578063e968cdfa14610340578063f698da25146102ff578063fc0c546a146102905763fc2e695c146100d5575f80fd5b3461028d5760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261028d5760043567ffffffffffffffff811161025657610124903690600401611721565b60607fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffdc36011261028b5761015791612001565b606435601b8160ff1c0160ff811161025e5790839173ffffffffffffffffffffffffffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001690813b1561025a5760e460ff918580947f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff60405197889687957fd505accf0000000000000000000000000000000000000000000000000000000087523360048801523060248801528c6044880152602435606488015216608486015260443560a48601521660c48401525af1610241575b5061023e82611f78565b80f35b8161024b916121e4565b61025657815f610234565b5080fd5b8380fd5b6024847f4e487b710000000000000000000000000000000000000000000000000000000081526011600452fd5b825b80fd5b503461028d57807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261028d57602060405173ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461028d57807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261028d57602061033861177b565b604051908152f35b503461028d5760e07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261028d576004359073ffffffffffffffffffffffffffffffffffffffff821691828103610256575060243573ffffffffffffffffffffffffffffffffffffffff81169081810361028b575060443573ffffffffffffffffffffffffffffffffffffffff81169081810361025a575060643573ffffffffffffffffffffffffffffffffffffffff8116908181036104f85750608435916bffffffffffffffffffffffff8316928381036104f4575060a4359364ffffffffff85168095036104f45760c4359566ffffffffffffff871680970361028d5760206103386101008a8a8a8a8a8a8a604051967f93552f7e9fd52bcc7122ba7b07e306ad87490a4a559fff9dc99fa5764320eb0788528a88015260408701526060860152608085015260a084015260c083015260e0820152207f00000000000000000000000000000000000000000000000000000000000000009190604051927f19010000000000000000000000000000000000000000000000000000000000005f5260025260225260425f2091604052565b8580fd5b8480fd5b503461028d57807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261028d57602060405164ffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461028d5760607ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261028d57610597336004612252565b60408051828152600435606090811c60208301819052602435821c93830184905291209192918054918260a01c1561067a575064ffffffffff8260181c168061064a57507f441c255ce558346292ede793f743b8ceb1137e894a29f4b3e0994c4cf87e69e09160209161063164ffffffffff7f0000000000000000000000000000000000000000000000000000000000000000164261176e565b918260181b17905564ffffffffff60405191168152a380f35b85604491857feec92754000000000000000000000000000000000000000000000000000000008352600452602452fd5b8585606492867fe4530191000000000000000000000000000000000000000000000000000000008452600452602452604452fd5b503461028d5760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261028d5760043567ffffffffffffffff81116102565761070a61070461023e923690600401611721565b90612001565b611f78565b503461028d5760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261028d576107476116c0565b60243567ffffffffffffffff811161028b573660238201121561028b5780600401359067ffffffffffffffff821161025a57602482820101913683116104f85780158015610ab1575b610a86575061079d61177b565b84926040519160208301916024839501915b8183106108aa57505050907fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe060328382847fab4a8ac81fa96f184ba45a14a1536cc55cc8f011096ea0541af5f882ef475c4f9603018452011690816040528660605260208252518093816020840152604083015e85604084830101526040817fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0601f73ffffffffffffffffffffffffffffffffffffffff89169601168101030190a28061087a578280f35b6108a4917f0000000000000000000000000000000000000000000000000000000000000000611a88565b5f808280f35b909192833589602086013560a01c917f78c9ff4fe6e3785e7d586e68936e372dd9e2c76a71ad2f1cfbdb521ec0432e7c82528060205282604052602c870135606052608082206022527f19010000000000000000000000000000000000000000000000000000000000008252846002526042822082527f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a16020600160807f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff606c8c01358060ff1c601b018552604c8d0135604052169586606052825afa5192103d0291818d526020528a60405260608c20928354908160a01c906bffffffffffffffffffffffff8360401c169560019583026109e6575b50505050918391602d93608c955260981b9060a01b17602082015201930191906107af565b90919294506002947fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff64ffffffffff8260181c160142116109c1579091929450600394808411610a7e575b50858311610a40575b806109c1565b7fffffffffffffffffffffffff000000000000000000000000ffffffffffffffff16604083901b179055928303909901988b915080608c602d610a3a565b92505f610a31565b7f9f1b671d000000000000000000000000000000000000000000000000000000008552600452602484fd5b50608c81061515610790565b503461028d5760607ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261028d57606090610b38610afb61169d565b610b036116e3565b906004359060609273ffffffffffffffffffffffffffffffffffffffff80926040519485521660208401521660408201522090565b54906bffffffffffffffffffffffff8260401c16905064ffffffffff8260181c16906040519260a01c835260208301526040820152f35b503461028d5760e07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261028d57610ba761169d565b610baf6116e3565b90610bb8611706565b9060607fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7c36011261025a576bffffffffffffffffffffffff610c009216928391600435611def565b60c435601b8160ff1c0160ff811161025e5790839173ffffffffffffffffffffffffffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001690813b1561025a5760e460ff918580947f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff60405197889687957fd505accf0000000000000000000000000000000000000000000000000000000087523360048801523060248801528c6044880152608435606488015216608486015260a43560a48601521660c48401525af1610241575061023e82611f78565b503461028d5760607ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261028d5761023e61070a61185e565b503461028d5760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261028d5761023e610d5c61169d565b61070a610d676116e3565b916bffffffffffffffffffffffff610d7d611706565b16928391600435611def565b503461028d576101607ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261028d57610dc26116c0565b9060607fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffdc36011261028d5760807fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7c36011261028d5760607ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffefc36011261028d57610e4a82611ae2565b90610e5782849694611c7b565b92610efa610eeb610e6661177b565b60606bffffffffffffffffffffffff610e7d611752565b16604051907fc2d909bdc68ec6b91fcdd74105f05392c242f6674b04ce2606c29afec3a7fa3f82528b6020830152604082015220909190604051927f19010000000000000000000000000000000000000000000000000000000000005f5260025260225260425f2091604052565b6101443590610124359061234b565b73ffffffffffffffffffffffffffffffffffffffff60643560601c911680158015610fca575b610f975750506bffffffffffffffffffffffff610f3b611752565b168410610f4d579461023e9495611b75565b6064856bffffffffffffffffffffffff8887610f67611752565b917ff21e0aae00000000000000000000000000000000000000000000000000000000855260045260245216604452fd5b7f4f9ad6310000000000000000000000000000000000000000000000000000000087526004889052602452604452606485fd5b5081811415610f20565b503461028d576101007ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261028d5761100d6116c0565b60607fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffdc3601126102565760807fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7c3601126102565760443560601c80330361108d57508061107c61023e92611ae2565b916110878382611c7b565b93611b75565b7fabf2cc7600000000000000000000000000000000000000000000000000000000835233600452602452604482fd5b503461028d5760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261028d576110f46116c0565b9060607fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffdc36011261028d5761112882611ae2565b91939190601882901c64ffffffffff167fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff81014211156111825750839461023e94506bffffffffffffffffffffffff8360401c1693611b75565b84604491877fc67ad030000000000000000000000000000000000000000000000000000000008352600452602452fd5b503461028d5760c07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261028d57600435906111ee61169d565b60807fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbc36011261025657604435926bffffffffffffffffffffffff84169384810361025a57506112c56112b860806040517f78c9ff4fe6e3785e7d586e68936e372dd9e2c76a71ad2f1cfbdb521ec0432e7c815284602082015287604082015260643560608201522061127f61177b565b9190604051927f19010000000000000000000000000000000000000000000000000000000000005f5260025260225260425f2091604052565b60a435906084359061234b565b9373ffffffffffffffffffffffffffffffffffffffff85169485156114df576040805184815273ffffffffffffffffffffffffffffffffffffffff92831660208201529185169082015260609020918254958660a01c15611495575064ffffffffff8660181c167fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff810142116114655750604086901c6bffffffffffffffffffffffff169260a087901c808418818510021880851890851002841892848414611431575061023e95967fffffffffffffffffffffffff000000000000000000000000ffffffffffffffff8460401b9116179055604051906bffffffffffffffffffffffff831682527fce38752ac5ed47dd3cff11297a4261a0c644be6ca65dc3fc7ae1c3a97c209e33602073ffffffffffffffffffffffffffffffffffffffff871693a303907f0000000000000000000000000000000000000000000000000000000000000000611a88565b8660649186857fecc9c58f000000000000000000000000000000000000000000000000000000008452600452602452604452fd5b85906044927f74e9aa18000000000000000000000000000000000000000000000000000000008352600452602452fd5b73ffffffffffffffffffffffffffffffffffffffff8587926064947fe453019100000000000000000000000000000000000000000000000000000000855260045260245216604452fd5b6004857f5cd5d233000000000000000000000000000000000000000000000000000000008152fd5b503461166c577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360160c0811261166c5760601361166c5760607fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff9c36011261166c5761157161185e565b60a435601b8160ff1c0160ff81116116705773ffffffffffffffffffffffffffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001690813b1561166c5760e460ff915f80947f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff60405197889687957fd505accf0000000000000000000000000000000000000000000000000000000087523360048801523060248801528b6044880152606435606488015216608486015260843560a48601521660c48401525af1611655575b5061023e90611f78565b6116629192505f906121e4565b5f9061023e61164b565b5f80fd5b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b6024359073ffffffffffffffffffffffffffffffffffffffff8216820361166c57565b6004359073ffffffffffffffffffffffffffffffffffffffff8216820361166c57565b6044359073ffffffffffffffffffffffffffffffffffffffff8216820361166c57565b606435906bffffffffffffffffffffffff8216820361166c57565b9181601f8401121561166c5782359167ffffffffffffffff831161166c576020808501946060850201011161166c57565b610104356bffffffffffffffffffffffff8116810361166c5790565b9190820180921161167057565b467f0000000000000000000000000000000000000000000000000000000000000000036117c6577f000000000000000000000000000000000000000000000000000000000000000090565b60405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f9ecde50516a1cf08e13ed86423f8b6ee05420b7191967e4a77999ae09a7ed8eb60408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201523060a082015260a0815261185860c0826121e4565b51902090565b604435906bffffffffffffffffffffffff8216916004358060601c602435928360601c9364ffffffffff8160381c168715611a60578315611a385785158015611a2f575b611a035764ffffffffff7f00000000000000000000000000000000000000000000000000000000000000001690817fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff4283030110156119d157505061193f8561190c336004612252565b94859060609273ffffffffffffffffffffffffffffffffffffffff80926040519485521660208401521660408201522090565b80546119a5577fffffffffffffffffffffffff00000000000000000000000000000000000000008360a01b169055604051938452602084015260408301527f8c2073f1f810552521cccb136d9be941d636c119a930eed03b423d4518dba3ee60603393a4565b837fa940c060000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b7f9a2a9f71000000000000000000000000000000000000000000000000000000005f526004524260245260445260645ffd5b857fcb89ee36000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b503086146118a2565b7fe5c48ac5000000000000000000000000000000000000000000000000000000005f5260045ffd5b7f56316e87000000000000000000000000000000000000000000000000000000005f5260045ffd5b91906014526034526fa9059cbb0000000000000000000000005f5260205f6044601082855af1908160015f51141615611ac4575b50505f603452565b3b153d171015611ad5575f80611abc565b6390b8ec185f526004601cfd5b611aed906024612252565b9060243560601c60443560601c91611b328383869060609273ffffffffffffffffffffffffffffffffffffffff80926040519485521660208401521660408201522090565b928354928360a01c15611b43575050565b857fe4530191000000000000000000000000000000000000000000000000000000005f5260045260245260445260645ffd5b939190604435908160601c80918660a01c9464ffffffffff6bffffffffffffffffffffffff8888039960401c169560381c1642105f14611c74574260181b905b557fa0f28192f72a2427b2847934f851f9bc309cda43eb998c65dde840ea27da8850604080516bffffffffffffffffffffffff891681526bffffffffffffffffffffffff8a166020820152a3818403611c40575b505003611c14575050565b611c3e917f0000000000000000000000000000000000000000000000000000000000000000611a88565b565b611c6d918403907f0000000000000000000000000000000000000000000000000000000000000000611a88565b5f80611c09565b5f90611bb5565b64ffffffffff8260181c167fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff81014211611dc05750608435906bffffffffffffffffffffffff82169182810361166c57508115611daa57611d216080611d2e92604051907f78c9ff4fe6e3785e7d586e68936e372dd9e2c76a71ad2f1cfbdb521ec0432e7c8252602082015284604082015260206084013560608201522061127f61177b565b60e4359060c4359061234b565b73ffffffffffffffffffffffffffffffffffffffff60243560601c911603611d8257611d7f91906bffffffffffffffffffffffff8260401c169160a01c908181109082180218818111908218021890565b90565b7f5cd5d233000000000000000000000000000000000000000000000000000000005f5260045ffd5b505060401c6bffffffffffffffffffffffff1690565b907f74e9aa18000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b9190928015611a6057611e2f8285859060609273ffffffffffffffffffffffffffffffffffffffff80926040519485521660208401521660408201522090565b908154948560a01c908115611f2c575064ffffffffff8660181c1680611efd575090611e5a9161176e565b936bffffffffffffffffffffffff8511611ecc577ffc1cc7dbd5dec68bd0ee1098faee6e53d26887cd5c8eb1e6bffee3c5c4e584789260209273ffffffffffffffffffffffffffffffffffffffff92838860a01b91161790556bffffffffffffffffffffffff604051961686521693a3565b5050507facbb8096000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b857feec92754000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b8473ffffffffffffffffffffffffffffffffffffffff8092887fe4530191000000000000000000000000000000000000000000000000000000005f52600452166024521660445260645ffd5b7f000000000000000000000000000000000000000000000000000000000000000060405191606052306040523360601b602c526f23b872dd000000000000000000000000600c5260205f6064601c82855af1908160015f51141615611fe3575b50505f606052604052565b3b153d171015611ff4575f80611fd8565b637939f4245f526004601cfd5b905f925f9264ffffffffff7f000000000000000000000000000000000000000000000000000000000000000016915b838510156121dd576060850282016040810135966bffffffffffffffffffffffff88169180358060601c60208301359a8b9364ffffffffff808660601c9660381c16168715611a60578315611a3857851580156121d4575b611a03578a7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff4283030110156121a05750846120c86120fb923390612252565b93849060609273ffffffffffffffffffffffffffffffffffffffff80926040519485521660208401521660408201522090565b9b8c546121745760019798999a9b9c7fffffffffffffffffffffffff00000000000000000000000000000000000000008360a01b169055604051938452602084015260408301527f8c2073f1f810552521cccb136d9be941d636c119a930eed03b423d4518dba3ee60603393a401950193929190612030565b827fa940c060000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b8a907f9a2a9f71000000000000000000000000000000000000000000000000000000005f526004524260245260445260645ffd5b50308614612088565b9350505050565b90601f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0910116810190811067ffffffffffffffff82111761222557604052565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b611d7f9160406101009273ffffffffffffffffffffffffffffffffffffffff8251937f93552f7e9fd52bcc7122ba7b07e306ad87490a4a559fff9dc99fa5764320eb0785521660208401526bffffffffffffffffffffffff81358060601c848601521660a084015266ffffffffffffff60208201358060601c606086015264ffffffffff8160381c1660c08601521660e0840152013560601c6080820152207f00000000000000000000000000000000000000000000000000000000000000009190604051927f19010000000000000000000000000000000000000000000000000000000000005f5260025260225260425f2091604052565b90929192604051937f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8116925f5260ff1c601b01602052604052806060527f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a06020600160805f825afa51911160051b3d1102916040525f60605256",
}

// PaymentChannels is an auto generated Go binding around an Ethereum contract.
type PaymentChannels struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *PaymentChannels) GetABI() abi.ABI {
	return c.abi
}

// NewPaymentChannels creates a new instance of PaymentChannels.
func NewPaymentChannels() *PaymentChannels {
	parsed, err := PaymentChannelsMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &PaymentChannels{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *PaymentChannels) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address token_, uint40 closingPeriod_) returns()
func (paymentChannels *PaymentChannels) PackConstructor(token_ common.Address, closingPeriod_ *big.Int) []byte {
	enc, err := paymentChannels.abi.Pack("", token_, closingPeriod_)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackChannel is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x808ce608.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function channel(bytes32 channelId, address signer, address payee) view returns(uint96 deposit, uint96 settled, uint40 closeAt)
func (paymentChannels *PaymentChannels) PackChannel(channelId [32]byte, signer common.Address, payee common.Address) []byte {
	enc, err := paymentChannels.abi.Pack("channel", channelId, signer, payee)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackChannel is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x808ce608.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function channel(bytes32 channelId, address signer, address payee) view returns(uint96 deposit, uint96 settled, uint40 closeAt)
func (paymentChannels *PaymentChannels) TryPackChannel(channelId [32]byte, signer common.Address, payee common.Address) ([]byte, error) {
	return paymentChannels.abi.Pack("channel", channelId, signer, payee)
}

// ChannelOutput serves as a container for the return parameters of contract
// method Channel.
type ChannelOutput struct {
	Deposit *big.Int
	Settled *big.Int
	CloseAt *big.Int
}

// UnpackChannel is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x808ce608.
//
// Solidity: function channel(bytes32 channelId, address signer, address payee) view returns(uint96 deposit, uint96 settled, uint40 closeAt)
func (paymentChannels *PaymentChannels) UnpackChannel(data []byte) (ChannelOutput, error) {
	out, err := paymentChannels.abi.Unpack("channel", data)
	outstruct := new(ChannelOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Deposit = abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	outstruct.Settled = abi.ConvertType(out[1], new(big.Int)).(*big.Int)
	outstruct.CloseAt = abi.ConvertType(out[2], new(big.Int)).(*big.Int)
	return *outstruct, nil
}

// PackChannelIdOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe968cdfa.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function channelIdOf((address,address,address,address,uint96,uint40,uint56) terms) view returns(bytes32 channelId)
func (paymentChannels *PaymentChannels) PackChannelIdOf(terms ChannelTerms) []byte {
	enc, err := paymentChannels.abi.Pack("channelIdOf", terms)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackChannelIdOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe968cdfa.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function channelIdOf((address,address,address,address,uint96,uint40,uint56) terms) view returns(bytes32 channelId)
func (paymentChannels *PaymentChannels) TryPackChannelIdOf(terms ChannelTerms) ([]byte, error) {
	return paymentChannels.abi.Pack("channelIdOf", terms)
}

// UnpackChannelIdOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe968cdfa.
//
// Solidity: function channelIdOf((address,address,address,address,uint96,uint40,uint56) terms) view returns(bytes32 channelId)
func (paymentChannels *PaymentChannels) UnpackChannelIdOf(data []byte) ([32]byte, error) {
	out, err := paymentChannels.abi.Unpack("channelIdOf", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackClose is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc8c9ac99.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function close((bytes32,bytes32,bytes32) terms) returns()
func (paymentChannels *PaymentChannels) PackClose(terms PackedTerms) []byte {
	enc, err := paymentChannels.abi.Pack("close", terms)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackClose is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc8c9ac99.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function close((bytes32,bytes32,bytes32) terms) returns()
func (paymentChannels *PaymentChannels) TryPackClose(terms PackedTerms) ([]byte, error) {
	return paymentChannels.abi.Pack("close", terms)
}

// PackCloseNow is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3d280bcb.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function closeNow(address payer, (bytes32,bytes32,bytes32) terms, (uint96,bytes32,bytes32,bytes32) receipt) returns()
func (paymentChannels *PaymentChannels) PackCloseNow(payer common.Address, terms PackedTerms, receipt SignedReceipt) []byte {
	enc, err := paymentChannels.abi.Pack("closeNow", payer, terms, receipt)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCloseNow is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3d280bcb.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function closeNow(address payer, (bytes32,bytes32,bytes32) terms, (uint96,bytes32,bytes32,bytes32) receipt) returns()
func (paymentChannels *PaymentChannels) TryPackCloseNow(payer common.Address, terms PackedTerms, receipt SignedReceipt) ([]byte, error) {
	return paymentChannels.abi.Pack("closeNow", payer, terms, receipt)
}

// PackCloseNowWithConsent is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x438750c6.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function closeNowWithConsent(address payer, (bytes32,bytes32,bytes32) terms, (uint96,bytes32,bytes32,bytes32) receipt, (uint96,bytes32,bytes32) consent) returns()
func (paymentChannels *PaymentChannels) PackCloseNowWithConsent(payer common.Address, terms PackedTerms, receipt SignedReceipt, consent SignedConsent) []byte {
	enc, err := paymentChannels.abi.Pack("closeNowWithConsent", payer, terms, receipt, consent)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCloseNowWithConsent is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x438750c6.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function closeNowWithConsent(address payer, (bytes32,bytes32,bytes32) terms, (uint96,bytes32,bytes32,bytes32) receipt, (uint96,bytes32,bytes32) consent) returns()
func (paymentChannels *PaymentChannels) TryPackCloseNowWithConsent(payer common.Address, terms PackedTerms, receipt SignedReceipt, consent SignedConsent) ([]byte, error) {
	return paymentChannels.abi.Pack("closeNowWithConsent", payer, terms, receipt, consent)
}

// PackClosingPeriod is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdd768c28.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function closingPeriod() view returns(uint40)
func (paymentChannels *PaymentChannels) PackClosingPeriod() []byte {
	enc, err := paymentChannels.abi.Pack("closingPeriod")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackClosingPeriod is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdd768c28.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function closingPeriod() view returns(uint40)
func (paymentChannels *PaymentChannels) TryPackClosingPeriod() ([]byte, error) {
	return paymentChannels.abi.Pack("closingPeriod")
}

// UnpackClosingPeriod is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xdd768c28.
//
// Solidity: function closingPeriod() view returns(uint40)
func (paymentChannels *PaymentChannels) UnpackClosingPeriod(data []byte) (*big.Int, error) {
	out, err := paymentChannels.abi.Unpack("closingPeriod", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackDomainSeparator is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf698da25.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function domainSeparator() view returns(bytes32)
func (paymentChannels *PaymentChannels) PackDomainSeparator() []byte {
	enc, err := paymentChannels.abi.Pack("domainSeparator")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDomainSeparator is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf698da25.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function domainSeparator() view returns(bytes32)
func (paymentChannels *PaymentChannels) TryPackDomainSeparator() ([]byte, error) {
	return paymentChannels.abi.Pack("domainSeparator")
}

// UnpackDomainSeparator is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xf698da25.
//
// Solidity: function domainSeparator() view returns(bytes32)
func (paymentChannels *PaymentChannels) UnpackDomainSeparator(data []byte) ([32]byte, error) {
	out, err := paymentChannels.abi.Unpack("domainSeparator", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackOpen is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x51359c2d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function open((bytes32,bytes32,bytes32) terms) returns()
func (paymentChannels *PaymentChannels) PackOpen(terms PackedTerms) []byte {
	enc, err := paymentChannels.abi.Pack("open", terms)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOpen is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x51359c2d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function open((bytes32,bytes32,bytes32) terms) returns()
func (paymentChannels *PaymentChannels) TryPackOpen(terms PackedTerms) ([]byte, error) {
	return paymentChannels.abi.Pack("open", terms)
}

// PackOpenMany is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa1f32586.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function openMany((bytes32,bytes32,bytes32)[] terms) returns()
func (paymentChannels *PaymentChannels) PackOpenMany(terms []PackedTerms) []byte {
	enc, err := paymentChannels.abi.Pack("openMany", terms)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOpenMany is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa1f32586.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function openMany((bytes32,bytes32,bytes32)[] terms) returns()
func (paymentChannels *PaymentChannels) TryPackOpenMany(terms []PackedTerms) ([]byte, error) {
	return paymentChannels.abi.Pack("openMany", terms)
}

// PackOpenManyWithPermit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfc2e695c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function openManyWithPermit((bytes32,bytes32,bytes32)[] terms, (uint256,bytes32,bytes32) permit) returns()
func (paymentChannels *PaymentChannels) PackOpenManyWithPermit(terms []PackedTerms, permit SignedPermit) []byte {
	enc, err := paymentChannels.abi.Pack("openManyWithPermit", terms, permit)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOpenManyWithPermit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfc2e695c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function openManyWithPermit((bytes32,bytes32,bytes32)[] terms, (uint256,bytes32,bytes32) permit) returns()
func (paymentChannels *PaymentChannels) TryPackOpenManyWithPermit(terms []PackedTerms, permit SignedPermit) ([]byte, error) {
	return paymentChannels.abi.Pack("openManyWithPermit", terms, permit)
}

// PackOpenWithPermit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x06ca96e4.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function openWithPermit((bytes32,bytes32,bytes32) terms, (uint256,bytes32,bytes32) permit) returns()
func (paymentChannels *PaymentChannels) PackOpenWithPermit(terms PackedTerms, permit SignedPermit) []byte {
	enc, err := paymentChannels.abi.Pack("openWithPermit", terms, permit)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOpenWithPermit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x06ca96e4.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function openWithPermit((bytes32,bytes32,bytes32) terms, (uint256,bytes32,bytes32) permit) returns()
func (paymentChannels *PaymentChannels) TryPackOpenWithPermit(terms PackedTerms, permit SignedPermit) ([]byte, error) {
	return paymentChannels.abi.Pack("openWithPermit", terms, permit)
}

// PackSettle is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x136f4e2b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function settle(bytes32 channelId, address payee, (uint96,bytes32,bytes32,bytes32) receipt) returns()
func (paymentChannels *PaymentChannels) PackSettle(channelId [32]byte, payee common.Address, receipt SignedReceipt) []byte {
	enc, err := paymentChannels.abi.Pack("settle", channelId, payee, receipt)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSettle is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x136f4e2b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function settle(bytes32 channelId, address payee, (uint96,bytes32,bytes32,bytes32) receipt) returns()
func (paymentChannels *PaymentChannels) TryPackSettle(channelId [32]byte, payee common.Address, receipt SignedReceipt) ([]byte, error) {
	return paymentChannels.abi.Pack("settle", channelId, payee, receipt)
}

// PackSettleMany is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9ac427c9.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function settleMany(address payee, bytes rows) returns()
func (paymentChannels *PaymentChannels) PackSettleMany(payee common.Address, rows []byte) []byte {
	enc, err := paymentChannels.abi.Pack("settleMany", payee, rows)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSettleMany is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9ac427c9.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function settleMany(address payee, bytes rows) returns()
func (paymentChannels *PaymentChannels) TryPackSettleMany(payee common.Address, rows []byte) ([]byte, error) {
	return paymentChannels.abi.Pack("settleMany", payee, rows)
}

// PackToken is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfc0c546a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function token() view returns(address)
func (paymentChannels *PaymentChannels) PackToken() []byte {
	enc, err := paymentChannels.abi.Pack("token")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackToken is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfc0c546a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function token() view returns(address)
func (paymentChannels *PaymentChannels) TryPackToken() ([]byte, error) {
	return paymentChannels.abi.Pack("token")
}

// UnpackToken is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xfc0c546a.
//
// Solidity: function token() view returns(address)
func (paymentChannels *PaymentChannels) UnpackToken(data []byte) (common.Address, error) {
	out, err := paymentChannels.abi.Unpack("token", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackTopUp is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4cca63af.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function topUp(bytes32 channelId, address signer, address payee, uint96 amount) returns()
func (paymentChannels *PaymentChannels) PackTopUp(channelId [32]byte, signer common.Address, payee common.Address, amount *big.Int) []byte {
	enc, err := paymentChannels.abi.Pack("topUp", channelId, signer, payee, amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTopUp is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4cca63af.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function topUp(bytes32 channelId, address signer, address payee, uint96 amount) returns()
func (paymentChannels *PaymentChannels) TryPackTopUp(channelId [32]byte, signer common.Address, payee common.Address, amount *big.Int) ([]byte, error) {
	return paymentChannels.abi.Pack("topUp", channelId, signer, payee, amount)
}

// PackTopUpWithPermit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x72adab89.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function topUpWithPermit(bytes32 channelId, address signer, address payee, uint96 amount, (uint256,bytes32,bytes32) permit) returns()
func (paymentChannels *PaymentChannels) PackTopUpWithPermit(channelId [32]byte, signer common.Address, payee common.Address, amount *big.Int, permit SignedPermit) []byte {
	enc, err := paymentChannels.abi.Pack("topUpWithPermit", channelId, signer, payee, amount, permit)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTopUpWithPermit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x72adab89.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function topUpWithPermit(bytes32 channelId, address signer, address payee, uint96 amount, (uint256,bytes32,bytes32) permit) returns()
func (paymentChannels *PaymentChannels) TryPackTopUpWithPermit(channelId [32]byte, signer common.Address, payee common.Address, amount *big.Int, permit SignedPermit) ([]byte, error) {
	return paymentChannels.abi.Pack("topUpWithPermit", channelId, signer, payee, amount, permit)
}

// PackWithdraw is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x18011feb.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function withdraw(address payer, (bytes32,bytes32,bytes32) terms) returns()
func (paymentChannels *PaymentChannels) PackWithdraw(payer common.Address, terms PackedTerms) []byte {
	enc, err := paymentChannels.abi.Pack("withdraw", payer, terms)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackWithdraw is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x18011feb.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function withdraw(address payer, (bytes32,bytes32,bytes32) terms) returns()
func (paymentChannels *PaymentChannels) TryPackWithdraw(payer common.Address, terms PackedTerms) ([]byte, error) {
	return paymentChannels.abi.Pack("withdraw", payer, terms)
}

// PaymentChannelsClosed represents a Closed event raised by the PaymentChannels contract.
type PaymentChannelsClosed struct {
	ChannelId [32]byte
	Payee     common.Address
	Settled   *big.Int
	Refund    *big.Int
	Raw       *types.Log // Blockchain specific contextual infos
}

const PaymentChannelsClosedEventName = "Closed"

// ContractEventName returns the user-defined event name.
func (PaymentChannelsClosed) ContractEventName() string {
	return PaymentChannelsClosedEventName
}

// UnpackClosedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Closed(bytes32 indexed channelId, address indexed payee, uint96 settled, uint96 refund)
func (paymentChannels *PaymentChannels) UnpackClosedEvent(log *types.Log) (*PaymentChannelsClosed, error) {
	event := "Closed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != paymentChannels.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(PaymentChannelsClosed)
	if len(log.Data) > 0 {
		if err := paymentChannels.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range paymentChannels.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// PaymentChannelsClosing represents a Closing event raised by the PaymentChannels contract.
type PaymentChannelsClosing struct {
	ChannelId [32]byte
	Payee     common.Address
	CloseAt   *big.Int
	Raw       *types.Log // Blockchain specific contextual infos
}

const PaymentChannelsClosingEventName = "Closing"

// ContractEventName returns the user-defined event name.
func (PaymentChannelsClosing) ContractEventName() string {
	return PaymentChannelsClosingEventName
}

// UnpackClosingEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Closing(bytes32 indexed channelId, address indexed payee, uint40 closeAt)
func (paymentChannels *PaymentChannels) UnpackClosingEvent(log *types.Log) (*PaymentChannelsClosing, error) {
	event := "Closing"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != paymentChannels.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(PaymentChannelsClosing)
	if len(log.Data) > 0 {
		if err := paymentChannels.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range paymentChannels.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// PaymentChannelsOpened represents a Opened event raised by the PaymentChannels contract.
type PaymentChannelsOpened struct {
	ChannelId [32]byte
	Payer     common.Address
	Payee     common.Address
	Terms     PackedTerms
	Raw       *types.Log // Blockchain specific contextual infos
}

const PaymentChannelsOpenedEventName = "Opened"

// ContractEventName returns the user-defined event name.
func (PaymentChannelsOpened) ContractEventName() string {
	return PaymentChannelsOpenedEventName
}

// UnpackOpenedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Opened(bytes32 indexed channelId, address indexed payer, address indexed payee, (bytes32,bytes32,bytes32) terms)
func (paymentChannels *PaymentChannels) UnpackOpenedEvent(log *types.Log) (*PaymentChannelsOpened, error) {
	event := "Opened"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != paymentChannels.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(PaymentChannelsOpened)
	if len(log.Data) > 0 {
		if err := paymentChannels.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range paymentChannels.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// PaymentChannelsSettled represents a Settled event raised by the PaymentChannels contract.
type PaymentChannelsSettled struct {
	ChannelId [32]byte
	Payee     common.Address
	Settled   *big.Int
	Raw       *types.Log // Blockchain specific contextual infos
}

const PaymentChannelsSettledEventName = "Settled"

// ContractEventName returns the user-defined event name.
func (PaymentChannelsSettled) ContractEventName() string {
	return PaymentChannelsSettledEventName
}

// UnpackSettledEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Settled(bytes32 indexed channelId, address indexed payee, uint96 settled)
func (paymentChannels *PaymentChannels) UnpackSettledEvent(log *types.Log) (*PaymentChannelsSettled, error) {
	event := "Settled"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != paymentChannels.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(PaymentChannelsSettled)
	if len(log.Data) > 0 {
		if err := paymentChannels.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range paymentChannels.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// PaymentChannelsSettledMany represents a SettledMany event raised by the PaymentChannels contract.
type PaymentChannelsSettledMany struct {
	Payee common.Address
	Rows  []byte
	Raw   *types.Log // Blockchain specific contextual infos
}

const PaymentChannelsSettledManyEventName = "SettledMany"

// ContractEventName returns the user-defined event name.
func (PaymentChannelsSettledMany) ContractEventName() string {
	return PaymentChannelsSettledManyEventName
}

// UnpackSettledManyEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event SettledMany(address indexed payee, bytes rows)
func (paymentChannels *PaymentChannels) UnpackSettledManyEvent(log *types.Log) (*PaymentChannelsSettledMany, error) {
	event := "SettledMany"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != paymentChannels.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(PaymentChannelsSettledMany)
	if len(log.Data) > 0 {
		if err := paymentChannels.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range paymentChannels.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// PaymentChannelsToppedUp represents a ToppedUp event raised by the PaymentChannels contract.
type PaymentChannelsToppedUp struct {
	ChannelId [32]byte
	Payee     common.Address
	Deposit   *big.Int
	Raw       *types.Log // Blockchain specific contextual infos
}

const PaymentChannelsToppedUpEventName = "ToppedUp"

// ContractEventName returns the user-defined event name.
func (PaymentChannelsToppedUp) ContractEventName() string {
	return PaymentChannelsToppedUpEventName
}

// UnpackToppedUpEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ToppedUp(bytes32 indexed channelId, address indexed payee, uint96 deposit)
func (paymentChannels *PaymentChannels) UnpackToppedUpEvent(log *types.Log) (*PaymentChannelsToppedUp, error) {
	event := "ToppedUp"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != paymentChannels.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(PaymentChannelsToppedUp)
	if len(log.Data) > 0 {
		if err := paymentChannels.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range paymentChannels.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (paymentChannels *PaymentChannels) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], paymentChannels.abi.Errors["BadClosingPeriod"].ID.Bytes()[:4]) {
		return paymentChannels.UnpackBadClosingPeriodError(raw[4:])
	}
	if bytes.Equal(raw[:4], paymentChannels.abi.Errors["BadConsent"].ID.Bytes()[:4]) {
		return paymentChannels.UnpackBadConsentError(raw[4:])
	}
	if bytes.Equal(raw[:4], paymentChannels.abi.Errors["BadOpenBy"].ID.Bytes()[:4]) {
		return paymentChannels.UnpackBadOpenByError(raw[4:])
	}
	if bytes.Equal(raw[:4], paymentChannels.abi.Errors["BadPayee"].ID.Bytes()[:4]) {
		return paymentChannels.UnpackBadPayeeError(raw[4:])
	}
	if bytes.Equal(raw[:4], paymentChannels.abi.Errors["BadRows"].ID.Bytes()[:4]) {
		return paymentChannels.UnpackBadRowsError(raw[4:])
	}
	if bytes.Equal(raw[:4], paymentChannels.abi.Errors["BadSignature"].ID.Bytes()[:4]) {
		return paymentChannels.UnpackBadSignatureError(raw[4:])
	}
	if bytes.Equal(raw[:4], paymentChannels.abi.Errors["BadToken"].ID.Bytes()[:4]) {
		return paymentChannels.UnpackBadTokenError(raw[4:])
	}
	if bytes.Equal(raw[:4], paymentChannels.abi.Errors["ChannelClosed"].ID.Bytes()[:4]) {
		return paymentChannels.UnpackChannelClosedError(raw[4:])
	}
	if bytes.Equal(raw[:4], paymentChannels.abi.Errors["ChannelClosing"].ID.Bytes()[:4]) {
		return paymentChannels.UnpackChannelClosingError(raw[4:])
	}
	if bytes.Equal(raw[:4], paymentChannels.abi.Errors["ChannelExists"].ID.Bytes()[:4]) {
		return paymentChannels.UnpackChannelExistsError(raw[4:])
	}
	if bytes.Equal(raw[:4], paymentChannels.abi.Errors["ChannelNotClosed"].ID.Bytes()[:4]) {
		return paymentChannels.UnpackChannelNotClosedError(raw[4:])
	}
	if bytes.Equal(raw[:4], paymentChannels.abi.Errors["ConsentNotMet"].ID.Bytes()[:4]) {
		return paymentChannels.UnpackConsentNotMetError(raw[4:])
	}
	if bytes.Equal(raw[:4], paymentChannels.abi.Errors["DepositOverflow"].ID.Bytes()[:4]) {
		return paymentChannels.UnpackDepositOverflowError(raw[4:])
	}
	if bytes.Equal(raw[:4], paymentChannels.abi.Errors["NoSuchChannel"].ID.Bytes()[:4]) {
		return paymentChannels.UnpackNoSuchChannelError(raw[4:])
	}
	if bytes.Equal(raw[:4], paymentChannels.abi.Errors["NotHigher"].ID.Bytes()[:4]) {
		return paymentChannels.UnpackNotHigherError(raw[4:])
	}
	if bytes.Equal(raw[:4], paymentChannels.abi.Errors["NotPayee"].ID.Bytes()[:4]) {
		return paymentChannels.UnpackNotPayeeError(raw[4:])
	}
	if bytes.Equal(raw[:4], paymentChannels.abi.Errors["TransferFailed"].ID.Bytes()[:4]) {
		return paymentChannels.UnpackTransferFailedError(raw[4:])
	}
	if bytes.Equal(raw[:4], paymentChannels.abi.Errors["TransferFromFailed"].ID.Bytes()[:4]) {
		return paymentChannels.UnpackTransferFromFailedError(raw[4:])
	}
	if bytes.Equal(raw[:4], paymentChannels.abi.Errors["ZeroDeposit"].ID.Bytes()[:4]) {
		return paymentChannels.UnpackZeroDepositError(raw[4:])
	}
	if bytes.Equal(raw[:4], paymentChannels.abi.Errors["ZeroSigner"].ID.Bytes()[:4]) {
		return paymentChannels.UnpackZeroSignerError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// PaymentChannelsBadClosingPeriod represents a BadClosingPeriod error raised by the PaymentChannels contract.
type PaymentChannelsBadClosingPeriod struct {
	ClosingPeriod *big.Int
	Min           *big.Int
	Max           *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadClosingPeriod(uint256 closingPeriod, uint256 min, uint256 max)
func PaymentChannelsBadClosingPeriodErrorID() common.Hash {
	return common.HexToHash("0x2504967042763147de0027018c1022f5b58a4e22cae03997ef96a213d429347c")
}

// UnpackBadClosingPeriodError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadClosingPeriod(uint256 closingPeriod, uint256 min, uint256 max)
func (paymentChannels *PaymentChannels) UnpackBadClosingPeriodError(raw []byte) (*PaymentChannelsBadClosingPeriod, error) {
	out := new(PaymentChannelsBadClosingPeriod)
	if err := paymentChannels.abi.UnpackIntoInterface(out, "BadClosingPeriod", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PaymentChannelsBadConsent represents a BadConsent error raised by the PaymentChannels contract.
type PaymentChannelsBadConsent struct {
	ChannelId [32]byte
	Signer    common.Address
	Closer    common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadConsent(bytes32 channelId, address signer, address closer)
func PaymentChannelsBadConsentErrorID() common.Hash {
	return common.HexToHash("0x4f9ad6315a9733d1ef8ce3e89fd2c0c208a096577e294799264174cb15cb3e0c")
}

// UnpackBadConsentError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadConsent(bytes32 channelId, address signer, address closer)
func (paymentChannels *PaymentChannels) UnpackBadConsentError(raw []byte) (*PaymentChannelsBadConsent, error) {
	out := new(PaymentChannelsBadConsent)
	if err := paymentChannels.abi.UnpackIntoInterface(out, "BadConsent", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PaymentChannelsBadOpenBy represents a BadOpenBy error raised by the PaymentChannels contract.
type PaymentChannelsBadOpenBy struct {
	OpenBy        *big.Int
	Timestamp     *big.Int
	ClosingPeriod *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadOpenBy(uint256 openBy, uint256 timestamp, uint256 closingPeriod)
func PaymentChannelsBadOpenByErrorID() common.Hash {
	return common.HexToHash("0x9a2a9f71f8c77196f90ccf6f9d875a996b61f8875780110b17b3b09ed52e00c0")
}

// UnpackBadOpenByError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadOpenBy(uint256 openBy, uint256 timestamp, uint256 closingPeriod)
func (paymentChannels *PaymentChannels) UnpackBadOpenByError(raw []byte) (*PaymentChannelsBadOpenBy, error) {
	out := new(PaymentChannelsBadOpenBy)
	if err := paymentChannels.abi.UnpackIntoInterface(out, "BadOpenBy", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PaymentChannelsBadPayee represents a BadPayee error raised by the PaymentChannels contract.
type PaymentChannelsBadPayee struct {
	Payee common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadPayee(address payee)
func PaymentChannelsBadPayeeErrorID() common.Hash {
	return common.HexToHash("0xcb89ee366e6635ada888b91a8a9f3fe3559156f211d82e4136d76efe5132727a")
}

// UnpackBadPayeeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadPayee(address payee)
func (paymentChannels *PaymentChannels) UnpackBadPayeeError(raw []byte) (*PaymentChannelsBadPayee, error) {
	out := new(PaymentChannelsBadPayee)
	if err := paymentChannels.abi.UnpackIntoInterface(out, "BadPayee", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PaymentChannelsBadRows represents a BadRows error raised by the PaymentChannels contract.
type PaymentChannelsBadRows struct {
	Length *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadRows(uint256 length)
func PaymentChannelsBadRowsErrorID() common.Hash {
	return common.HexToHash("0x9f1b671d21e27ca3b356e1de171e9346bf480354828f3e4174d8f8fd4cc06d51")
}

// UnpackBadRowsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadRows(uint256 length)
func (paymentChannels *PaymentChannels) UnpackBadRowsError(raw []byte) (*PaymentChannelsBadRows, error) {
	out := new(PaymentChannelsBadRows)
	if err := paymentChannels.abi.UnpackIntoInterface(out, "BadRows", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PaymentChannelsBadSignature represents a BadSignature error raised by the PaymentChannels contract.
type PaymentChannelsBadSignature struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadSignature()
func PaymentChannelsBadSignatureErrorID() common.Hash {
	return common.HexToHash("0x5cd5d2335541c4f2ed05fbe44f397e8b79f8e2333157122d2dab06e378ef7685")
}

// UnpackBadSignatureError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadSignature()
func (paymentChannels *PaymentChannels) UnpackBadSignatureError(raw []byte) (*PaymentChannelsBadSignature, error) {
	out := new(PaymentChannelsBadSignature)
	if err := paymentChannels.abi.UnpackIntoInterface(out, "BadSignature", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PaymentChannelsBadToken represents a BadToken error raised by the PaymentChannels contract.
type PaymentChannelsBadToken struct {
	Token common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadToken(address token)
func PaymentChannelsBadTokenErrorID() common.Hash {
	return common.HexToHash("0x732d20af3f99994283a8eafdbc70e49bd82b415d617b3173d70540d038fac8f9")
}

// UnpackBadTokenError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadToken(address token)
func (paymentChannels *PaymentChannels) UnpackBadTokenError(raw []byte) (*PaymentChannelsBadToken, error) {
	out := new(PaymentChannelsBadToken)
	if err := paymentChannels.abi.UnpackIntoInterface(out, "BadToken", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PaymentChannelsChannelClosed represents a ChannelClosed error raised by the PaymentChannels contract.
type PaymentChannelsChannelClosed struct {
	ChannelId [32]byte
	CloseAt   *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ChannelClosed(bytes32 channelId, uint256 closeAt)
func PaymentChannelsChannelClosedErrorID() common.Hash {
	return common.HexToHash("0x74e9aa18d6bb2c4887e76896296ce0a296a2e8315bb319b08b7607ff92fbef79")
}

// UnpackChannelClosedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ChannelClosed(bytes32 channelId, uint256 closeAt)
func (paymentChannels *PaymentChannels) UnpackChannelClosedError(raw []byte) (*PaymentChannelsChannelClosed, error) {
	out := new(PaymentChannelsChannelClosed)
	if err := paymentChannels.abi.UnpackIntoInterface(out, "ChannelClosed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PaymentChannelsChannelClosing represents a ChannelClosing error raised by the PaymentChannels contract.
type PaymentChannelsChannelClosing struct {
	ChannelId [32]byte
	CloseAt   *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ChannelClosing(bytes32 channelId, uint256 closeAt)
func PaymentChannelsChannelClosingErrorID() common.Hash {
	return common.HexToHash("0xeec92754a410c0aca8d3968ee8960b7d87227abc211a0be4832258fdcba454a5")
}

// UnpackChannelClosingError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ChannelClosing(bytes32 channelId, uint256 closeAt)
func (paymentChannels *PaymentChannels) UnpackChannelClosingError(raw []byte) (*PaymentChannelsChannelClosing, error) {
	out := new(PaymentChannelsChannelClosing)
	if err := paymentChannels.abi.UnpackIntoInterface(out, "ChannelClosing", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PaymentChannelsChannelExists represents a ChannelExists error raised by the PaymentChannels contract.
type PaymentChannelsChannelExists struct {
	ChannelId [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ChannelExists(bytes32 channelId)
func PaymentChannelsChannelExistsErrorID() common.Hash {
	return common.HexToHash("0xa940c060494e4a8725ceaaeed5009635eed00c41d329b627de1735c400b10517")
}

// UnpackChannelExistsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ChannelExists(bytes32 channelId)
func (paymentChannels *PaymentChannels) UnpackChannelExistsError(raw []byte) (*PaymentChannelsChannelExists, error) {
	out := new(PaymentChannelsChannelExists)
	if err := paymentChannels.abi.UnpackIntoInterface(out, "ChannelExists", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PaymentChannelsChannelNotClosed represents a ChannelNotClosed error raised by the PaymentChannels contract.
type PaymentChannelsChannelNotClosed struct {
	ChannelId [32]byte
	CloseAt   *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ChannelNotClosed(bytes32 channelId, uint256 closeAt)
func PaymentChannelsChannelNotClosedErrorID() common.Hash {
	return common.HexToHash("0xc67ad0308fa50f9d8dced53a6ef83e6189e7c1266a68282ae5176350f892a972")
}

// UnpackChannelNotClosedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ChannelNotClosed(bytes32 channelId, uint256 closeAt)
func (paymentChannels *PaymentChannels) UnpackChannelNotClosedError(raw []byte) (*PaymentChannelsChannelNotClosed, error) {
	out := new(PaymentChannelsChannelNotClosed)
	if err := paymentChannels.abi.UnpackIntoInterface(out, "ChannelNotClosed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PaymentChannelsConsentNotMet represents a ConsentNotMet error raised by the PaymentChannels contract.
type PaymentChannelsConsentNotMet struct {
	ChannelId [32]byte
	Settled   *big.Int
	AtLeast   *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ConsentNotMet(bytes32 channelId, uint256 settled, uint256 atLeast)
func PaymentChannelsConsentNotMetErrorID() common.Hash {
	return common.HexToHash("0xf21e0aae031eb3ce7d16768b7388f454b761643a1cda6b909f3c9b37cda495f5")
}

// UnpackConsentNotMetError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ConsentNotMet(bytes32 channelId, uint256 settled, uint256 atLeast)
func (paymentChannels *PaymentChannels) UnpackConsentNotMetError(raw []byte) (*PaymentChannelsConsentNotMet, error) {
	out := new(PaymentChannelsConsentNotMet)
	if err := paymentChannels.abi.UnpackIntoInterface(out, "ConsentNotMet", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PaymentChannelsDepositOverflow represents a DepositOverflow error raised by the PaymentChannels contract.
type PaymentChannelsDepositOverflow struct {
	ChannelId [32]byte
	Deposit   *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error DepositOverflow(bytes32 channelId, uint256 deposit)
func PaymentChannelsDepositOverflowErrorID() common.Hash {
	return common.HexToHash("0xacbb8096d69475d9ff4362bd23a3ff0f682414c65e6fe3e9b2097b7a8c0010b1")
}

// UnpackDepositOverflowError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error DepositOverflow(bytes32 channelId, uint256 deposit)
func (paymentChannels *PaymentChannels) UnpackDepositOverflowError(raw []byte) (*PaymentChannelsDepositOverflow, error) {
	out := new(PaymentChannelsDepositOverflow)
	if err := paymentChannels.abi.UnpackIntoInterface(out, "DepositOverflow", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PaymentChannelsNoSuchChannel represents a NoSuchChannel error raised by the PaymentChannels contract.
type PaymentChannelsNoSuchChannel struct {
	ChannelId [32]byte
	Signer    common.Address
	Payee     common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NoSuchChannel(bytes32 channelId, address signer, address payee)
func PaymentChannelsNoSuchChannelErrorID() common.Hash {
	return common.HexToHash("0xe4530191f8edba4e489bc8832ee98a8c75db0e5953f9f68ecfbc1e23685e3c20")
}

// UnpackNoSuchChannelError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NoSuchChannel(bytes32 channelId, address signer, address payee)
func (paymentChannels *PaymentChannels) UnpackNoSuchChannelError(raw []byte) (*PaymentChannelsNoSuchChannel, error) {
	out := new(PaymentChannelsNoSuchChannel)
	if err := paymentChannels.abi.UnpackIntoInterface(out, "NoSuchChannel", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PaymentChannelsNotHigher represents a NotHigher error raised by the PaymentChannels contract.
type PaymentChannelsNotHigher struct {
	ChannelId [32]byte
	Settled   *big.Int
	CumAmount *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotHigher(bytes32 channelId, uint256 settled, uint256 cumAmount)
func PaymentChannelsNotHigherErrorID() common.Hash {
	return common.HexToHash("0xecc9c58fccbcf326b85fe6921cf474470c7e3f1082417d40a0acfc73aa34feb0")
}

// UnpackNotHigherError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotHigher(bytes32 channelId, uint256 settled, uint256 cumAmount)
func (paymentChannels *PaymentChannels) UnpackNotHigherError(raw []byte) (*PaymentChannelsNotHigher, error) {
	out := new(PaymentChannelsNotHigher)
	if err := paymentChannels.abi.UnpackIntoInterface(out, "NotHigher", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PaymentChannelsNotPayee represents a NotPayee error raised by the PaymentChannels contract.
type PaymentChannelsNotPayee struct {
	Sender common.Address
	Payee  common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotPayee(address sender, address payee)
func PaymentChannelsNotPayeeErrorID() common.Hash {
	return common.HexToHash("0xabf2cc762d13bcd371b1e80bab140fad9bcf491dab4b5c7e69bd15cf66625381")
}

// UnpackNotPayeeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotPayee(address sender, address payee)
func (paymentChannels *PaymentChannels) UnpackNotPayeeError(raw []byte) (*PaymentChannelsNotPayee, error) {
	out := new(PaymentChannelsNotPayee)
	if err := paymentChannels.abi.UnpackIntoInterface(out, "NotPayee", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PaymentChannelsTransferFailed represents a TransferFailed error raised by the PaymentChannels contract.
type PaymentChannelsTransferFailed struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TransferFailed()
func PaymentChannelsTransferFailedErrorID() common.Hash {
	return common.HexToHash("0x90b8ec1877afffd816d05d9b13947f3ff18ec5851c38bad15ec2b710f92391b1")
}

// UnpackTransferFailedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TransferFailed()
func (paymentChannels *PaymentChannels) UnpackTransferFailedError(raw []byte) (*PaymentChannelsTransferFailed, error) {
	out := new(PaymentChannelsTransferFailed)
	if err := paymentChannels.abi.UnpackIntoInterface(out, "TransferFailed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PaymentChannelsTransferFromFailed represents a TransferFromFailed error raised by the PaymentChannels contract.
type PaymentChannelsTransferFromFailed struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TransferFromFailed()
func PaymentChannelsTransferFromFailedErrorID() common.Hash {
	return common.HexToHash("0x7939f424dcbfa2fa1d156b76cc697c9670f0bbaf8cf205037134e844b4916e74")
}

// UnpackTransferFromFailedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TransferFromFailed()
func (paymentChannels *PaymentChannels) UnpackTransferFromFailedError(raw []byte) (*PaymentChannelsTransferFromFailed, error) {
	out := new(PaymentChannelsTransferFromFailed)
	if err := paymentChannels.abi.UnpackIntoInterface(out, "TransferFromFailed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PaymentChannelsZeroDeposit represents a ZeroDeposit error raised by the PaymentChannels contract.
type PaymentChannelsZeroDeposit struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ZeroDeposit()
func PaymentChannelsZeroDepositErrorID() common.Hash {
	return common.HexToHash("0x56316e877e9063fd05b03c347d61a4639470c3199f0bdddd28efee0a5f8b6b02")
}

// UnpackZeroDepositError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ZeroDeposit()
func (paymentChannels *PaymentChannels) UnpackZeroDepositError(raw []byte) (*PaymentChannelsZeroDeposit, error) {
	out := new(PaymentChannelsZeroDeposit)
	if err := paymentChannels.abi.UnpackIntoInterface(out, "ZeroDeposit", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PaymentChannelsZeroSigner represents a ZeroSigner error raised by the PaymentChannels contract.
type PaymentChannelsZeroSigner struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ZeroSigner()
func PaymentChannelsZeroSignerErrorID() common.Hash {
	return common.HexToHash("0xe5c48ac578e050f5a863729c359600666b17bce09ec64f88719c5ce6fc799f6a")
}

// UnpackZeroSignerError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ZeroSigner()
func (paymentChannels *PaymentChannels) UnpackZeroSignerError(raw []byte) (*PaymentChannelsZeroSigner, error) {
	out := new(PaymentChannelsZeroSigner)
	if err := paymentChannels.abi.UnpackIntoInterface(out, "ZeroSigner", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RelayRegistryMetaData contains all meta data concerning the RelayRegistry contract.
var RelayRegistryMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"contractIPaymentChannels\",\"name\":\"channels_\",\"type\":\"address\"},{\"internalType\":\"uint96\",\"name\":\"minStake_\",\"type\":\"uint96\"},{\"internalType\":\"uint40\",\"name\":\"unbondingPeriod_\",\"type\":\"uint40\"},{\"internalType\":\"uint40\",\"name\":\"unbondingMargin_\",\"type\":\"uint40\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[{\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"}],\"name\":\"addStake\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"},{\"components\":[{\"internalType\":\"uint256\",\"name\":\"deadline\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"}],\"internalType\":\"structSignedPermit\",\"name\":\"permit\",\"type\":\"tuple\"}],\"name\":\"addStakeWithPermit\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"beginUnstaking\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"channels\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"finishUnstaking\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"minStake\",\"outputs\":[{\"internalType\":\"uint96\",\"name\":\"\",\"type\":\"uint96\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"nodeKey\",\"type\":\"address\"}],\"name\":\"operatorOf\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"nodeKey\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"},{\"internalType\":\"uint96\",\"name\":\"stake\",\"type\":\"uint96\"},{\"internalType\":\"bytes\",\"name\":\"descriptor\",\"type\":\"bytes\"}],\"name\":\"register\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"nodeKey\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"},{\"internalType\":\"uint96\",\"name\":\"stake\",\"type\":\"uint96\"},{\"internalType\":\"bytes\",\"name\":\"descriptor\",\"type\":\"bytes\"},{\"components\":[{\"internalType\":\"uint256\",\"name\":\"deadline\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"}],\"internalType\":\"structSignedPermit\",\"name\":\"permit\",\"type\":\"tuple\"}],\"name\":\"registerWithPermit\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"relayCount\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"}],\"name\":\"relayOf\",\"outputs\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"nodeKey\",\"type\":\"address\"},{\"internalType\":\"uint96\",\"name\":\"stake\",\"type\":\"uint96\"},{\"internalType\":\"uint40\",\"name\":\"unbondedAt\",\"type\":\"uint40\"},{\"internalType\":\"uint64\",\"name\":\"descriptorNumber\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"descriptorHash\",\"type\":\"bytes32\"},{\"internalType\":\"bool\",\"name\":\"staked\",\"type\":\"bool\"}],\"internalType\":\"structRelay\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"first\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"count\",\"type\":\"uint256\"}],\"name\":\"relays\",\"outputs\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"nodeKey\",\"type\":\"address\"},{\"internalType\":\"uint96\",\"name\":\"stake\",\"type\":\"uint96\"},{\"internalType\":\"uint40\",\"name\":\"unbondedAt\",\"type\":\"uint40\"},{\"internalType\":\"uint64\",\"name\":\"descriptorNumber\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"descriptorHash\",\"type\":\"bytes32\"},{\"internalType\":\"bool\",\"name\":\"staked\",\"type\":\"bool\"}],\"internalType\":\"structRelay[]\",\"name\":\"page\",\"type\":\"tuple[]\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"newNodeKey\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"}],\"name\":\"rotateNodeKey\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"token\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"unbondingMargin\",\"outputs\":[{\"internalType\":\"uint40\",\"name\":\"\",\"type\":\"uint40\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"unbondingPeriod\",\"outputs\":[{\"internalType\":\"uint40\",\"name\":\"\",\"type\":\"uint40\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes\",\"name\":\"descriptor\",\"type\":\"bytes\"}],\"name\":\"updateDescriptor\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"number\",\"type\":\"uint64\"},{\"indexed\":false,\"internalType\":\"bytes\",\"name\":\"descriptor\",\"type\":\"bytes\"}],\"name\":\"DescriptorPublished\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"oldNodeKey\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"newNodeKey\",\"type\":\"address\"}],\"name\":\"NodeKeyRotated\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"nodeKey\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"stake\",\"type\":\"uint96\"}],\"name\":\"Registered\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"stake\",\"type\":\"uint96\"}],\"name\":\"StakeAdded\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint40\",\"name\":\"unbondedAt\",\"type\":\"uint40\"}],\"name\":\"UnstakingBegun\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"stake\",\"type\":\"uint96\"}],\"name\":\"UnstakingFinished\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"}],\"name\":\"AlreadyStaked\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"length\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"max\",\"type\":\"uint256\"}],\"name\":\"BadDescriptor\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"nodeKey\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"recovered\",\"type\":\"address\"}],\"name\":\"BadNodeKeySignature\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"unbondingPeriod\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"closingPeriod\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"margin\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"max\",\"type\":\"uint256\"}],\"name\":\"BadUnbondingPeriod\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"nodeKey\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"}],\"name\":\"NodeKeyTaken\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"}],\"name\":\"NotStaked\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"unbondedAt\",\"type\":\"uint256\"}],\"name\":\"NotUnbonded\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"stake\",\"type\":\"uint256\"}],\"name\":\"StakeOverflow\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"stake\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"minStake\",\"type\":\"uint256\"}],\"name\":\"StakeTooLow\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"TransferFailed\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"TransferFromFailed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"unbondedAt\",\"type\":\"uint256\"}],\"name\":\"Unbonding\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ZeroMinStake\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ZeroStake\",\"type\":\"error\"}]",
	ID:  "1e492b4742e995e7d9d97c45fd9bc4973f",
	Bin: "0x61012080604052346101b457608081611bdf80380380916100208285610266565b8339810103126101b45780516001600160a01b03811691908290036101b45760208101516001600160601b038116928382036101b45761006e60606100676040860161029d565b940161029d565b93604051631baed18560e31b8152602081600481865afa80156101c0575f90610228575b64ffffffffff91501664ffffffffff8616808201918281116102145764ffffffffff8716928311801590610207575b6101da57505050156101cb5760208160049260805260405192838092637e062a3560e11b82525afa9081156101c0575f9161017a575b5060a05260c05260e0526101005260405161192f90816102b082396080518181816108070152611455015260a05181818161012301528181610548015281816106e801528181610aa10152611317015260c051818181610e0101528181610fc2015261113f015260e0518181816108670152610d28015261010051816104520152f35b90506020813d6020116101b8575b8161019560209383610266565b810103126101b457516001600160a01b03811681036101b4575f6100f7565b5f80fd5b3d9150610188565b6040513d5f823e3d90fd5b635902e94960e01b5f5260045ffd5b6084935060405192633cc8e11360e11b84526004840152602483015260448201526301e133806064820152fd5b506301e1338083116100c1565b634e487b7160e01b5f52601160045260245ffd5b506020813d60201161025e575b8161024260209383610266565b810103126101b45761025964ffffffffff9161029d565b610092565b3d9150610235565b601f909101601f19168101906001600160401b0382119082101761028957604052565b634e487b7160e01b5f52604160045260245ffd5b519064ffffffffff821682036101b45756fe6080806040526004361015610012575f80fd5b5f905f3560e01c908163375b3c0a14610dc1575080633f3d977a14610cea5780634087f33214610c5d578063506fa6ac14610ba45780635a315185146109c957806360c909da146108ef578063636f35d31461088b5780636cf6d6751461082b57806379a4e450146107bc57806380deb3d6146106435780638221443e146105de5780639ffcf49514610476578063aa9f867814610416578063b08cfd15146101e0578063e5e22f3b146101a4578063f173f1311461014a5763fc0c546a146100d9575f80fd5b3461014757807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261014757602060405173ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b80fd5b50346101475760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610147576101a16bffffffffffffffffffffffff610192610e63565b1661019c81611677565b611315565b80f35b503461014757807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610147576020600254604051908152f35b50346101475760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610147576004356024356002548083105f1461040f578281039081116103e2575b808210156103da5750905b7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe061027b6102658461104d565b936102736040519586610ef5565b80855261104d565b01835b8181106103c3575050825b82518110156102e857806102cc73ffffffffffffffffffffffffffffffffffffffff6102bf6102ba60019587611065565b611072565b90549060031b1c16610f6c565b6102d682866110b7565b526102e181856110b7565b5001610289565b505090604051918291602083016020845282518091526020604085019301915b818110610316575050500390f35b91935091602060e0826103b5600194885160c0809173ffffffffffffffffffffffffffffffffffffffff815116845273ffffffffffffffffffffffffffffffffffffffff60208201511660208501526bffffffffffffffffffffffff604082015116604085015264ffffffffff606082015116606085015267ffffffffffffffff608082015116608085015260a081015160a085015201511515910152565b019401910191849392610308565b6020906103ce610f36565b8282870101520161027e565b905090610238565b6024847f4e487b710000000000000000000000000000000000000000000000000000000081526011600452fd5b508261022d565b503461014757807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261014757602060405164ffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461014757807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610147576104ad6118ea565b600181019081549164ffffffffff8316801580156105d5575b6105a6575081547fffffffffffffffffffffffffffffffffffffffffffffffffffffff00000000009390931690555f905560405160a09190911c8082529033907f2b6c5fe41c43cc84f689c205e007e3b3fe7c4093a5622032d517e2645d93510f90602090a2336014526034526fa9059cbb00000000000000000000000081527f00000000000000000000000000000000000000000000000000000000000000006020826044601082855af1908160018451141615610588575b828060345280f35b3b153d171015610599575f80610580565b6390b8ec1890526004601cfd5b7f41b3e02900000000000000000000000000000000000000000000000000000000855233600452602452604484fd5b508042106104c6565b50346101475760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101475760043567ffffffffffffffff811161063f576106316101a1913690600401610e7e565b9061063a6110cb565b611779565b5080fd5b50346101475760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101475761067b610e63565b60607fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffdc36011261063f576bffffffffffffffffffffffff166106bc81611677565b606435601b8160ff1c0160ff81116103e25790839173ffffffffffffffffffffffffffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001690813b156107b85760e460ff918580947f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff60405197889687957fd505accf0000000000000000000000000000000000000000000000000000000087523360048801523060248801528c6044880152602435606488015216608486015260443560a48601521660c48401525af16107a3575b506101a182611315565b816107ad91610ef5565b61063f57815f610799565b8380fd5b503461014757807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261014757602060405173ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461014757807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261014757602060405164ffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b50346101475760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101475773ffffffffffffffffffffffffffffffffffffffff6040602092826108de610e25565b168152808452205416604051908152f35b50346101475760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101475760e061093161092c610e25565b610f6c565b6109c7604051809260c0809173ffffffffffffffffffffffffffffffffffffffff815116845273ffffffffffffffffffffffffffffffffffffffff60208201511660208501526bffffffffffffffffffffffff604082015116604085015264ffffffffff606082015116606085015267ffffffffffffffff608082015116608085015260a081015160a085015201511515910152565bf35b5034610b73576101007ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610b7357610a02610e25565b610a0a610e48565b60843567ffffffffffffffff8111610b7357610a2a903690600401610e7e565b60607fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff5c949294360112610b73576bffffffffffffffffffffffff9383610a77936044359060243590611117565b1660e435601b8160ff1c0160ff8111610b775773ffffffffffffffffffffffffffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001690813b15610b735760e460ff915f80947f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff60405197889687957fd505accf0000000000000000000000000000000000000000000000000000000087523360048801523060248801528b604488015260a435606488015216608486015260c43560a48601521660c48401525af1610b5c575b506101a190611315565b610b699192505f90610ef5565b5f906101a1610b52565b5f80fd5b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b34610b735760607ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610b7357610bdb610e25565b73ffffffffffffffffffffffffffffffffffffffff610bf86110cb565b91610c086044356024358361139e565b82549082167fffffffffffffffffffffffff00000000000000000000000000000000000000008216811790935516337fa1ee916662a4d93288599b2ae8834af84206ebd04865e74a486fe575cfa1efcc5f80a4005b34610b735760a07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610b7357610c94610e25565b610c9c610e48565b6084359067ffffffffffffffff8211610b7357610ce281610ce894610cd26bffffffffffffffffffffffff953690600401610e7e565b9290916044359060243590611117565b16611315565b005b34610b73575f7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610b7357610d206110cb565b64ffffffffff7f00000000000000000000000000000000000000000000000000000000000000001664ffffffffff4216019064ffffffffff8211610b7757600164ffffffffff9101911690817fffffffffffffffffffffffffffffffffffffffffffffffffffffff00000000008254161790556040519081527f86baa73a61576a3a8889726fc9761af39c45948035f91b0444dfde89d5c9598460203392a2005b34610b73575f7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610b73576020906bffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b6004359073ffffffffffffffffffffffffffffffffffffffff82168203610b7357565b606435906bffffffffffffffffffffffff82168203610b7357565b600435906bffffffffffffffffffffffff82168203610b7357565b9181601f84011215610b735782359167ffffffffffffffff8311610b735760208381860195010111610b7357565b60e0810190811067ffffffffffffffff821117610ec857604052565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b90601f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0910116810190811067ffffffffffffffff821117610ec857604052565b60405190610f4382610eac565b5f60c0838281528260208201528260408201528260608201528260808201528260a08201520152565b73ffffffffffffffffffffffffffffffffffffffff90610f8a610f36565b5016805f52600160205260405f208054908160a01c906001810154600264ffffffffff8216920154916bffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168410159384611044575b73ffffffffffffffffffffffffffffffffffffffff67ffffffffffffffff9495966040519861101a8a610eac565b89521660208801526040870152606086015260281c16608084015260a0830152151560c082015290565b81159450610fec565b67ffffffffffffffff8111610ec85760051b60200190565b91908201809211610b7757565b60025481101561108a5760025f5260205f2001905f90565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b805182101561108a5760209160051b010190565b6110d36118ea565b9064ffffffffff600183015416806110e85750565b7f4d5f2cc7000000000000000000000000000000000000000000000000000000005f523360045260245260445ffd5b949392335f52600160205260405f2092835460a01c6112e9576bffffffffffffffffffffffff7f000000000000000000000000000000000000000000000000000000000000000016926bffffffffffffffffffffffff8316938085106112ba575090611183918861139e565b67ffffffffffffffff600184015460281c161561125d575b61125b956111fe73ffffffffffffffffffffffffffffffffffffffff92859073ffffffffffffffffffffffffffffffffffffffff7fffffffffffffffffffffffff000000000000000000000000000000000000000083549260a01b169116179055565b8181167fffffffffffffffffffffffff000000000000000000000000000000000000000085541617845560405192835216907f1c86fb3f4e7e1b108008c77bc92e9e62272a27db9e6456c590ce2969bbba53b360203392a3611779565b565b6002549568010000000000000000871015610ec8576111fe73ffffffffffffffffffffffffffffffffffffffff9261129e89600161125b9b01600255611072565b81549060031b908633831b921b1916179055925050955061119b565b847f829f1163000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b7f0c45c8ec000000000000000000000000000000000000000000000000000000005f523360045260245ffd5b7f000000000000000000000000000000000000000000000000000000000000000060405191606052306040523360601b602c526f23b872dd000000000000000000000000600c5260205f6064601c82855af1908160015f51141615611380575b50505f606052604052565b3b153d171015611391575f80611375565b637939f4245f526004601cfd5b73ffffffffffffffffffffffffffffffffffffffff1691825f525f60205273ffffffffffffffffffffffffffffffffffffffff60405f2054166116255760606040517f2059a7e4e6a684849c477b03adac52625f03023edeff5a60f4b241535883845881523060208201523360408201522090604051927ff698da2500000000000000000000000000000000000000000000000000000000845260208460048173ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000165afa92831561161a575f936115d2575b73ffffffffffffffffffffffffffffffffffffffff9450604051937f19010000000000000000000000000000000000000000000000000000000000005f5260025260225260425f20917f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8116925f5260ff1c601b01602052604052806060527f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a06020600160805f825afa51911160051b3d1102906040525f60605216801580156115c8575b61159957505f525f60205260405f2073ffffffffffffffffffffffffffffffffffffffff33167fffffffffffffffffffffffff0000000000000000000000000000000000000000825416179055565b907fcd02dadf000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b508181141561154a565b92506020843d602011611612575b816115ed60209383610ef5565b81010312610b735773ffffffffffffffffffffffffffffffffffffffff935192611485565b3d91506115e0565b6040513d5f823e3d90fd5b82805f525f60205273ffffffffffffffffffffffffffffffffffffffff60405f205416907f66dbfc25000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b61167f6110cb565b9080156117515761169490825460a01c611065565b6bffffffffffffffffffffffff811161172657815473ffffffffffffffffffffffffffffffffffffffff1660a082901b7fffffffffffffffffffffffff000000000000000000000000000000000000000016179091556bffffffffffffffffffffffff166040519081527f491fe950b099def990f5d85e7d949ca649169fbad4869d915413a94c123c2f4b60203392a2565b7f8cc798b1000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b7f150a67e9000000000000000000000000000000000000000000000000000000005f5260045ffd5b821580156118df575b6118ad57600181019081549167ffffffffffffffff8360281c1667ffffffffffffffff8114610b7757600101927fffffffffffffffffffffffffffffffffffffff0000000000000000ffffffffff6cffffffffffffffff00000000008560281b16911617905567ffffffffffffffff8411610ec857604051601f85017fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0169461182e6020870183610ef5565b808252602082013682870111610b7357855f94600283606096867ffe11271d9271d03ab98bc80130afa6132e272421f38609e804aa20a43f6380c49b819737886020878301015251902091015567ffffffffffffffff6040519616865260406020870152816040870152838601378301015260608133948101030190a2565b827f1a56583f000000000000000000000000000000000000000000000000000000005f5260045261100060245260445ffd5b506110008311611782565b335f52600160205260405f2090815460a01c1561190357565b7f2449d29b000000000000000000000000000000000000000000000000000000005f523360045260245ffd",
}

// RelayRegistry is an auto generated Go binding around an Ethereum contract.
type RelayRegistry struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *RelayRegistry) GetABI() abi.ABI {
	return c.abi
}

// NewRelayRegistry creates a new instance of RelayRegistry.
func NewRelayRegistry() *RelayRegistry {
	parsed, err := RelayRegistryMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &RelayRegistry{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *RelayRegistry) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address channels_, uint96 minStake_, uint40 unbondingPeriod_, uint40 unbondingMargin_) returns()
func (relayRegistry *RelayRegistry) PackConstructor(channels_ common.Address, minStake_ *big.Int, unbondingPeriod_ *big.Int, unbondingMargin_ *big.Int) []byte {
	enc, err := relayRegistry.abi.Pack("", channels_, minStake_, unbondingPeriod_, unbondingMargin_)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackAddStake is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf173f131.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function addStake(uint96 amount) returns()
func (relayRegistry *RelayRegistry) PackAddStake(amount *big.Int) []byte {
	enc, err := relayRegistry.abi.Pack("addStake", amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAddStake is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf173f131.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function addStake(uint96 amount) returns()
func (relayRegistry *RelayRegistry) TryPackAddStake(amount *big.Int) ([]byte, error) {
	return relayRegistry.abi.Pack("addStake", amount)
}

// PackAddStakeWithPermit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x80deb3d6.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function addStakeWithPermit(uint96 amount, (uint256,bytes32,bytes32) permit) returns()
func (relayRegistry *RelayRegistry) PackAddStakeWithPermit(amount *big.Int, permit SignedPermit) []byte {
	enc, err := relayRegistry.abi.Pack("addStakeWithPermit", amount, permit)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAddStakeWithPermit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x80deb3d6.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function addStakeWithPermit(uint96 amount, (uint256,bytes32,bytes32) permit) returns()
func (relayRegistry *RelayRegistry) TryPackAddStakeWithPermit(amount *big.Int, permit SignedPermit) ([]byte, error) {
	return relayRegistry.abi.Pack("addStakeWithPermit", amount, permit)
}

// PackBeginUnstaking is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3f3d977a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function beginUnstaking() returns()
func (relayRegistry *RelayRegistry) PackBeginUnstaking() []byte {
	enc, err := relayRegistry.abi.Pack("beginUnstaking")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBeginUnstaking is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3f3d977a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function beginUnstaking() returns()
func (relayRegistry *RelayRegistry) TryPackBeginUnstaking() ([]byte, error) {
	return relayRegistry.abi.Pack("beginUnstaking")
}

// PackChannels is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x79a4e450.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function channels() view returns(address)
func (relayRegistry *RelayRegistry) PackChannels() []byte {
	enc, err := relayRegistry.abi.Pack("channels")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackChannels is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x79a4e450.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function channels() view returns(address)
func (relayRegistry *RelayRegistry) TryPackChannels() ([]byte, error) {
	return relayRegistry.abi.Pack("channels")
}

// UnpackChannels is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x79a4e450.
//
// Solidity: function channels() view returns(address)
func (relayRegistry *RelayRegistry) UnpackChannels(data []byte) (common.Address, error) {
	out, err := relayRegistry.abi.Unpack("channels", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackFinishUnstaking is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9ffcf495.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function finishUnstaking() returns()
func (relayRegistry *RelayRegistry) PackFinishUnstaking() []byte {
	enc, err := relayRegistry.abi.Pack("finishUnstaking")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackFinishUnstaking is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9ffcf495.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function finishUnstaking() returns()
func (relayRegistry *RelayRegistry) TryPackFinishUnstaking() ([]byte, error) {
	return relayRegistry.abi.Pack("finishUnstaking")
}

// PackMinStake is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x375b3c0a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function minStake() view returns(uint96)
func (relayRegistry *RelayRegistry) PackMinStake() []byte {
	enc, err := relayRegistry.abi.Pack("minStake")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMinStake is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x375b3c0a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function minStake() view returns(uint96)
func (relayRegistry *RelayRegistry) TryPackMinStake() ([]byte, error) {
	return relayRegistry.abi.Pack("minStake")
}

// UnpackMinStake is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x375b3c0a.
//
// Solidity: function minStake() view returns(uint96)
func (relayRegistry *RelayRegistry) UnpackMinStake(data []byte) (*big.Int, error) {
	out, err := relayRegistry.abi.Unpack("minStake", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackOperatorOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x636f35d3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function operatorOf(address nodeKey) view returns(address operator)
func (relayRegistry *RelayRegistry) PackOperatorOf(nodeKey common.Address) []byte {
	enc, err := relayRegistry.abi.Pack("operatorOf", nodeKey)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOperatorOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x636f35d3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function operatorOf(address nodeKey) view returns(address operator)
func (relayRegistry *RelayRegistry) TryPackOperatorOf(nodeKey common.Address) ([]byte, error) {
	return relayRegistry.abi.Pack("operatorOf", nodeKey)
}

// UnpackOperatorOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x636f35d3.
//
// Solidity: function operatorOf(address nodeKey) view returns(address operator)
func (relayRegistry *RelayRegistry) UnpackOperatorOf(data []byte) (common.Address, error) {
	out, err := relayRegistry.abi.Unpack("operatorOf", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackRegister is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4087f332.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function register(address nodeKey, bytes32 r, bytes32 vs, uint96 stake, bytes descriptor) returns()
func (relayRegistry *RelayRegistry) PackRegister(nodeKey common.Address, r [32]byte, vs [32]byte, stake *big.Int, descriptor []byte) []byte {
	enc, err := relayRegistry.abi.Pack("register", nodeKey, r, vs, stake, descriptor)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRegister is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4087f332.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function register(address nodeKey, bytes32 r, bytes32 vs, uint96 stake, bytes descriptor) returns()
func (relayRegistry *RelayRegistry) TryPackRegister(nodeKey common.Address, r [32]byte, vs [32]byte, stake *big.Int, descriptor []byte) ([]byte, error) {
	return relayRegistry.abi.Pack("register", nodeKey, r, vs, stake, descriptor)
}

// PackRegisterWithPermit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5a315185.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function registerWithPermit(address nodeKey, bytes32 r, bytes32 vs, uint96 stake, bytes descriptor, (uint256,bytes32,bytes32) permit) returns()
func (relayRegistry *RelayRegistry) PackRegisterWithPermit(nodeKey common.Address, r [32]byte, vs [32]byte, stake *big.Int, descriptor []byte, permit SignedPermit) []byte {
	enc, err := relayRegistry.abi.Pack("registerWithPermit", nodeKey, r, vs, stake, descriptor, permit)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRegisterWithPermit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5a315185.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function registerWithPermit(address nodeKey, bytes32 r, bytes32 vs, uint96 stake, bytes descriptor, (uint256,bytes32,bytes32) permit) returns()
func (relayRegistry *RelayRegistry) TryPackRegisterWithPermit(nodeKey common.Address, r [32]byte, vs [32]byte, stake *big.Int, descriptor []byte, permit SignedPermit) ([]byte, error) {
	return relayRegistry.abi.Pack("registerWithPermit", nodeKey, r, vs, stake, descriptor, permit)
}

// PackRelayCount is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe5e22f3b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function relayCount() view returns(uint256)
func (relayRegistry *RelayRegistry) PackRelayCount() []byte {
	enc, err := relayRegistry.abi.Pack("relayCount")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRelayCount is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe5e22f3b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function relayCount() view returns(uint256)
func (relayRegistry *RelayRegistry) TryPackRelayCount() ([]byte, error) {
	return relayRegistry.abi.Pack("relayCount")
}

// UnpackRelayCount is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe5e22f3b.
//
// Solidity: function relayCount() view returns(uint256)
func (relayRegistry *RelayRegistry) UnpackRelayCount(data []byte) (*big.Int, error) {
	out, err := relayRegistry.abi.Unpack("relayCount", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackRelayOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x60c909da.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function relayOf(address operator) view returns((address,address,uint96,uint40,uint64,bytes32,bool))
func (relayRegistry *RelayRegistry) PackRelayOf(operator common.Address) []byte {
	enc, err := relayRegistry.abi.Pack("relayOf", operator)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRelayOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x60c909da.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function relayOf(address operator) view returns((address,address,uint96,uint40,uint64,bytes32,bool))
func (relayRegistry *RelayRegistry) TryPackRelayOf(operator common.Address) ([]byte, error) {
	return relayRegistry.abi.Pack("relayOf", operator)
}

// UnpackRelayOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x60c909da.
//
// Solidity: function relayOf(address operator) view returns((address,address,uint96,uint40,uint64,bytes32,bool))
func (relayRegistry *RelayRegistry) UnpackRelayOf(data []byte) (Relay, error) {
	out, err := relayRegistry.abi.Unpack("relayOf", data)
	if err != nil {
		return *new(Relay), err
	}
	out0 := *abi.ConvertType(out[0], new(Relay)).(*Relay)
	return out0, nil
}

// PackRelays is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb08cfd15.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function relays(uint256 first, uint256 count) view returns((address,address,uint96,uint40,uint64,bytes32,bool)[] page)
func (relayRegistry *RelayRegistry) PackRelays(first *big.Int, count *big.Int) []byte {
	enc, err := relayRegistry.abi.Pack("relays", first, count)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRelays is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb08cfd15.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function relays(uint256 first, uint256 count) view returns((address,address,uint96,uint40,uint64,bytes32,bool)[] page)
func (relayRegistry *RelayRegistry) TryPackRelays(first *big.Int, count *big.Int) ([]byte, error) {
	return relayRegistry.abi.Pack("relays", first, count)
}

// UnpackRelays is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb08cfd15.
//
// Solidity: function relays(uint256 first, uint256 count) view returns((address,address,uint96,uint40,uint64,bytes32,bool)[] page)
func (relayRegistry *RelayRegistry) UnpackRelays(data []byte) ([]Relay, error) {
	out, err := relayRegistry.abi.Unpack("relays", data)
	if err != nil {
		return *new([]Relay), err
	}
	out0 := *abi.ConvertType(out[0], new([]Relay)).(*[]Relay)
	return out0, nil
}

// PackRotateNodeKey is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x506fa6ac.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function rotateNodeKey(address newNodeKey, bytes32 r, bytes32 vs) returns()
func (relayRegistry *RelayRegistry) PackRotateNodeKey(newNodeKey common.Address, r [32]byte, vs [32]byte) []byte {
	enc, err := relayRegistry.abi.Pack("rotateNodeKey", newNodeKey, r, vs)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRotateNodeKey is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x506fa6ac.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function rotateNodeKey(address newNodeKey, bytes32 r, bytes32 vs) returns()
func (relayRegistry *RelayRegistry) TryPackRotateNodeKey(newNodeKey common.Address, r [32]byte, vs [32]byte) ([]byte, error) {
	return relayRegistry.abi.Pack("rotateNodeKey", newNodeKey, r, vs)
}

// PackToken is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfc0c546a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function token() view returns(address)
func (relayRegistry *RelayRegistry) PackToken() []byte {
	enc, err := relayRegistry.abi.Pack("token")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackToken is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfc0c546a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function token() view returns(address)
func (relayRegistry *RelayRegistry) TryPackToken() ([]byte, error) {
	return relayRegistry.abi.Pack("token")
}

// UnpackToken is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xfc0c546a.
//
// Solidity: function token() view returns(address)
func (relayRegistry *RelayRegistry) UnpackToken(data []byte) (common.Address, error) {
	out, err := relayRegistry.abi.Unpack("token", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackUnbondingMargin is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xaa9f8678.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function unbondingMargin() view returns(uint40)
func (relayRegistry *RelayRegistry) PackUnbondingMargin() []byte {
	enc, err := relayRegistry.abi.Pack("unbondingMargin")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackUnbondingMargin is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xaa9f8678.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function unbondingMargin() view returns(uint40)
func (relayRegistry *RelayRegistry) TryPackUnbondingMargin() ([]byte, error) {
	return relayRegistry.abi.Pack("unbondingMargin")
}

// UnpackUnbondingMargin is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xaa9f8678.
//
// Solidity: function unbondingMargin() view returns(uint40)
func (relayRegistry *RelayRegistry) UnpackUnbondingMargin(data []byte) (*big.Int, error) {
	out, err := relayRegistry.abi.Unpack("unbondingMargin", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackUnbondingPeriod is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6cf6d675.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function unbondingPeriod() view returns(uint40)
func (relayRegistry *RelayRegistry) PackUnbondingPeriod() []byte {
	enc, err := relayRegistry.abi.Pack("unbondingPeriod")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackUnbondingPeriod is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6cf6d675.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function unbondingPeriod() view returns(uint40)
func (relayRegistry *RelayRegistry) TryPackUnbondingPeriod() ([]byte, error) {
	return relayRegistry.abi.Pack("unbondingPeriod")
}

// UnpackUnbondingPeriod is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x6cf6d675.
//
// Solidity: function unbondingPeriod() view returns(uint40)
func (relayRegistry *RelayRegistry) UnpackUnbondingPeriod(data []byte) (*big.Int, error) {
	out, err := relayRegistry.abi.Unpack("unbondingPeriod", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackUpdateDescriptor is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8221443e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function updateDescriptor(bytes descriptor) returns()
func (relayRegistry *RelayRegistry) PackUpdateDescriptor(descriptor []byte) []byte {
	enc, err := relayRegistry.abi.Pack("updateDescriptor", descriptor)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackUpdateDescriptor is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8221443e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function updateDescriptor(bytes descriptor) returns()
func (relayRegistry *RelayRegistry) TryPackUpdateDescriptor(descriptor []byte) ([]byte, error) {
	return relayRegistry.abi.Pack("updateDescriptor", descriptor)
}

// RelayRegistryDescriptorPublished represents a DescriptorPublished event raised by the RelayRegistry contract.
type RelayRegistryDescriptorPublished struct {
	Operator   common.Address
	Number     uint64
	Descriptor []byte
	Raw        *types.Log // Blockchain specific contextual infos
}

const RelayRegistryDescriptorPublishedEventName = "DescriptorPublished"

// ContractEventName returns the user-defined event name.
func (RelayRegistryDescriptorPublished) ContractEventName() string {
	return RelayRegistryDescriptorPublishedEventName
}

// UnpackDescriptorPublishedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event DescriptorPublished(address indexed operator, uint64 number, bytes descriptor)
func (relayRegistry *RelayRegistry) UnpackDescriptorPublishedEvent(log *types.Log) (*RelayRegistryDescriptorPublished, error) {
	event := "DescriptorPublished"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != relayRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RelayRegistryDescriptorPublished)
	if len(log.Data) > 0 {
		if err := relayRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range relayRegistry.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RelayRegistryNodeKeyRotated represents a NodeKeyRotated event raised by the RelayRegistry contract.
type RelayRegistryNodeKeyRotated struct {
	Operator   common.Address
	OldNodeKey common.Address
	NewNodeKey common.Address
	Raw        *types.Log // Blockchain specific contextual infos
}

const RelayRegistryNodeKeyRotatedEventName = "NodeKeyRotated"

// ContractEventName returns the user-defined event name.
func (RelayRegistryNodeKeyRotated) ContractEventName() string {
	return RelayRegistryNodeKeyRotatedEventName
}

// UnpackNodeKeyRotatedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event NodeKeyRotated(address indexed operator, address indexed oldNodeKey, address indexed newNodeKey)
func (relayRegistry *RelayRegistry) UnpackNodeKeyRotatedEvent(log *types.Log) (*RelayRegistryNodeKeyRotated, error) {
	event := "NodeKeyRotated"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != relayRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RelayRegistryNodeKeyRotated)
	if len(log.Data) > 0 {
		if err := relayRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range relayRegistry.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RelayRegistryRegistered represents a Registered event raised by the RelayRegistry contract.
type RelayRegistryRegistered struct {
	Operator common.Address
	NodeKey  common.Address
	Stake    *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const RelayRegistryRegisteredEventName = "Registered"

// ContractEventName returns the user-defined event name.
func (RelayRegistryRegistered) ContractEventName() string {
	return RelayRegistryRegisteredEventName
}

// UnpackRegisteredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Registered(address indexed operator, address indexed nodeKey, uint96 stake)
func (relayRegistry *RelayRegistry) UnpackRegisteredEvent(log *types.Log) (*RelayRegistryRegistered, error) {
	event := "Registered"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != relayRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RelayRegistryRegistered)
	if len(log.Data) > 0 {
		if err := relayRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range relayRegistry.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RelayRegistryStakeAdded represents a StakeAdded event raised by the RelayRegistry contract.
type RelayRegistryStakeAdded struct {
	Operator common.Address
	Stake    *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const RelayRegistryStakeAddedEventName = "StakeAdded"

// ContractEventName returns the user-defined event name.
func (RelayRegistryStakeAdded) ContractEventName() string {
	return RelayRegistryStakeAddedEventName
}

// UnpackStakeAddedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event StakeAdded(address indexed operator, uint96 stake)
func (relayRegistry *RelayRegistry) UnpackStakeAddedEvent(log *types.Log) (*RelayRegistryStakeAdded, error) {
	event := "StakeAdded"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != relayRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RelayRegistryStakeAdded)
	if len(log.Data) > 0 {
		if err := relayRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range relayRegistry.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RelayRegistryUnstakingBegun represents a UnstakingBegun event raised by the RelayRegistry contract.
type RelayRegistryUnstakingBegun struct {
	Operator   common.Address
	UnbondedAt *big.Int
	Raw        *types.Log // Blockchain specific contextual infos
}

const RelayRegistryUnstakingBegunEventName = "UnstakingBegun"

// ContractEventName returns the user-defined event name.
func (RelayRegistryUnstakingBegun) ContractEventName() string {
	return RelayRegistryUnstakingBegunEventName
}

// UnpackUnstakingBegunEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event UnstakingBegun(address indexed operator, uint40 unbondedAt)
func (relayRegistry *RelayRegistry) UnpackUnstakingBegunEvent(log *types.Log) (*RelayRegistryUnstakingBegun, error) {
	event := "UnstakingBegun"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != relayRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RelayRegistryUnstakingBegun)
	if len(log.Data) > 0 {
		if err := relayRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range relayRegistry.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RelayRegistryUnstakingFinished represents a UnstakingFinished event raised by the RelayRegistry contract.
type RelayRegistryUnstakingFinished struct {
	Operator common.Address
	Stake    *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const RelayRegistryUnstakingFinishedEventName = "UnstakingFinished"

// ContractEventName returns the user-defined event name.
func (RelayRegistryUnstakingFinished) ContractEventName() string {
	return RelayRegistryUnstakingFinishedEventName
}

// UnpackUnstakingFinishedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event UnstakingFinished(address indexed operator, uint96 stake)
func (relayRegistry *RelayRegistry) UnpackUnstakingFinishedEvent(log *types.Log) (*RelayRegistryUnstakingFinished, error) {
	event := "UnstakingFinished"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != relayRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RelayRegistryUnstakingFinished)
	if len(log.Data) > 0 {
		if err := relayRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range relayRegistry.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (relayRegistry *RelayRegistry) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["AlreadyStaked"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackAlreadyStakedError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["BadDescriptor"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackBadDescriptorError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["BadNodeKeySignature"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackBadNodeKeySignatureError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["BadUnbondingPeriod"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackBadUnbondingPeriodError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["NodeKeyTaken"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackNodeKeyTakenError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["NotStaked"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackNotStakedError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["NotUnbonded"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackNotUnbondedError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["StakeOverflow"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackStakeOverflowError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["StakeTooLow"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackStakeTooLowError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["TransferFailed"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackTransferFailedError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["TransferFromFailed"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackTransferFromFailedError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["Unbonding"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackUnbondingError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["ZeroMinStake"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackZeroMinStakeError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["ZeroStake"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackZeroStakeError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// RelayRegistryAlreadyStaked represents a AlreadyStaked error raised by the RelayRegistry contract.
type RelayRegistryAlreadyStaked struct {
	Operator common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AlreadyStaked(address operator)
func RelayRegistryAlreadyStakedErrorID() common.Hash {
	return common.HexToHash("0x0c45c8ec7e0c825c92c09a3dde8006b2eae6da054888db40f69587b6e4b9f313")
}

// UnpackAlreadyStakedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AlreadyStaked(address operator)
func (relayRegistry *RelayRegistry) UnpackAlreadyStakedError(raw []byte) (*RelayRegistryAlreadyStaked, error) {
	out := new(RelayRegistryAlreadyStaked)
	if err := relayRegistry.abi.UnpackIntoInterface(out, "AlreadyStaked", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RelayRegistryBadDescriptor represents a BadDescriptor error raised by the RelayRegistry contract.
type RelayRegistryBadDescriptor struct {
	Length *big.Int
	Max    *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadDescriptor(uint256 length, uint256 max)
func RelayRegistryBadDescriptorErrorID() common.Hash {
	return common.HexToHash("0x1a56583fa2054eaefa9d9bfae954af1c0708e4265f07440bcac4079742f808b2")
}

// UnpackBadDescriptorError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadDescriptor(uint256 length, uint256 max)
func (relayRegistry *RelayRegistry) UnpackBadDescriptorError(raw []byte) (*RelayRegistryBadDescriptor, error) {
	out := new(RelayRegistryBadDescriptor)
	if err := relayRegistry.abi.UnpackIntoInterface(out, "BadDescriptor", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RelayRegistryBadNodeKeySignature represents a BadNodeKeySignature error raised by the RelayRegistry contract.
type RelayRegistryBadNodeKeySignature struct {
	NodeKey   common.Address
	Recovered common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadNodeKeySignature(address nodeKey, address recovered)
func RelayRegistryBadNodeKeySignatureErrorID() common.Hash {
	return common.HexToHash("0xcd02dadf2de792df293286f56fa465c373b39661c7db3b89b398e54ba44048a4")
}

// UnpackBadNodeKeySignatureError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadNodeKeySignature(address nodeKey, address recovered)
func (relayRegistry *RelayRegistry) UnpackBadNodeKeySignatureError(raw []byte) (*RelayRegistryBadNodeKeySignature, error) {
	out := new(RelayRegistryBadNodeKeySignature)
	if err := relayRegistry.abi.UnpackIntoInterface(out, "BadNodeKeySignature", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RelayRegistryBadUnbondingPeriod represents a BadUnbondingPeriod error raised by the RelayRegistry contract.
type RelayRegistryBadUnbondingPeriod struct {
	UnbondingPeriod *big.Int
	ClosingPeriod   *big.Int
	Margin          *big.Int
	Max             *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadUnbondingPeriod(uint256 unbondingPeriod, uint256 closingPeriod, uint256 margin, uint256 max)
func RelayRegistryBadUnbondingPeriodErrorID() common.Hash {
	return common.HexToHash("0x7991c226a0ea84007471a72b5ce3be1765498e543d730258709f78de0078e939")
}

// UnpackBadUnbondingPeriodError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadUnbondingPeriod(uint256 unbondingPeriod, uint256 closingPeriod, uint256 margin, uint256 max)
func (relayRegistry *RelayRegistry) UnpackBadUnbondingPeriodError(raw []byte) (*RelayRegistryBadUnbondingPeriod, error) {
	out := new(RelayRegistryBadUnbondingPeriod)
	if err := relayRegistry.abi.UnpackIntoInterface(out, "BadUnbondingPeriod", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RelayRegistryNodeKeyTaken represents a NodeKeyTaken error raised by the RelayRegistry contract.
type RelayRegistryNodeKeyTaken struct {
	NodeKey  common.Address
	Operator common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NodeKeyTaken(address nodeKey, address operator)
func RelayRegistryNodeKeyTakenErrorID() common.Hash {
	return common.HexToHash("0x66dbfc25a2252f8468253a3b42a09216b67bfc960501eb45c2e071fd75cadd72")
}

// UnpackNodeKeyTakenError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NodeKeyTaken(address nodeKey, address operator)
func (relayRegistry *RelayRegistry) UnpackNodeKeyTakenError(raw []byte) (*RelayRegistryNodeKeyTaken, error) {
	out := new(RelayRegistryNodeKeyTaken)
	if err := relayRegistry.abi.UnpackIntoInterface(out, "NodeKeyTaken", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RelayRegistryNotStaked represents a NotStaked error raised by the RelayRegistry contract.
type RelayRegistryNotStaked struct {
	Operator common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotStaked(address operator)
func RelayRegistryNotStakedErrorID() common.Hash {
	return common.HexToHash("0x2449d29bdb2bf314c45a5abe636e050bbc48291aa4b13c32b332f5b86f800d30")
}

// UnpackNotStakedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotStaked(address operator)
func (relayRegistry *RelayRegistry) UnpackNotStakedError(raw []byte) (*RelayRegistryNotStaked, error) {
	out := new(RelayRegistryNotStaked)
	if err := relayRegistry.abi.UnpackIntoInterface(out, "NotStaked", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RelayRegistryNotUnbonded represents a NotUnbonded error raised by the RelayRegistry contract.
type RelayRegistryNotUnbonded struct {
	Operator   common.Address
	UnbondedAt *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotUnbonded(address operator, uint256 unbondedAt)
func RelayRegistryNotUnbondedErrorID() common.Hash {
	return common.HexToHash("0x41b3e02902fd6e904e9d94341a6239abbba70e42147928190c0eab0fa6dd681e")
}

// UnpackNotUnbondedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotUnbonded(address operator, uint256 unbondedAt)
func (relayRegistry *RelayRegistry) UnpackNotUnbondedError(raw []byte) (*RelayRegistryNotUnbonded, error) {
	out := new(RelayRegistryNotUnbonded)
	if err := relayRegistry.abi.UnpackIntoInterface(out, "NotUnbonded", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RelayRegistryStakeOverflow represents a StakeOverflow error raised by the RelayRegistry contract.
type RelayRegistryStakeOverflow struct {
	Stake *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error StakeOverflow(uint256 stake)
func RelayRegistryStakeOverflowErrorID() common.Hash {
	return common.HexToHash("0x8cc798b1557a2d907efae9eba9d3d39eb692be8dc721af0d9eab70c63db04790")
}

// UnpackStakeOverflowError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error StakeOverflow(uint256 stake)
func (relayRegistry *RelayRegistry) UnpackStakeOverflowError(raw []byte) (*RelayRegistryStakeOverflow, error) {
	out := new(RelayRegistryStakeOverflow)
	if err := relayRegistry.abi.UnpackIntoInterface(out, "StakeOverflow", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RelayRegistryStakeTooLow represents a StakeTooLow error raised by the RelayRegistry contract.
type RelayRegistryStakeTooLow struct {
	Stake    *big.Int
	MinStake *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error StakeTooLow(uint256 stake, uint256 minStake)
func RelayRegistryStakeTooLowErrorID() common.Hash {
	return common.HexToHash("0x829f11638d406de2605d01f8ea108c1f13393def0f2b7b6e6ffffd9996d50bd5")
}

// UnpackStakeTooLowError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error StakeTooLow(uint256 stake, uint256 minStake)
func (relayRegistry *RelayRegistry) UnpackStakeTooLowError(raw []byte) (*RelayRegistryStakeTooLow, error) {
	out := new(RelayRegistryStakeTooLow)
	if err := relayRegistry.abi.UnpackIntoInterface(out, "StakeTooLow", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RelayRegistryTransferFailed represents a TransferFailed error raised by the RelayRegistry contract.
type RelayRegistryTransferFailed struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TransferFailed()
func RelayRegistryTransferFailedErrorID() common.Hash {
	return common.HexToHash("0x90b8ec1877afffd816d05d9b13947f3ff18ec5851c38bad15ec2b710f92391b1")
}

// UnpackTransferFailedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TransferFailed()
func (relayRegistry *RelayRegistry) UnpackTransferFailedError(raw []byte) (*RelayRegistryTransferFailed, error) {
	out := new(RelayRegistryTransferFailed)
	if err := relayRegistry.abi.UnpackIntoInterface(out, "TransferFailed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RelayRegistryTransferFromFailed represents a TransferFromFailed error raised by the RelayRegistry contract.
type RelayRegistryTransferFromFailed struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TransferFromFailed()
func RelayRegistryTransferFromFailedErrorID() common.Hash {
	return common.HexToHash("0x7939f424dcbfa2fa1d156b76cc697c9670f0bbaf8cf205037134e844b4916e74")
}

// UnpackTransferFromFailedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TransferFromFailed()
func (relayRegistry *RelayRegistry) UnpackTransferFromFailedError(raw []byte) (*RelayRegistryTransferFromFailed, error) {
	out := new(RelayRegistryTransferFromFailed)
	if err := relayRegistry.abi.UnpackIntoInterface(out, "TransferFromFailed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RelayRegistryUnbonding represents a Unbonding error raised by the RelayRegistry contract.
type RelayRegistryUnbonding struct {
	Operator   common.Address
	UnbondedAt *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Unbonding(address operator, uint256 unbondedAt)
func RelayRegistryUnbondingErrorID() common.Hash {
	return common.HexToHash("0x4d5f2cc7ebdc37f9684b8749995711aeabe281214d6d081e3c62d84e91c3f495")
}

// UnpackUnbondingError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Unbonding(address operator, uint256 unbondedAt)
func (relayRegistry *RelayRegistry) UnpackUnbondingError(raw []byte) (*RelayRegistryUnbonding, error) {
	out := new(RelayRegistryUnbonding)
	if err := relayRegistry.abi.UnpackIntoInterface(out, "Unbonding", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RelayRegistryZeroMinStake represents a ZeroMinStake error raised by the RelayRegistry contract.
type RelayRegistryZeroMinStake struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ZeroMinStake()
func RelayRegistryZeroMinStakeErrorID() common.Hash {
	return common.HexToHash("0x5902e94939a84493c24ac673f34a94b42167daaf92504aebd3b5f1491e353761")
}

// UnpackZeroMinStakeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ZeroMinStake()
func (relayRegistry *RelayRegistry) UnpackZeroMinStakeError(raw []byte) (*RelayRegistryZeroMinStake, error) {
	out := new(RelayRegistryZeroMinStake)
	if err := relayRegistry.abi.UnpackIntoInterface(out, "ZeroMinStake", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RelayRegistryZeroStake represents a ZeroStake error raised by the RelayRegistry contract.
type RelayRegistryZeroStake struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ZeroStake()
func RelayRegistryZeroStakeErrorID() common.Hash {
	return common.HexToHash("0x150a67e93c2071424254345bebf445b6ec669f8c962222e86e0abed6270d3082")
}

// UnpackZeroStakeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ZeroStake()
func (relayRegistry *RelayRegistry) UnpackZeroStakeError(raw []byte) (*RelayRegistryZeroStake, error) {
	out := new(RelayRegistryZeroStake)
	if err := relayRegistry.abi.UnpackIntoInterface(out, "ZeroStake", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// TokenMetaData contains all meta data concerning the Token contract.
var TokenMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[],\"name\":\"DOMAIN_SEPARATOR\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"}],\"name\":\"allowance\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"approve\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"account\",\"type\":\"address\"}],\"name\":\"balanceOf\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"decimals\",\"outputs\":[{\"internalType\":\"uint8\",\"name\":\"\",\"type\":\"uint8\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"name\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"\",\"type\":\"string\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"}],\"name\":\"nonces\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"deadline\",\"type\":\"uint256\"},{\"internalType\":\"uint8\",\"name\":\"v\",\"type\":\"uint8\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"s\",\"type\":\"bytes32\"}],\"name\":\"permit\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"symbol\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"\",\"type\":\"string\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"totalSupply\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"transfer\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"from\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"transferFrom\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"Approval\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"from\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"Transfer\",\"type\":\"event\"}]",
	ID:  "a84c9dee8cd57e834607ad51a9c823f3c5",
}

// Token is an auto generated Go binding around an Ethereum contract.
type Token struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Token) GetABI() abi.ABI {
	return c.abi
}

// NewToken creates a new instance of Token.
func NewToken() *Token {
	parsed, err := TokenMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Token{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Token) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackDOMAINSEPARATOR is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3644e515.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function DOMAIN_SEPARATOR() view returns(bytes32)
func (token *Token) PackDOMAINSEPARATOR() []byte {
	enc, err := token.abi.Pack("DOMAIN_SEPARATOR")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDOMAINSEPARATOR is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3644e515.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function DOMAIN_SEPARATOR() view returns(bytes32)
func (token *Token) TryPackDOMAINSEPARATOR() ([]byte, error) {
	return token.abi.Pack("DOMAIN_SEPARATOR")
}

// UnpackDOMAINSEPARATOR is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x3644e515.
//
// Solidity: function DOMAIN_SEPARATOR() view returns(bytes32)
func (token *Token) UnpackDOMAINSEPARATOR(data []byte) ([32]byte, error) {
	out, err := token.abi.Unpack("DOMAIN_SEPARATOR", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackAllowance is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdd62ed3e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function allowance(address owner, address spender) view returns(uint256)
func (token *Token) PackAllowance(owner common.Address, spender common.Address) []byte {
	enc, err := token.abi.Pack("allowance", owner, spender)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAllowance is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdd62ed3e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function allowance(address owner, address spender) view returns(uint256)
func (token *Token) TryPackAllowance(owner common.Address, spender common.Address) ([]byte, error) {
	return token.abi.Pack("allowance", owner, spender)
}

// UnpackAllowance is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xdd62ed3e.
//
// Solidity: function allowance(address owner, address spender) view returns(uint256)
func (token *Token) UnpackAllowance(data []byte) (*big.Int, error) {
	out, err := token.abi.Unpack("allowance", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackApprove is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x095ea7b3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function approve(address spender, uint256 value) returns(bool)
func (token *Token) PackApprove(spender common.Address, value *big.Int) []byte {
	enc, err := token.abi.Pack("approve", spender, value)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackApprove is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x095ea7b3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function approve(address spender, uint256 value) returns(bool)
func (token *Token) TryPackApprove(spender common.Address, value *big.Int) ([]byte, error) {
	return token.abi.Pack("approve", spender, value)
}

// UnpackApprove is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x095ea7b3.
//
// Solidity: function approve(address spender, uint256 value) returns(bool)
func (token *Token) UnpackApprove(data []byte) (bool, error) {
	out, err := token.abi.Unpack("approve", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackBalanceOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x70a08231.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function balanceOf(address account) view returns(uint256)
func (token *Token) PackBalanceOf(account common.Address) []byte {
	enc, err := token.abi.Pack("balanceOf", account)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBalanceOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x70a08231.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function balanceOf(address account) view returns(uint256)
func (token *Token) TryPackBalanceOf(account common.Address) ([]byte, error) {
	return token.abi.Pack("balanceOf", account)
}

// UnpackBalanceOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x70a08231.
//
// Solidity: function balanceOf(address account) view returns(uint256)
func (token *Token) UnpackBalanceOf(data []byte) (*big.Int, error) {
	out, err := token.abi.Unpack("balanceOf", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackDecimals is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x313ce567.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function decimals() view returns(uint8)
func (token *Token) PackDecimals() []byte {
	enc, err := token.abi.Pack("decimals")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDecimals is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x313ce567.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function decimals() view returns(uint8)
func (token *Token) TryPackDecimals() ([]byte, error) {
	return token.abi.Pack("decimals")
}

// UnpackDecimals is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x313ce567.
//
// Solidity: function decimals() view returns(uint8)
func (token *Token) UnpackDecimals(data []byte) (uint8, error) {
	out, err := token.abi.Unpack("decimals", data)
	if err != nil {
		return *new(uint8), err
	}
	out0 := *abi.ConvertType(out[0], new(uint8)).(*uint8)
	return out0, nil
}

// PackName is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x06fdde03.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function name() view returns(string)
func (token *Token) PackName() []byte {
	enc, err := token.abi.Pack("name")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackName is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x06fdde03.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function name() view returns(string)
func (token *Token) TryPackName() ([]byte, error) {
	return token.abi.Pack("name")
}

// UnpackName is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x06fdde03.
//
// Solidity: function name() view returns(string)
func (token *Token) UnpackName(data []byte) (string, error) {
	out, err := token.abi.Unpack("name", data)
	if err != nil {
		return *new(string), err
	}
	out0 := *abi.ConvertType(out[0], new(string)).(*string)
	return out0, nil
}

// PackNonces is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7ecebe00.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function nonces(address owner) view returns(uint256)
func (token *Token) PackNonces(owner common.Address) []byte {
	enc, err := token.abi.Pack("nonces", owner)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNonces is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7ecebe00.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function nonces(address owner) view returns(uint256)
func (token *Token) TryPackNonces(owner common.Address) ([]byte, error) {
	return token.abi.Pack("nonces", owner)
}

// UnpackNonces is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x7ecebe00.
//
// Solidity: function nonces(address owner) view returns(uint256)
func (token *Token) UnpackNonces(data []byte) (*big.Int, error) {
	out, err := token.abi.Unpack("nonces", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackPermit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd505accf.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s) returns()
func (token *Token) PackPermit(owner common.Address, spender common.Address, value *big.Int, deadline *big.Int, v uint8, r [32]byte, s [32]byte) []byte {
	enc, err := token.abi.Pack("permit", owner, spender, value, deadline, v, r, s)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPermit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd505accf.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s) returns()
func (token *Token) TryPackPermit(owner common.Address, spender common.Address, value *big.Int, deadline *big.Int, v uint8, r [32]byte, s [32]byte) ([]byte, error) {
	return token.abi.Pack("permit", owner, spender, value, deadline, v, r, s)
}

// PackSymbol is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x95d89b41.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function symbol() view returns(string)
func (token *Token) PackSymbol() []byte {
	enc, err := token.abi.Pack("symbol")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSymbol is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x95d89b41.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function symbol() view returns(string)
func (token *Token) TryPackSymbol() ([]byte, error) {
	return token.abi.Pack("symbol")
}

// UnpackSymbol is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x95d89b41.
//
// Solidity: function symbol() view returns(string)
func (token *Token) UnpackSymbol(data []byte) (string, error) {
	out, err := token.abi.Unpack("symbol", data)
	if err != nil {
		return *new(string), err
	}
	out0 := *abi.ConvertType(out[0], new(string)).(*string)
	return out0, nil
}

// PackTotalSupply is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x18160ddd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function totalSupply() view returns(uint256)
func (token *Token) PackTotalSupply() []byte {
	enc, err := token.abi.Pack("totalSupply")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTotalSupply is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x18160ddd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function totalSupply() view returns(uint256)
func (token *Token) TryPackTotalSupply() ([]byte, error) {
	return token.abi.Pack("totalSupply")
}

// UnpackTotalSupply is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x18160ddd.
//
// Solidity: function totalSupply() view returns(uint256)
func (token *Token) UnpackTotalSupply(data []byte) (*big.Int, error) {
	out, err := token.abi.Unpack("totalSupply", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackTransfer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa9059cbb.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transfer(address to, uint256 value) returns(bool)
func (token *Token) PackTransfer(to common.Address, value *big.Int) []byte {
	enc, err := token.abi.Pack("transfer", to, value)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTransfer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa9059cbb.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function transfer(address to, uint256 value) returns(bool)
func (token *Token) TryPackTransfer(to common.Address, value *big.Int) ([]byte, error) {
	return token.abi.Pack("transfer", to, value)
}

// UnpackTransfer is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa9059cbb.
//
// Solidity: function transfer(address to, uint256 value) returns(bool)
func (token *Token) UnpackTransfer(data []byte) (bool, error) {
	out, err := token.abi.Unpack("transfer", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackTransferFrom is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x23b872dd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transferFrom(address from, address to, uint256 value) returns(bool)
func (token *Token) PackTransferFrom(from common.Address, to common.Address, value *big.Int) []byte {
	enc, err := token.abi.Pack("transferFrom", from, to, value)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTransferFrom is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x23b872dd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function transferFrom(address from, address to, uint256 value) returns(bool)
func (token *Token) TryPackTransferFrom(from common.Address, to common.Address, value *big.Int) ([]byte, error) {
	return token.abi.Pack("transferFrom", from, to, value)
}

// UnpackTransferFrom is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x23b872dd.
//
// Solidity: function transferFrom(address from, address to, uint256 value) returns(bool)
func (token *Token) UnpackTransferFrom(data []byte) (bool, error) {
	out, err := token.abi.Unpack("transferFrom", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// TokenApproval represents a Approval event raised by the Token contract.
type TokenApproval struct {
	Owner   common.Address
	Spender common.Address
	Value   *big.Int
	Raw     *types.Log // Blockchain specific contextual infos
}

const TokenApprovalEventName = "Approval"

// ContractEventName returns the user-defined event name.
func (TokenApproval) ContractEventName() string {
	return TokenApprovalEventName
}

// UnpackApprovalEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Approval(address indexed owner, address indexed spender, uint256 value)
func (token *Token) UnpackApprovalEvent(log *types.Log) (*TokenApproval, error) {
	event := "Approval"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != token.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(TokenApproval)
	if len(log.Data) > 0 {
		if err := token.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range token.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// TokenTransfer represents a Transfer event raised by the Token contract.
type TokenTransfer struct {
	From  common.Address
	To    common.Address
	Value *big.Int
	Raw   *types.Log // Blockchain specific contextual infos
}

const TokenTransferEventName = "Transfer"

// ContractEventName returns the user-defined event name.
func (TokenTransfer) ContractEventName() string {
	return TokenTransferEventName
}

// UnpackTransferEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Transfer(address indexed from, address indexed to, uint256 value)
func (token *Token) UnpackTransferEvent(log *types.Log) (*TokenTransfer, error) {
	event := "Transfer"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != token.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(TokenTransfer)
	if len(log.Data) > 0 {
		if err := token.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range token.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

