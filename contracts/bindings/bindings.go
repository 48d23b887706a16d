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
	ABI: "[{\"inputs\":[{\"internalType\":\"address\",\"name\":\"token_\",\"type\":\"address\"},{\"internalType\":\"uint40\",\"name\":\"closingPeriod_\",\"type\":\"uint40\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"signer\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"}],\"name\":\"channel\",\"outputs\":[{\"internalType\":\"uint96\",\"name\":\"deposit\",\"type\":\"uint96\"},{\"internalType\":\"uint96\",\"name\":\"settled\",\"type\":\"uint96\"},{\"internalType\":\"uint40\",\"name\":\"closeAt\",\"type\":\"uint40\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"signer\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"closer\",\"type\":\"address\"},{\"internalType\":\"uint96\",\"name\":\"creditCap\",\"type\":\"uint96\"},{\"internalType\":\"uint40\",\"name\":\"openBy\",\"type\":\"uint40\"},{\"internalType\":\"uint56\",\"name\":\"salt\",\"type\":\"uint56\"}],\"internalType\":\"structChannelTerms\",\"name\":\"terms\",\"type\":\"tuple\"}],\"name\":\"channelIdOf\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"signerAndCreditCap\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"payeeOpenByAndSalt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"closerAndDeposit\",\"type\":\"bytes32\"}],\"internalType\":\"structPackedTerms\",\"name\":\"terms\",\"type\":\"tuple\"}],\"name\":\"close\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"signerAndCreditCap\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"payeeOpenByAndSalt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"closerAndDeposit\",\"type\":\"bytes32\"}],\"internalType\":\"structPackedTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"uint96\",\"name\":\"cumAmount\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"stateHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"}],\"internalType\":\"structSignedReceipt\",\"name\":\"receipt\",\"type\":\"tuple\"}],\"name\":\"closeNow\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"signerAndCreditCap\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"payeeOpenByAndSalt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"closerAndDeposit\",\"type\":\"bytes32\"}],\"internalType\":\"structPackedTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"uint96\",\"name\":\"cumAmount\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"stateHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"}],\"internalType\":\"structSignedReceipt\",\"name\":\"receipt\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"uint96\",\"name\":\"atLeast\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"}],\"internalType\":\"structSignedConsent\",\"name\":\"consent\",\"type\":\"tuple\"}],\"name\":\"closeNowWithConsent\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"closingPeriod\",\"outputs\":[{\"internalType\":\"uint40\",\"name\":\"\",\"type\":\"uint40\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"domainSeparator\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"signerAndCreditCap\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"payeeOpenByAndSalt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"closerAndDeposit\",\"type\":\"bytes32\"}],\"internalType\":\"structPackedTerms\",\"name\":\"terms\",\"type\":\"tuple\"}],\"name\":\"open\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"signerAndCreditCap\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"payeeOpenByAndSalt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"closerAndDeposit\",\"type\":\"bytes32\"}],\"internalType\":\"structPackedTerms[]\",\"name\":\"terms\",\"type\":\"tuple[]\"}],\"name\":\"openMany\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"signerAndCreditCap\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"payeeOpenByAndSalt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"closerAndDeposit\",\"type\":\"bytes32\"}],\"internalType\":\"structPackedTerms[]\",\"name\":\"terms\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"uint256\",\"name\":\"deadline\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"}],\"internalType\":\"structSignedPermit\",\"name\":\"permit\",\"type\":\"tuple\"}],\"name\":\"openManyWithPermit\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"signerAndCreditCap\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"payeeOpenByAndSalt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"closerAndDeposit\",\"type\":\"bytes32\"}],\"internalType\":\"structPackedTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"uint256\",\"name\":\"deadline\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"}],\"internalType\":\"structSignedPermit\",\"name\":\"permit\",\"type\":\"tuple\"}],\"name\":\"openWithPermit\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"uint96\",\"name\":\"cumAmount\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"stateHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"}],\"internalType\":\"structSignedReceipt\",\"name\":\"receipt\",\"type\":\"tuple\"}],\"name\":\"settle\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"rows\",\"type\":\"bytes\"}],\"name\":\"settleMany\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"signerAndCreditCap\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"payeeOpenByAndSalt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"closerAndDeposit\",\"type\":\"bytes32\"}],\"internalType\":\"structPackedTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"bytes\",\"name\":\"proof\",\"type\":\"bytes\"}],\"name\":\"settleWithProof\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"token\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"signer\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"}],\"name\":\"topUp\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"signer\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"},{\"components\":[{\"internalType\":\"uint256\",\"name\":\"deadline\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"}],\"internalType\":\"structSignedPermit\",\"name\":\"permit\",\"type\":\"tuple\"}],\"name\":\"topUpWithPermit\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"signerAndCreditCap\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"payeeOpenByAndSalt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"closerAndDeposit\",\"type\":\"bytes32\"}],\"internalType\":\"structPackedTerms\",\"name\":\"terms\",\"type\":\"tuple\"}],\"name\":\"withdraw\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"settled\",\"type\":\"uint96\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"refund\",\"type\":\"uint96\"}],\"name\":\"Closed\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint40\",\"name\":\"closeAt\",\"type\":\"uint40\"}],\"name\":\"Closing\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"signerAndCreditCap\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"payeeOpenByAndSalt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"closerAndDeposit\",\"type\":\"bytes32\"}],\"indexed\":false,\"internalType\":\"structPackedTerms\",\"name\":\"terms\",\"type\":\"tuple\"}],\"name\":\"Opened\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"settled\",\"type\":\"uint96\"}],\"name\":\"Settled\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"bytes\",\"name\":\"rows\",\"type\":\"bytes\"}],\"name\":\"SettledMany\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"settled\",\"type\":\"uint96\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"receipted\",\"type\":\"uint96\"}],\"name\":\"SettledWithProof\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"deposit\",\"type\":\"uint96\"}],\"name\":\"ToppedUp\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"sessionId\",\"type\":\"uint256\"},{\"internalType\":\"uint8\",\"name\":\"side\",\"type\":\"uint8\"},{\"internalType\":\"address\",\"name\":\"recovered\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"key\",\"type\":\"address\"}],\"name\":\"BadAck\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"sessionId\",\"type\":\"uint256\"},{\"internalType\":\"address\",\"name\":\"recovered\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"signer\",\"type\":\"address\"}],\"name\":\"BadAuthorization\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"closingPeriod\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"min\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"max\",\"type\":\"uint256\"}],\"name\":\"BadClosingPeriod\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"signer\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"closer\",\"type\":\"address\"}],\"name\":\"BadConsent\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"openBy\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"timestamp\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"closingPeriod\",\"type\":\"uint256\"}],\"name\":\"BadOpenBy\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"}],\"name\":\"BadPayee\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"offset\",\"type\":\"uint256\"}],\"name\":\"BadProof\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"recovered\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"signer\",\"type\":\"address\"}],\"name\":\"BadReceipt\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"length\",\"type\":\"uint256\"}],\"name\":\"BadRows\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"sessionId\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"least\",\"type\":\"uint256\"}],\"name\":\"BadSession\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"BadSignature\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"sessionId\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"least\",\"type\":\"uint256\"}],\"name\":\"BadTable\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"}],\"name\":\"BadToken\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"closeAt\",\"type\":\"uint256\"}],\"name\":\"ChannelClosed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"closeAt\",\"type\":\"uint256\"}],\"name\":\"ChannelClosing\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"}],\"name\":\"ChannelExists\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"closeAt\",\"type\":\"uint256\"}],\"name\":\"ChannelNotClosed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"settled\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"atLeast\",\"type\":\"uint256\"}],\"name\":\"ConsentNotMet\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"deposit\",\"type\":\"uint256\"}],\"name\":\"DepositOverflow\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"signer\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"}],\"name\":\"NoSuchChannel\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"settled\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"}],\"name\":\"NotHigher\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"}],\"name\":\"NotPayee\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"TransferFailed\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"TransferFromFailed\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ZeroDeposit\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ZeroSigner\",\"type\":\"error\"}]",
	ID:  "8465f02d28c9c3c76f3b854ac4a830710c",
	Bin: "0x61010080604052346101dd576040816132d8803803809161002082856101e1565b8339810103126101dd5780516001600160a01b038116918282036101dd57602001519164ffffffffff83168084036101dd57603c811080156101d1575b6101b35750813b156101a1575060805260a0524660c05260405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f9ecde50516a1cf08e13ed86423f8b6ee05420b7191967e4a77999ae09a7ed8eb60408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201523060a082015260a0815261010660c0826101e1565b51902060e0526040516130bf908161021982396080518181816102b8015281816106eb0152818161083e01528181610dc8015281816111860152818161192001528181611a52015281816122300152818161225f015261258e015260a051818181610a8f01528181610b6301528181611e350152612622015260c05181611c5f015260e0518181816109fa01528181611c8501526128b70152f35b63732d20af60e01b5f5260045260245ffd5b630250496760e41b5f52600452603c60245262278d0060445260645ffd5b5062278d00811161005d565b5f80fd5b601f909101601f19168101906001600160401b0382119082101761020457604052565b634e487b7160e01b5f52604160045260245ffdfe60c06040526004361015610011575f80fd5b5f60a0525f3560e01c806306ca96e4146119be578063136f4e2b1461171557806318011feb1461161e5780633d280bcb14611532578063438750c6146112e35780634cca63af1461127c57806351359c2d1461124257806372adab89146110cc578063808ce6081461101e5780639ac427c914610c70578063a1f3258614610c10578063c8c9ac9914610ab3578063dd768c2814610a52578063e968cdfa146108a4578063f698da2514610862578063fc0c546a146107f2578063fc2e695c1461063f5763fcbd860e146100e3575f80fd5b346106395760a07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126106395761011a611b73565b60607fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffdc360112610639576084359067ffffffffffffffff821161063957610168610170923690600401611bd4565b929091612102565b9192909360a0515064ffffffffff8360181c167fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8101421161060657506101b5611c5c565b906024359160405192608084019184831067ffffffffffffffff8411176105d5576bffffffffffffffffffffffff9260409694965284528660208501528060601c60408501521660608301526102096127f8565b5061021582848361298b565b9060805260a051938151926040830151915b8083036102e9576102dc896102b361025b8d8c8c60608d01519060a051508082105f146102e257505b60805101918561200f565b604080516080516bffffffffffffffffffffffff94851682529093166020840152909360443560601c93849391927f2ddc958c0aab4086a35b57c01b3e017d77c48b59e1e0742df8d9ec0a3accffed92918291820190565b0390a37f00000000000000000000000000000000000000000000000000000000000000006120a8565b60a05180f35b9050610250565b9091929395609c848303106105a557828401803560c01c97808910610572575060a0515060a0519060a05150603081013560a01c60a05150603c82013560a01c9060a05150604883013560a01c9260a05150605481013560c01c9860208c015160a05150604051907fc38348fe676fba5eca3f1fa0900ccdab25687a10368eb3e99b4c2ad2f4200e41825260208201528d6040820152600883013560601c6060820152601c83013560601c60808201528360a08201528460c08201528560e08201528a61010082015261012090208c51906103f590604051927f19010000000000000000000000000000000000000000000000000000000000005f5260025260225260425f2091604052565b605c82018a016020810135903561040b9261290f565b60408d015173ffffffffffffffffffffffffffffffffffffffff169073ffffffffffffffffffffffffffffffffffffffff1681810361053c575050906104908c8a8f601c8c6104828560019e9d9c9b9a99610464612cfc565b5061046d612cfc565b5085609c60088c013560601c92018589612d71565b929097013560601c93612f5d565b9a42106104cc575b50505050506104a989888688612d14565b90818111156104c15703905b01960193929190610227565b505060a051906104b5565b909192939450602080820151835160a051508082105f146105345750925b015190518082101561052c5750905b019081610512575050505060a0515b5f80808080610498565b02601e1c01808210156105255750610508565b9050610508565b9050906104f9565b9050926104ea565b8e7faf468d2b0000000000000000000000000000000000000000000000000000000060a05152600452602452604452606460a051fd5b887f04d956950000000000000000000000000000000000000000000000000000000060a05152600452602452604460a051fd5b837f0cb498080000000000000000000000000000000000000000000000000000000060a05152600452602460a051fd5b7f4e487b710000000000000000000000000000000000000000000000000000000060a051526041600452602460a051fd5b847f74e9aa180000000000000000000000000000000000000000000000000000000060a05152600452602452604460a051fd5b60a05180fd5b346106395760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126106395760043567ffffffffffffffff81116106395761068e903690600401611c02565b60607fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffdc360112610639576106c191612615565b606435601b8160ff1c019060ff82116107c15773ffffffffffffffffffffffffffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001690813b15610639577f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff9060ff604051947fd505accf000000000000000000000000000000000000000000000000000000008652336004870152306024870152866044870152602435606487015216608485015260443560a48501521660c48301528160e48160a0519360a051905af16107a8575b6102dc8261258c565b60a0516107b491611da4565b60a051610639578161079f565b7f4e487b710000000000000000000000000000000000000000000000000000000060a051526011600452602460a051fd5b346106395760a0517ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261063957602060405173ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b346106395760a0517ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261063957602061089c611c5c565b604051908152f35b346106395760e07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126106395760043573ffffffffffffffffffffffffffffffffffffffff811690818103610639575060243573ffffffffffffffffffffffffffffffffffffffff811690818103610639575060443573ffffffffffffffffffffffffffffffffffffffff81169190828103610639575060643573ffffffffffffffffffffffffffffffffffffffff8116939084810361063957506084356bffffffffffffffffffffffff811690818103610639575060a43564ffffffffff81168091036106395760c4359166ffffffffffffff83168093036106395760209661089c9661010096604051967f93552f7e9fd52bcc7122ba7b07e306ad87490a4a559fff9dc99fa5764320eb0788528a88015260408701526060860152608085015260a084015260c083015260e0820152207f00000000000000000000000000000000000000000000000000000000000000009190604051927f19010000000000000000000000000000000000000000000000000000000000005f5260025260225260425f2091604052565b346106395760a0517ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261063957602060405164ffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b346106395760607ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261063957610aed336004612816565b60408051828152600435606090811c60208301819052602435821c938301849052912091929180549160a083901c15610bd85750601882901c64ffffffffff1680610ba557507f441c255ce558346292ede793f743b8ceb1137e894a29f4b3e0994c4cf87e69e091602091610b8964ffffffffff7f00000000000000000000000000000000000000000000000000000000000000001642611c4f565b918260181b17905564ffffffffff60405191168152a360a05180f35b837feec927540000000000000000000000000000000000000000000000000000000060a05152600452602452604460a051fd5b8490847fe45301910000000000000000000000000000000000000000000000000000000060a05152600452602452604452606460a051fd5b346106395760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126106395760043567ffffffffffffffff811161063957610c6b610c656102dc923690600401611c02565b90612615565b61258c565b346106395760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261063957610ca7611b73565b60243567ffffffffffffffff811161063957610cc7903690600401611bd4565b80158015611012575b610fe357610cdc611c5c565b60a05160405190936020820193919284928201905b818310610df357505050907fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe060328382847fab4a8ac81fa96f184ba45a14a1536cc55cc8f011096ea0541af5f882ef475c4f96030184520116908160405260a05160605260208252518093816020840152604083015e60a051604084830101526040817fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0601f73ffffffffffffffffffffffffffffffffffffffff89169601168101030190a280610dc25760a05180f35b610dec917f00000000000000000000000000000000000000000000000000000000000000006120a8565b80806102dc565b9091928335602085013560a01c907f78c9ff4fe6e3785e7d586e68936e372dd9e2c76a71ad2f1cfbdb521ec0432e7c60a051528060205281604052602c860135606052608060a051206022527f190100000000000000000000000000000000000000000000000000000000000060a0515283600252604260a0512060a051527f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff606c8701358060ff1c601b01602052604c8801356040521690816060527f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a160206001608060a051825afa5192103d02918160a051526020528a604052606060a05120928354908160a01c906bffffffffffffffffffffffff8360401c16956001958302610f40575b50505050918391602d93608c955260981b9060a01b1760208201520193019190610cf1565b90919294506002947fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff64ffffffffff8260181c16014211610f1b579091929450600394808411610fdb575b50858311610f9a575b80610f1b565b7fffffffffffffffffffffffff000000000000000000000000ffffffffffffffff16604083901b17905560a051938103909a019992915080608c602d610f94565b92508e610f8b565b7f9f1b671d0000000000000000000000000000000000000000000000000000000060a05152600452602460a051fd5b50608c81061515610cd0565b346106395760607ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261063957606061109761105a611b50565b611062611b96565b906004359060609273ffffffffffffffffffffffffffffffffffffffff80926040519485521660208401521660408201522090565b546040805160a083901c815282821c6bffffffffffffffffffffffff16602082015260189290921c64ffffffffff1690820152f35b346106395760e07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261063957611103611b50565b61110b611b96565b90611114611bb9565b9060607fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7c360112610639576bffffffffffffffffffffffff61115c9216928391600435612403565b60c435601b8160ff1c019060ff82116107c15773ffffffffffffffffffffffffffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001690813b15610639577f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff9060ff604051947fd505accf000000000000000000000000000000000000000000000000000000008652336004870152306024870152866044870152608435606487015216608485015260a43560a48501521660c48301528160e48160a0519360a051905af16107a8576102dc8261258c565b346106395760607ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610639576102dc610c6b611de5565b346106395760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610639576102dc6112b6611b50565b610c6b6112c1611b96565b916bffffffffffffffffffffffff6112d7611bb9565b16928391600435612403565b34610639576101607ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126106395761131b611b73565b60607fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffdc3601126106395760807fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7c3601126106395760607ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffefc360112610639576113a281612102565b906113af82849594612291565b926114526114436113be611c5c565b60606bffffffffffffffffffffffff6113d5611c33565b16604051907fc2d909bdc68ec6b91fcdd74105f05392c242f6674b04ce2606c29afec3a7fa3f82528a6020830152604082015220909190604051927f19010000000000000000000000000000000000000000000000000000000000005f5260025260225260425f2091604052565b6101443590610124359061290f565b73ffffffffffffffffffffffffffffffffffffffff60643560601c911680158015611528575b6114f25750506bffffffffffffffffffffffff611493611c33565b1684106114a457936102dc94612195565b6bffffffffffffffffffffffff85856114bb611c33565b917ff21e0aae0000000000000000000000000000000000000000000000000000000060a0515260045260245216604452606460a051fd5b867f4f9ad6310000000000000000000000000000000000000000000000000000000060a05152600452602452604452606460a051fd5b5081811415611478565b34610639576101007ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126106395761156a611b73565b60607fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffdc3601126106395760807fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7c3601126106395760443560601c908133036115ea57806115d96102dc92612102565b916115e48382612291565b93612195565b507fabf2cc760000000000000000000000000000000000000000000000000000000060a0515233600452602452604460a051fd5b346106395760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261063957611655611b73565b60607fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffdc3601126106395761168881612102565b601881901c64ffffffffff1693929091907fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff85014211156116e1576102dc9450604083901c6bffffffffffffffffffffffff1693612195565b84907fc67ad0300000000000000000000000000000000000000000000000000000000060a05152600452602452604460a051fd5b346106395760c07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126106395760043561174f611b50565b9060807fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbc360112610639576044356bffffffffffffffffffffffff811692908381036106395750604080517f78c9ff4fe6e3785e7d586e68936e372dd9e2c76a71ad2f1cfbdb521ec0432e7c81526020810184905290810184905260643560608201526080902061182d90611820905b6117e7611c5c565b9190604051927f19010000000000000000000000000000000000000000000000000000000000005f5260025260225260425f2091604052565b60a435906084359061290f565b73ffffffffffffffffffffffffffffffffffffffff8116908115611992576040805185815273ffffffffffffffffffffffffffffffffffffffff9283166020820152918416908201526060902080549160a083901c156119445750601882901c64ffffffffff167fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff810142116106065750936118cd916102dc958561200f565b926bffffffffffffffffffffffff604051921682527fce38752ac5ed47dd3cff11297a4261a0c644be6ca65dc3fc7ae1c3a97c209e33602073ffffffffffffffffffffffffffffffffffffffff851693a37f00000000000000000000000000000000000000000000000000000000000000006120a8565b8373ffffffffffffffffffffffffffffffffffffffff91867fe45301910000000000000000000000000000000000000000000000000000000060a0515260045260245216604452606460a051fd5b7f5cd5d2330000000000000000000000000000000000000000000000000000000060a05152600460a051fd5b34611b1f577ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360160c08112611b1f57606013611b1f5760607fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff9c360112611b1f57611a27611de5565b60a43590601b8260ff1c019160ff8311611b235773ffffffffffffffffffffffffffffffffffffffff7f000000000000000000000000000000000000000000000000000000000000000016803b15611b1f5760ff60e46102dc955f80947f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff60405197889687957fd505accf0000000000000000000000000000000000000000000000000000000087523360048801523060248801528b6044880152606435606488015216608486015260843560a48601521660c48401525af1611b0b575b5061258c565b5f611b1591611da4565b5f60a05282611b05565b5f80fd5b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b6024359073ffffffffffffffffffffffffffffffffffffffff82168203611b1f57565b6004359073ffffffffffffffffffffffffffffffffffffffff82168203611b1f57565b6044359073ffffffffffffffffffffffffffffffffffffffff82168203611b1f57565b606435906bffffffffffffffffffffffff82168203611b1f57565b9181601f84011215611b1f5782359167ffffffffffffffff8311611b1f5760208381860195010111611b1f57565b9181601f84011215611b1f5782359167ffffffffffffffff8311611b1f5760208085019460608502010111611b1f57565b610104356bffffffffffffffffffffffff81168103611b1f5790565b91908201809211611b2357565b467f000000000000000000000000000000000000000000000000000000000000000003611ca7577f000000000000000000000000000000000000000000000000000000000000000090565b60405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f9ecde50516a1cf08e13ed86423f8b6ee05420b7191967e4a77999ae09a7ed8eb60408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201523060a082015260a08152611d3960c082611da4565b51902090565b6060810190811067ffffffffffffffff821117611d5b57604052565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b6040810190811067ffffffffffffffff821117611d5b57604052565b90601f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0910116810190811067ffffffffffffffff821117611d5b57604052565b604435906bffffffffffffffffffffffff8216916004358060601c602435928360601c9364ffffffffff8160381c168715611fe7578315611fbf5785158015611fb6575b611f8a5764ffffffffff7f00000000000000000000000000000000000000000000000000000000000000001690817fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff428303011015611f58575050611ec685611e93336004612816565b94859060609273ffffffffffffffffffffffffffffffffffffffff80926040519485521660208401521660408201522090565b8054611f2c577fffffffffffffffffffffffff00000000000000000000000000000000000000008360a01b169055604051938452602084015260408301527f8c2073f1f810552521cccb136d9be941d636c119a930eed03b423d4518dba3ee60603393a4565b837fa940c060000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b7f9a2a9f71000000000000000000000000000000000000000000000000000000005f526004524260245260445260645ffd5b857fcb89ee36000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b50308614611e29565b7fe5c48ac5000000000000000000000000000000000000000000000000000000005f5260045ffd5b7f56316e87000000000000000000000000000000000000000000000000000000005f5260045ffd5b9392604083901c6bffffffffffffffffffffffff16929060a082901c8082188183100218808518908510028418958487146120755750507fffffffffffffffffffffffff000000000000000000000000ffffffffffffffff8560401b9116179055820390565b84907fecc9c58f000000000000000000000000000000000000000000000000000000005f5260045260245260445260645ffd5b91906014526034526fa9059cbb0000000000000000000000005f5260205f6044601082855af1908160015f511416156120e4575b50505f603452565b3b153d1710156120f5575f806120dc565b6390b8ec185f526004601cfd5b61210d906024612816565b9060243560601c60443560601c916121528383869060609273ffffffffffffffffffffffffffffffffffffffff80926040519485521660208401521660408201522090565b928354928360a01c15612163575050565b857fe4530191000000000000000000000000000000000000000000000000000000005f5260045260245260445260645ffd5b939190604435908160601c80918660a01c9464ffffffffff6bffffffffffffffffffffffff8888039960401c169560381c1642105f1461228a574260181b905b55604080516bffffffffffffffffffffffff8881168252891660208201527fa0f28192f72a2427b2847934f851f9bc309cda43eb998c65dde840ea27da88509190a3818403612256575b50500361222a575050565b612254917f00000000000000000000000000000000000000000000000000000000000000006120a8565b565b612283918403907f00000000000000000000000000000000000000000000000000000000000000006120a8565b5f8061221f565b5f906121d5565b64ffffffffff8260181c167fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff810142116123d45750608435906bffffffffffffffffffffffff821691828103611b1f575081156123be57604080517f78c9ff4fe6e3785e7d586e68936e372dd9e2c76a71ad2f1cfbdb521ec0432e7c81526020810192909252810182905260a43560608201526080902061234290612335906117df565b60e4359060c4359061290f565b73ffffffffffffffffffffffffffffffffffffffff60243560601c9116036123965761239391906bffffffffffffffffffffffff8260401c169160a01c908181109082180218818111908218021890565b90565b7f5cd5d233000000000000000000000000000000000000000000000000000000005f5260045ffd5b505060401c6bffffffffffffffffffffffff1690565b907f74e9aa18000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b9190928015611fe7576124438285859060609273ffffffffffffffffffffffffffffffffffffffff80926040519485521660208401521660408201522090565b908154948560a01c908115612540575064ffffffffff8660181c168061251157509061246e91611c4f565b936bffffffffffffffffffffffff85116124e0577ffc1cc7dbd5dec68bd0ee1098faee6e53d26887cd5c8eb1e6bffee3c5c4e584789260209273ffffffffffffffffffffffffffffffffffffffff92838860a01b91161790556bffffffffffffffffffffffff604051961686521693a3565b5050507facbb8096000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b857feec92754000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b8473ffffffffffffffffffffffffffffffffffffffff8092887fe4530191000000000000000000000000000000000000000000000000000000005f52600452166024521660445260645ffd5b7f000000000000000000000000000000000000000000000000000000000000000060405191606052306040523360601b602c526f23b872dd000000000000000000000000600c5260205f6064601c82855af1908160015f511416156125f7575b50505f606052604052565b3b153d171015612608575f806125ec565b637939f4245f526004601cfd5b905f925f9264ffffffffff7f000000000000000000000000000000000000000000000000000000000000000016915b838510156127f1576060850282016040810135966bffffffffffffffffffffffff88169180358060601c60208301359a8b9364ffffffffff808660601c9660381c16168715611fe7578315611fbf57851580156127e8575b611f8a578a7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff4283030110156127b45750846126dc61270f923390612816565b93849060609273ffffffffffffffffffffffffffffffffffffffff80926040519485521660208401521660408201522090565b9b8c546127885760019798999a9b9c7fffffffffffffffffffffffff00000000000000000000000000000000000000008360a01b169055604051938452602084015260408301527f8c2073f1f810552521cccb136d9be941d636c119a930eed03b423d4518dba3ee60603393a401950193929190612644565b827fa940c060000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b8a907f9a2a9f71000000000000000000000000000000000000000000000000000000005f526004524260245260445260645ffd5b5030861461269c565b9350505050565b6040519061280582611d3f565b5f6040838281528260208201520152565b6123939160406101009273ffffffffffffffffffffffffffffffffffffffff8251937f93552f7e9fd52bcc7122ba7b07e306ad87490a4a559fff9dc99fa5764320eb0785521660208401526bffffffffffffffffffffffff81358060601c848601521660a084015266ffffffffffffff60208201358060601c606086015264ffffffffff8160381c1660c08601521660e0840152013560601c6080820152207f00000000000000000000000000000000000000000000000000000000000000009190604051927f19010000000000000000000000000000000000000000000000000000000000005f5260025260225260425f2091604052565b90929192604051937f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8116925f5260ff1c601b01602052604052806060527f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a06020600160805f825afa51911160051b3d1102916040525f606052565b906129946127f8565b5060018110612c9757813560f81c60018111612c975715612c7157607e7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff820110612c44577fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff81600183013560a01c91612a0b6127f8565b50607584013560f01c6014029182910110612c17576077830194853560c01c60405190612a3782611d3f565b81526020810195607f875260806040830198607f86018a528395600860405191018092823720604051907f7d4c0eeb4bf9cb4d0728109e4b06f3948cf591983284592aef0511b68dd69c4e8252600d89013560c01c60208301526015890135604083015260608201522073ffffffffffffffffffffffffffffffffffffffff806040612b56612b458651612b0b60208901978d89519091608092604051927f78c9ff4fe6e3785e7d586e68936e372dd9e2c76a71ad2f1cfbdb521ec0432e7c84526020840152604083015260608201522090565b909190604051927f19010000000000000000000000000000000000000000000000000000000000005f5260025260225260425f2091604052565b60558c01359060358d01359061290f565b94015116921690828203612be557505050519451945b86518614612bdc5785850190813560c01c91818310908115612bcc575b50612b9d5750600160149101950194612b6c565b907f3e61875d000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b60089150013560a01c155f612b89565b50925092509250565b517f880fa1fe000000000000000000000000000000000000000000000000000000005f5260045260245260445260645ffd5b7f0cb49808000000000000000000000000000000000000000000000000000000005f52607f60045260245ffd5b7f0cb49808000000000000000000000000000000000000000000000000000000005f52600160045260245ffd5b50505060405190612c8182611d3f565b5f825260016020830152600160408301525f9190565b7f0cb49808000000000000000000000000000000000000000000000000000000005f525f60045260245ffd5b50816080910310612cd15750565b7f0cb49808000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b60405190612d0982611d88565b5f6020838281520152565b602083018051604090940194939192505b84518214612d655781830194853560c01c93858510612d555750505203612d50576008013560a01c90565b505f90565b9095509250601490910190612d25565b93925050505190525f90565b909492959373ffffffffffffffffffffffffffffffffffffffff90604051612d9881611d88565b5f81525f60208201525016928315612f1d578273ffffffffffffffffffffffffffffffffffffffff926040612ebd612ece94612ddb8560808e9b9a019c86612cc3565b612e82858501803560c01c90600881013560c01c9e8f875190612dfd82611d88565b84825260208201529f6020860151935f601085013560c01c936020601887013560c01c9601359695939161012097959391604051977ff83eba3751c92a56eeb66442a64a6b8dfec1f9809f957449b1fdb0367bdbd2ec8952602089015260408801526060870152608086015260a085015260c084015260e08301526101008201522090565b90519190604051927f19010000000000000000000000000000000000000000000000000000000000005f5260025260225260425f2091604052565b92010190602082013591359061290f565b16818103612edb57505050565b60849350604051927f27047f6c00000000000000000000000000000000000000000000000000000000845260048401525f602484015260448301526064820152fd5b50509350509050604051612f3081611d88565b7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff81525f60208201529190565b909492959373ffffffffffffffffffffffffffffffffffffffff90604051612f8481611d88565b5f81525f60208201525016928315612f1d578273ffffffffffffffffffffffffffffffffffffffff926040612ebd61306f94612fc78560808e9b9a019c86612cc3565b612e82858501803560c01c90600881013560c01c9e8f875190612fe982611d88565b84825260208201529f6020860151936001601085013560c01c936020601887013560c01c9601359695939161012097959391604051977ff83eba3751c92a56eeb66442a64a6b8dfec1f9809f957449b1fdb0367bdbd2ec8952602089015260408801526060870152608086015260a085015260c084015260e08301526101008201522090565b1681810361307c57505050565b60849350604051927f27047f6c00000000000000000000000000000000000000000000000000000000845260048401526001602484015260448301526064820152fd",
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

// PackSettleWithProof is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfcbd860e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function settleWithProof(address payer, (bytes32,bytes32,bytes32) terms, bytes proof) returns()
func (paymentChannels *PaymentChannels) PackSettleWithProof(payer common.Address, terms PackedTerms, proof []byte) []byte {
	enc, err := paymentChannels.abi.Pack("settleWithProof", payer, terms, proof)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSettleWithProof is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfcbd860e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function settleWithProof(address payer, (bytes32,bytes32,bytes32) terms, bytes proof) returns()
func (paymentChannels *PaymentChannels) TryPackSettleWithProof(payer common.Address, terms PackedTerms, proof []byte) ([]byte, error) {
	return paymentChannels.abi.Pack("settleWithProof", payer, terms, proof)
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

// PaymentChannelsSettledWithProof represents a SettledWithProof event raised by the PaymentChannels contract.
type PaymentChannelsSettledWithProof struct {
	ChannelId [32]byte
	Payee     common.Address
	Settled   *big.Int
	Receipted *big.Int
	Raw       *types.Log // Blockchain specific contextual infos
}

const PaymentChannelsSettledWithProofEventName = "SettledWithProof"

// ContractEventName returns the user-defined event name.
func (PaymentChannelsSettledWithProof) ContractEventName() string {
	return PaymentChannelsSettledWithProofEventName
}

// UnpackSettledWithProofEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event SettledWithProof(bytes32 indexed channelId, address indexed payee, uint96 settled, uint96 receipted)
func (paymentChannels *PaymentChannels) UnpackSettledWithProofEvent(log *types.Log) (*PaymentChannelsSettledWithProof, error) {
	event := "SettledWithProof"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != paymentChannels.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(PaymentChannelsSettledWithProof)
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
	if bytes.Equal(raw[:4], paymentChannels.abi.Errors["BadAck"].ID.Bytes()[:4]) {
		return paymentChannels.UnpackBadAckError(raw[4:])
	}
	if bytes.Equal(raw[:4], paymentChannels.abi.Errors["BadAuthorization"].ID.Bytes()[:4]) {
		return paymentChannels.UnpackBadAuthorizationError(raw[4:])
	}
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
	if bytes.Equal(raw[:4], paymentChannels.abi.Errors["BadProof"].ID.Bytes()[:4]) {
		return paymentChannels.UnpackBadProofError(raw[4:])
	}
	if bytes.Equal(raw[:4], paymentChannels.abi.Errors["BadReceipt"].ID.Bytes()[:4]) {
		return paymentChannels.UnpackBadReceiptError(raw[4:])
	}
	if bytes.Equal(raw[:4], paymentChannels.abi.Errors["BadRows"].ID.Bytes()[:4]) {
		return paymentChannels.UnpackBadRowsError(raw[4:])
	}
	if bytes.Equal(raw[:4], paymentChannels.abi.Errors["BadSession"].ID.Bytes()[:4]) {
		return paymentChannels.UnpackBadSessionError(raw[4:])
	}
	if bytes.Equal(raw[:4], paymentChannels.abi.Errors["BadSignature"].ID.Bytes()[:4]) {
		return paymentChannels.UnpackBadSignatureError(raw[4:])
	}
	if bytes.Equal(raw[:4], paymentChannels.abi.Errors["BadTable"].ID.Bytes()[:4]) {
		return paymentChannels.UnpackBadTableError(raw[4:])
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

// PaymentChannelsBadAck represents a BadAck error raised by the PaymentChannels contract.
type PaymentChannelsBadAck struct {
	SessionId *big.Int
	Side      uint8
	Recovered common.Address
	Key       common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadAck(uint256 sessionId, uint8 side, address recovered, address key)
func PaymentChannelsBadAckErrorID() common.Hash {
	return common.HexToHash("0x27047f6c9433b8ae19c01e8d8a757c74ea785aee7b33db1eb50bd0871754a12d")
}

// UnpackBadAckError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadAck(uint256 sessionId, uint8 side, address recovered, address key)
func (paymentChannels *PaymentChannels) UnpackBadAckError(raw []byte) (*PaymentChannelsBadAck, error) {
	out := new(PaymentChannelsBadAck)
	if err := paymentChannels.abi.UnpackIntoInterface(out, "BadAck", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PaymentChannelsBadAuthorization represents a BadAuthorization error raised by the PaymentChannels contract.
type PaymentChannelsBadAuthorization struct {
	SessionId *big.Int
	Recovered common.Address
	Signer    common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadAuthorization(uint256 sessionId, address recovered, address signer)
func PaymentChannelsBadAuthorizationErrorID() common.Hash {
	return common.HexToHash("0xaf468d2b6e357eb70379fa082386f1f49146ff593692c28c532918e23a93aa62")
}

// UnpackBadAuthorizationError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadAuthorization(uint256 sessionId, address recovered, address signer)
func (paymentChannels *PaymentChannels) UnpackBadAuthorizationError(raw []byte) (*PaymentChannelsBadAuthorization, error) {
	out := new(PaymentChannelsBadAuthorization)
	if err := paymentChannels.abi.UnpackIntoInterface(out, "BadAuthorization", raw); err != nil {
		return nil, err
	}
	return out, nil
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

// PaymentChannelsBadProof represents a BadProof error raised by the PaymentChannels contract.
type PaymentChannelsBadProof struct {
	Offset *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadProof(uint256 offset)
func PaymentChannelsBadProofErrorID() common.Hash {
	return common.HexToHash("0x0cb498088432094dff5fa194648f6d3bbde37e11dd1af6364b86c1cf23893734")
}

// UnpackBadProofError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadProof(uint256 offset)
func (paymentChannels *PaymentChannels) UnpackBadProofError(raw []byte) (*PaymentChannelsBadProof, error) {
	out := new(PaymentChannelsBadProof)
	if err := paymentChannels.abi.UnpackIntoInterface(out, "BadProof", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PaymentChannelsBadReceipt represents a BadReceipt error raised by the PaymentChannels contract.
type PaymentChannelsBadReceipt struct {
	ChannelId [32]byte
	Recovered common.Address
	Signer    common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadReceipt(bytes32 channelId, address recovered, address signer)
func PaymentChannelsBadReceiptErrorID() common.Hash {
	return common.HexToHash("0x880fa1fe4ad65152470b7936cd0a793115fddf110930483fec6b5874ac93f446")
}

// UnpackBadReceiptError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadReceipt(bytes32 channelId, address recovered, address signer)
func (paymentChannels *PaymentChannels) UnpackBadReceiptError(raw []byte) (*PaymentChannelsBadReceipt, error) {
	out := new(PaymentChannelsBadReceipt)
	if err := paymentChannels.abi.UnpackIntoInterface(out, "BadReceipt", raw); err != nil {
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

// PaymentChannelsBadSession represents a BadSession error raised by the PaymentChannels contract.
type PaymentChannelsBadSession struct {
	SessionId *big.Int
	Least     *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadSession(uint256 sessionId, uint256 least)
func PaymentChannelsBadSessionErrorID() common.Hash {
	return common.HexToHash("0x04d95695569b73db325919a35541a417c2ad409a3b6e56c194f1ecef09dfaaac")
}

// UnpackBadSessionError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadSession(uint256 sessionId, uint256 least)
func (paymentChannels *PaymentChannels) UnpackBadSessionError(raw []byte) (*PaymentChannelsBadSession, error) {
	out := new(PaymentChannelsBadSession)
	if err := paymentChannels.abi.UnpackIntoInterface(out, "BadSession", raw); err != nil {
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

// PaymentChannelsBadTable represents a BadTable error raised by the PaymentChannels contract.
type PaymentChannelsBadTable struct {
	SessionId *big.Int
	Least     *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadTable(uint256 sessionId, uint256 least)
func PaymentChannelsBadTableErrorID() common.Hash {
	return common.HexToHash("0x3e61875d1331b11fbd95f32eaa8f9bd20dfe02901e32dc3c6f230cc2080aa07a")
}

// UnpackBadTableError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadTable(uint256 sessionId, uint256 least)
func (paymentChannels *PaymentChannels) UnpackBadTableError(raw []byte) (*PaymentChannelsBadTable, error) {
	out := new(PaymentChannelsBadTable)
	if err := paymentChannels.abi.UnpackIntoInterface(out, "BadTable", raw); err != nil {
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
	Amount    *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotHigher(bytes32 channelId, uint256 settled, uint256 amount)
func PaymentChannelsNotHigherErrorID() common.Hash {
	return common.HexToHash("0xecc9c58fccbcf326b85fe6921cf474470c7e3f1082417d40a0acfc73aa34feb0")
}

// UnpackNotHigherError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotHigher(bytes32 channelId, uint256 settled, uint256 amount)
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
	ABI: "[{\"inputs\":[{\"internalType\":\"contractIPaymentChannels\",\"name\":\"channels_\",\"type\":\"address\"},{\"internalType\":\"uint96\",\"name\":\"minStake_\",\"type\":\"uint96\"},{\"internalType\":\"uint96\",\"name\":\"slashAmount_\",\"type\":\"uint96\"},{\"internalType\":\"uint40\",\"name\":\"unbondingPeriod_\",\"type\":\"uint40\"},{\"internalType\":\"uint40\",\"name\":\"unbondingMargin_\",\"type\":\"uint40\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[{\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"}],\"name\":\"addStake\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"},{\"components\":[{\"internalType\":\"uint256\",\"name\":\"deadline\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"}],\"internalType\":\"structSignedPermit\",\"name\":\"permit\",\"type\":\"tuple\"}],\"name\":\"addStakeWithPermit\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"beginUnstaking\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"nodeKey\",\"type\":\"address\"}],\"name\":\"burntFor\",\"outputs\":[{\"internalType\":\"uint96\",\"name\":\"\",\"type\":\"uint96\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"channels\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"finishUnstaking\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"minStake\",\"outputs\":[{\"internalType\":\"uint96\",\"name\":\"\",\"type\":\"uint96\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"nodeKey\",\"type\":\"address\"}],\"name\":\"operatorOf\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"nodeKey\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"},{\"internalType\":\"uint96\",\"name\":\"stake\",\"type\":\"uint96\"},{\"internalType\":\"bytes\",\"name\":\"descriptor\",\"type\":\"bytes\"}],\"name\":\"register\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"nodeKey\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"},{\"internalType\":\"uint96\",\"name\":\"stake\",\"type\":\"uint96\"},{\"internalType\":\"bytes\",\"name\":\"descriptor\",\"type\":\"bytes\"},{\"components\":[{\"internalType\":\"uint256\",\"name\":\"deadline\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"}],\"internalType\":\"structSignedPermit\",\"name\":\"permit\",\"type\":\"tuple\"}],\"name\":\"registerWithPermit\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"relayCount\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"}],\"name\":\"relayOf\",\"outputs\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"nodeKey\",\"type\":\"address\"},{\"internalType\":\"uint96\",\"name\":\"stake\",\"type\":\"uint96\"},{\"internalType\":\"uint40\",\"name\":\"unbondedAt\",\"type\":\"uint40\"},{\"internalType\":\"uint64\",\"name\":\"descriptorNumber\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"descriptorHash\",\"type\":\"bytes32\"},{\"internalType\":\"bool\",\"name\":\"staked\",\"type\":\"bool\"}],\"internalType\":\"structRelay\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"first\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"count\",\"type\":\"uint256\"}],\"name\":\"relays\",\"outputs\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"nodeKey\",\"type\":\"address\"},{\"internalType\":\"uint96\",\"name\":\"stake\",\"type\":\"uint96\"},{\"internalType\":\"uint40\",\"name\":\"unbondedAt\",\"type\":\"uint40\"},{\"internalType\":\"uint64\",\"name\":\"descriptorNumber\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"descriptorHash\",\"type\":\"bytes32\"},{\"internalType\":\"bool\",\"name\":\"staked\",\"type\":\"bool\"}],\"internalType\":\"structRelay[]\",\"name\":\"page\",\"type\":\"tuple[]\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"newNodeKey\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"}],\"name\":\"rotateNodeKey\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes\",\"name\":\"proof\",\"type\":\"bytes\"}],\"name\":\"slash\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"slashAmount\",\"outputs\":[{\"internalType\":\"uint96\",\"name\":\"\",\"type\":\"uint96\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"nodeKey\",\"type\":\"address\"}],\"name\":\"slashedKey\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"token\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"unbondingMargin\",\"outputs\":[{\"internalType\":\"uint40\",\"name\":\"\",\"type\":\"uint40\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"unbondingPeriod\",\"outputs\":[{\"internalType\":\"uint40\",\"name\":\"\",\"type\":\"uint40\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes\",\"name\":\"descriptor\",\"type\":\"bytes\"}],\"name\":\"updateDescriptor\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"number\",\"type\":\"uint64\"},{\"indexed\":false,\"internalType\":\"bytes\",\"name\":\"descriptor\",\"type\":\"bytes\"}],\"name\":\"DescriptorPublished\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"oldNodeKey\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"newNodeKey\",\"type\":\"address\"}],\"name\":\"NodeKeyRotated\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"nodeKey\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"stake\",\"type\":\"uint96\"}],\"name\":\"Registered\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"nodeKey\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"reporter\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"burnt\",\"type\":\"uint96\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"reward\",\"type\":\"uint96\"}],\"name\":\"Slashed\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"stake\",\"type\":\"uint96\"}],\"name\":\"StakeAdded\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint40\",\"name\":\"unbondedAt\",\"type\":\"uint40\"}],\"name\":\"UnstakingBegun\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"stake\",\"type\":\"uint96\"}],\"name\":\"UnstakingFinished\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"nodeKey\",\"type\":\"address\"}],\"name\":\"AlreadySlashed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"}],\"name\":\"AlreadyStaked\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"length\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"max\",\"type\":\"uint256\"}],\"name\":\"BadDescriptor\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"index\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"firstSize\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"secondSize\",\"type\":\"uint256\"}],\"name\":\"BadIndex\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"nodeKey\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"recovered\",\"type\":\"address\"}],\"name\":\"BadNodeKeySignature\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"length\",\"type\":\"uint256\"}],\"name\":\"BadProof\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"slashAmount\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"minStake\",\"type\":\"uint256\"}],\"name\":\"BadSlashAmount\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"unbondingPeriod\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"closingPeriod\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"margin\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"max\",\"type\":\"uint256\"}],\"name\":\"BadUnbondingPeriod\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"nodeKey\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"}],\"name\":\"NodeKeyTaken\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"leaf\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"logRoot\",\"type\":\"bytes32\"}],\"name\":\"NotIncluded\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"first\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"second\",\"type\":\"address\"}],\"name\":\"NotOneKey\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"first\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"second\",\"type\":\"uint256\"}],\"name\":\"NotSameSize\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"}],\"name\":\"NotStaked\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"unbondedAt\",\"type\":\"uint256\"}],\"name\":\"NotUnbonded\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"leaf\",\"type\":\"bytes32\"}],\"name\":\"SameLeaf\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"digest\",\"type\":\"bytes32\"}],\"name\":\"SameOffer\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"stake\",\"type\":\"uint256\"}],\"name\":\"StakeOverflow\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"stake\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"minStake\",\"type\":\"uint256\"}],\"name\":\"StakeTooLow\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"TransferFailed\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"TransferFromFailed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"unbondedAt\",\"type\":\"uint256\"}],\"name\":\"Unbonding\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"nodeKey\",\"type\":\"address\"}],\"name\":\"UnknownNodeKey\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ZeroMinStake\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ZeroStake\",\"type\":\"error\"}]",
	ID:  "1e492b4742e995e7d9d97c45fd9bc4973f",
	Bin: "0x61014080604052346101fd5760a08161279d803803809161002082856102cd565b8339810103126101fd5780516001600160a01b03811691908290036101fd5761004b60208201610304565b61005760408301610304565b90610070608061006960608601610318565b9401610318565b93604051631baed18560e31b8152602081600481855afa8015610209575f9061028f575b64ffffffffff91501664ffffffffff86168082019182811161027b5764ffffffffff871692831180159061026e575b610241575050506001600160601b0382168015610232576001600160601b03841680158015610229575b61021457505060208160049260805260405192838092637e062a3560e11b82525afa908115610209575f916101c3575b5060a05260c05260e0526101005261012052604051612472908161032b823960805181818161088701528181610aa00152611f14015260a05181818161014f0152818161059b0152818161076801528181610f130152818161149f0152611df3015260c05181818161186401528181611a670152611bf1015260e05181818161063a0152610d920152610100518181816108e7015261178b015261012051816104e50152f35b90506020813d602011610201575b816101de602093836102cd565b810103126101fd57516001600160a01b03811681036101fd575f61011d565b5f80fd5b3d91506101d1565b6040513d5f823e3d90fd5b63df9a376960e01b5f5260045260245260445ffd5b508181116100ed565b635902e94960e01b5f5260045ffd5b6084935060405192633cc8e11360e11b84526004840152602483015260448201526301e133806064820152fd5b506301e1338083116100c3565b634e487b7160e01b5f52601160045260245ffd5b506020813d6020116102c5575b816102a9602093836102cd565b810103126101fd576102c064ffffffffff91610318565b610094565b3d915061029c565b601f909101601f19168101906001600160401b038211908210176102f057604052565b634e487b7160e01b5f52604160045260245ffd5b51906001600160601b03821682036101fd57565b519064ffffffffff821682036101fd5756fe6080806040526004361015610012575f80fd5b5f905f3560e01c908163375b3c0a14611824575080633f3d977a1461174d5780634087f332146116c05780634f584fa21461165b578063506fa6ac146115a25780635a315185146113c75780635e47655f14610a4957806360c909da1461096f578063636f35d31461090b5780636cf6d675146108ab57806379a4e4501461083c57806380deb3d6146106c35780638221443e1461065e5780638802834e146105f75780639ffcf49514610509578063aa9f8678146104a9578063b08cfd1514610273578063cac7fb7c1461020c578063e5e22f3b146101d0578063f173f131146101765763fc0c546a14610105575f80fd5b3461017357807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261017357602060405173ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b80fd5b50346101735760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610173576101cd6bffffffffffffffffffffffff6101be6118c6565b166101c881612091565b611df1565b80f35b503461017357807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610173576020600254604051908152f35b50346101735760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261017357604060209173ffffffffffffffffffffffffffffffffffffffff61025e611888565b168152808352205460a01c1515604051908152f35b50346101735760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610173576004356024356002548083105f146104a257828103908111610475575b8082101561046d5750905b7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe061030e6102f884611afe565b936103066040519586611974565b808552611afe565b01835b818110610456575050825b825181101561037b578061035f73ffffffffffffffffffffffffffffffffffffffff61035261034d60019587611b16565b611b23565b90549060031b1c166119eb565b6103698286611b68565b526103748185611b68565b500161031c565b505090604051918291602083016020845282518091526020604085019301915b8181106103a9575050500390f35b91935091602060e082610448600194885160c0809173ffffffffffffffffffffffffffffffffffffffff815116845273ffffffffffffffffffffffffffffffffffffffff60208201511660208501526bffffffffffffffffffffffff604082015116604085015264ffffffffff606082015116606085015267ffffffffffffffff608082015116608085015260a081015160a085015201511515910152565b01940191019184939261039b565b6020906104616119b5565b82828701015201610311565b9050906102cb565b6024847f4e487b710000000000000000000000000000000000000000000000000000000081526011600452fd5b50826102c0565b503461017357807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261017357602060405164ffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461017357807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261017357610540612304565b64ffffffffff600182015416801580156105ee575b6105bf575080545f90915560405160a09190911c8082526101cd9133907f2b6c5fe41c43cc84f689c205e007e3b3fe7c4093a5622032d517e2645d93510f90602090a2337f0000000000000000000000000000000000000000000000000000000000000000612037565b7f41b3e02900000000000000000000000000000000000000000000000000000000835233600452602452604482fd5b50804210610555565b503461017357807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101735760206040516bffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b50346101735760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101735760043567ffffffffffffffff81116106bf576106b16101cd9136906004016118e1565b906106ba611b7c565b612193565b5080fd5b50346101735760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610173576106fb6118c6565b60607fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffdc3601126106bf576bffffffffffffffffffffffff1661073c81612091565b606435601b8160ff1c0160ff81116104755790839173ffffffffffffffffffffffffffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001690813b156108385760e460ff918580947f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff60405197889687957fd505accf0000000000000000000000000000000000000000000000000000000087523360048801523060248801528c6044880152602435606488015216608486015260443560a48601521660c48401525af1610823575b506101cd82611df1565b8161082d91611974565b6106bf57815f610819565b8380fd5b503461017357807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261017357602060405173ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461017357807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261017357602060405164ffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b50346101735760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101735773ffffffffffffffffffffffffffffffffffffffff60406020928261095e611888565b168152808452205416604051908152f35b50346101735760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101735760e06109b16109ac611888565b6119eb565b610a47604051809260c0809173ffffffffffffffffffffffffffffffffffffffff815116845273ffffffffffffffffffffffffffffffffffffffff60208201511660208501526bffffffffffffffffffffffff604082015116604085015264ffffffffff606082015116606085015267ffffffffffffffff608082015116608085015260a081015160a085015201511515910152565bf35b50346101735760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101735760043567ffffffffffffffff81116106bf57610a999036906004016118e1565b9190610ac47f00000000000000000000000000000000000000000000000000000000000000006123c5565b926101489182821061139b5760405191610add83611958565b84835260208301916080602c82013560c01c6034830135806040880152818652604051917f7d4c0eeb4bf9cb4d0728109e4b06f3948cf591983284592aef0511b68dd69c4e83526020830152604082015260548301356060820152209473ffffffffffffffffffffffffffffffffffffffff610ce7610cd1610bee610bda608087359b604051907f87782f7c280c72566f824ec205df505a845c5c47f9069f6e3f781d7ee7b1b88682528d602083015260208a013560a01c60408301526060820152208d9190604051927f19010000000000000000000000000000000000000000000000000000000000005f5260025260225260425f2091604052565b808a52609487013590607488013590612349565b9a60806040519a610bfe8c611958565b8c8c528160c089013560c01c8d81602060c88d0135928360408201520152604051917f7d4c0eeb4bf9cb4d0728109e4b06f3948cf591983284592aef0511b68dd69c4e83526020830152604082015260e88a0135606082015220604051917f87782f7c280c72566f824ec205df505a845c5c47f9069f6e3f781d7ee7b1b8868352602083015260b489013560a01c6040830152606082015220909190604051927f19010000000000000000000000000000000000000000000000000000000000005f5260025260225260425f2091604052565b8089526101288501359061010886013590612349565b9816978815801561137b575b611335575082810361104157505050516020830151908181036110135750505190518114610fe757505b8181528060205273ffffffffffffffffffffffffffffffffffffffff604082205416918215610fbb5780825281602052604082205460a01c610f8f5782825260016020526040822080549173ffffffffffffffffffffffffffffffffffffffff83169260a01c918215610f635793946101cd947f00000000000000000000000000000000000000000000000000000000000000006bffffffffffffffffffffffff8116851015610f47575073ffffffffffffffffffffffffffffffffffffffff845b610e626bffffffffffffffffffffffff8088169781606460058b02041699828b83031699858a8314918215610f3d575b505015610f3757508b935b0316849073ffffffffffffffffffffffffffffffffffffffff7fffffffffffffffffffffffff000000000000000000000000000000000000000083549260a01b169116179055565b167fffffffffffffffffffffffff000000000000000000000000000000000000000082541617905581865285602052610ede83604088209073ffffffffffffffffffffffffffffffffffffffff7fffffffffffffffffffffffff000000000000000000000000000000000000000083549260a01b169116179055565b6040519283528360208401527f31fb5d296f4dbc5de32e496eff94c54491de13d8af373ee3eb828480dd1e924f60403394a4337f0000000000000000000000000000000000000000000000000000000000000000612037565b93610e1a565b149050855f610e0f565b73ffffffffffffffffffffffffffffffffffffffff9094610ddf565b602485877f2449d29b000000000000000000000000000000000000000000000000000000008252600452fd5b602492507f482f408e000000000000000000000000000000000000000000000000000000008252600452fd5b602492507f2865e1e5000000000000000000000000000000000000000000000000000000008252600452fd5b602492507f3d08b4fe000000000000000000000000000000000000000000000000000000008252600452fd5b7f159338c5000000000000000000000000000000000000000000000000000000008552600452602452604483fd5b9394919390929061019085106113095783013560c01c946101509485850135919083518089108015906112fc575b6112c3575060208787010135831461129757610190935193977fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff81950194604051600181538686975b61122e575050507fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff60208701519991990198878a8a8d60405190600182536020600183019360218401960101359e5b6111c557505050505050810361119a57506040015180920361116c5750506040015180930361113857505050610d1d565b7f2e5cccb7000000000000000000000000000000000000000000000000000000008452016020013560045260245260449150fd5b7f2e5cccb7000000000000000000000000000000000000000000000000000000008752600452602452604485fd5b7f0cb49808000000000000000000000000000000000000000000000000000000008952600452602488fd5b90919293949d8e968560018916981088175f1461122457602080820198909392918f0135901561121a57855286525b60418360025afa15611216578d519c5b600190811c9493901c91908e83611107565b8d80fd5b90855286526111f4565b96509d9050611204565b90919681881060018916175f146112915760208c019b8a0135600189161561128157600184015260218301525b60208c60418460025afa1561127d578b51965b600190811c9291901c806110b8565b8b80fd5b906001840152602183015261125b565b9661126e565b602489847f9af4a1f9000000000000000000000000000000000000000000000000000000008252600452fd5b89896064926020890151917f832c831f000000000000000000000000000000000000000000000000000000008452600452602452604452fd5b506020860151811161106f565b602487867f0cb49808000000000000000000000000000000000000000000000000000000008252600452fd5b8773ffffffffffffffffffffffffffffffffffffffff6044928b7f0203bf0600000000000000000000000000000000000000000000000000000000845260045216602452fd5b5073ffffffffffffffffffffffffffffffffffffffff8116891415610cf3565b602484837f0cb49808000000000000000000000000000000000000000000000000000000008252600452fd5b5034611571576101007ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261157157611400611888565b6114086118ab565b60843567ffffffffffffffff8111611571576114289036906004016118e1565b60607fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff5c949294360112611571576bffffffffffffffffffffffff9383611475936044359060243590611bc8565b1660e435601b8160ff1c0160ff81116115755773ffffffffffffffffffffffffffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001690813b156115715760e460ff915f80947f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff60405197889687957fd505accf0000000000000000000000000000000000000000000000000000000087523360048801523060248801528b604488015260a435606488015216608486015260c43560a48601521660c48401525af161155a575b506101cd90611df1565b6115679192505f90611974565b5f906101cd611550565b5f80fd5b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b346115715760607ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112611571576115d9611888565b73ffffffffffffffffffffffffffffffffffffffff6115f6611b7c565b9161160660443560243583611e7a565b82549082167fffffffffffffffffffffffff00000000000000000000000000000000000000008216811790935516337fa1ee916662a4d93288599b2ae8834af84206ebd04865e74a486fe575cfa1efcc5f80a4005b346115715760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126115715773ffffffffffffffffffffffffffffffffffffffff6116a7611888565b165f525f602052602060405f205460a01c604051908152f35b346115715760a07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112611571576116f7611888565b6116ff6118ab565b6084359067ffffffffffffffff8211611571576117458161174b946117356bffffffffffffffffffffffff9536906004016118e1565b9290916044359060243590611bc8565b16611df1565b005b34611571575f7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc36011261157157611783611b7c565b64ffffffffff7f00000000000000000000000000000000000000000000000000000000000000001664ffffffffff4216019064ffffffffff821161157557600164ffffffffff9101911690817fffffffffffffffffffffffffffffffffffffffffffffffffffffff00000000008254161790556040519081527f86baa73a61576a3a8889726fc9761af39c45948035f91b0444dfde89d5c9598460203392a2005b34611571575f7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112611571576020906bffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b6004359073ffffffffffffffffffffffffffffffffffffffff8216820361157157565b606435906bffffffffffffffffffffffff8216820361157157565b600435906bffffffffffffffffffffffff8216820361157157565b9181601f840112156115715782359167ffffffffffffffff8311611571576020838186019501011161157157565b60e0810190811067ffffffffffffffff82111761192b57604052565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b6060810190811067ffffffffffffffff82111761192b57604052565b90601f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0910116810190811067ffffffffffffffff82111761192b57604052565b604051906119c28261190f565b5f60c0838281528260208201528260408201528260608201528260808201528260a08201520152565b73ffffffffffffffffffffffffffffffffffffffff90611a096119b5565b5016805f52600160205260405f2080549073ffffffffffffffffffffffffffffffffffffffff82169160a01c9081155f14611aed575f5b600267ffffffffffffffff600184015460281c16920154926bffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168110159485611ae3575b85611ad3575b9064ffffffffff929160405197611aad8961190f565b885260208801526040870152166060850152608084015260a0830152151560c082015290565b64ffffffffff8316159550611a97565b8015159550611a91565b64ffffffffff600182015416611a40565b67ffffffffffffffff811161192b5760051b60200190565b9190820180921161157557565b600254811015611b3b5760025f5260205f2001905f90565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b8051821015611b3b5760209160051b010190565b611b84612304565b9064ffffffffff60018301541680611b995750565b7f4d5f2cc7000000000000000000000000000000000000000000000000000000005f523360045260245260445ffd5b94939294335f52600160205260405f2092835460a01c611dc5576bffffffffffffffffffffffff7f000000000000000000000000000000000000000000000000000000000000000016926bffffffffffffffffffffffff881693808510611d96575090611c359183611e7a565b6001830167ffffffffffffffff815460281c1615611d37575b90611cd8611d3597837fffffffffffffffffffffffffffffffffffffffffffffffffffffff000000000073ffffffffffffffffffffffffffffffffffffffff9554169055859073ffffffffffffffffffffffffffffffffffffffff7fffffffffffffffffffffffff000000000000000000000000000000000000000083549260a01b169116179055565b8181167fffffffffffffffffffffffff000000000000000000000000000000000000000085541617845560405192835216907f1c86fb3f4e7e1b108008c77bc92e9e62272a27db9e6456c590ce2969bbba53b360203392a3612193565b565b906002546801000000000000000081101561192b57611d359773ffffffffffffffffffffffffffffffffffffffff93611d79836001611cd89501600255611b23565b81549060031b908733831b921b1916179055929350975050611c4e565b847f829f1163000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b7f0c45c8ec000000000000000000000000000000000000000000000000000000005f523360045260245ffd5b7f000000000000000000000000000000000000000000000000000000000000000060405191606052306040523360601b602c526f23b872dd000000000000000000000000600c5260205f6064601c82855af1908160015f51141615611e5c575b50505f606052604052565b3b153d171015611e6d575f80611e51565b637939f4245f526004601cfd5b73ffffffffffffffffffffffffffffffffffffffff909291921691825f525f60205273ffffffffffffffffffffffffffffffffffffffff60405f20541680612008575073ffffffffffffffffffffffffffffffffffffffff91611f7691611f7160606040517f2059a7e4e6a684849c477b03adac52625f03023edeff5a60f4b2415358838458815230602082015233604082015220611f387f00000000000000000000000000000000000000000000000000000000000000006123c5565b9190604051927f19010000000000000000000000000000000000000000000000000000000000005f5260025260225260425f2091604052565b612349565b1680158015611ffe575b611fcf57505f525f60205260405f2073ffffffffffffffffffffffffffffffffffffffff33167fffffffffffffffffffffffff0000000000000000000000000000000000000000825416179055565b907fcd02dadf000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b5081811415611f80565b837f66dbfc25000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b91906014526034526fa9059cbb0000000000000000000000005f5260205f6044601082855af1908160015f51141615612073575b50505f603452565b3b153d171015612084575f8061206b565b6390b8ec185f526004601cfd5b612099611b7c565b90801561216b576120ae90825460a01c611b16565b6bffffffffffffffffffffffff811161214057815473ffffffffffffffffffffffffffffffffffffffff1660a082901b7fffffffffffffffffffffffff000000000000000000000000000000000000000016179091556bffffffffffffffffffffffff166040519081527f491fe950b099def990f5d85e7d949ca649169fbad4869d915413a94c123c2f4b60203392a2565b7f8cc798b1000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b7f150a67e9000000000000000000000000000000000000000000000000000000005f5260045ffd5b821580156122f9575b6122c757600181019081549167ffffffffffffffff8360281c1667ffffffffffffffff811461157557600101927fffffffffffffffffffffffffffffffffffffff0000000000000000ffffffffff6cffffffffffffffff00000000008560281b16911617905567ffffffffffffffff841161192b57604051601f85017fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe016946122486020870183611974565b80825260208201368287011161157157855f94600283606096867ffe11271d9271d03ab98bc80130afa6132e272421f38609e804aa20a43f6380c49b819737886020878301015251902091015567ffffffffffffffff6040519616865260406020870152816040870152838601378301015260608133948101030190a2565b827f1a56583f000000000000000000000000000000000000000000000000000000005f5260045261100060245260445ffd5b50611000831161219c565b335f52600160205260405f2090815460a01c1561231d57565b7f2449d29b000000000000000000000000000000000000000000000000000000005f523360045260245ffd5b90929192604051937f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8116925f5260ff1c601b01602052604052806060527f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a06020600160805f825afa51911160051b3d1102916040525f606052565b60405173ffffffffffffffffffffffffffffffffffffffff60208201927f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f84527f9ecde50516a1cf08e13ed86423f8b6ee05420b7191967e4a77999ae09a7ed8eb60408401527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608401524660808401521660a082015260a0815261246c60c082611974565b5190209056",
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
// Solidity: constructor(address channels_, uint96 minStake_, uint96 slashAmount_, uint40 unbondingPeriod_, uint40 unbondingMargin_) returns()
func (relayRegistry *RelayRegistry) PackConstructor(channels_ common.Address, minStake_ *big.Int, slashAmount_ *big.Int, unbondingPeriod_ *big.Int, unbondingMargin_ *big.Int) []byte {
	enc, err := relayRegistry.abi.Pack("", channels_, minStake_, slashAmount_, unbondingPeriod_, unbondingMargin_)
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

// PackBurntFor is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4f584fa2.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function burntFor(address nodeKey) view returns(uint96)
func (relayRegistry *RelayRegistry) PackBurntFor(nodeKey common.Address) []byte {
	enc, err := relayRegistry.abi.Pack("burntFor", nodeKey)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBurntFor is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4f584fa2.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function burntFor(address nodeKey) view returns(uint96)
func (relayRegistry *RelayRegistry) TryPackBurntFor(nodeKey common.Address) ([]byte, error) {
	return relayRegistry.abi.Pack("burntFor", nodeKey)
}

// UnpackBurntFor is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x4f584fa2.
//
// Solidity: function burntFor(address nodeKey) view returns(uint96)
func (relayRegistry *RelayRegistry) UnpackBurntFor(data []byte) (*big.Int, error) {
	out, err := relayRegistry.abi.Unpack("burntFor", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
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

// PackSlash is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5e47655f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function slash(bytes proof) returns()
func (relayRegistry *RelayRegistry) PackSlash(proof []byte) []byte {
	enc, err := relayRegistry.abi.Pack("slash", proof)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSlash is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5e47655f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function slash(bytes proof) returns()
func (relayRegistry *RelayRegistry) TryPackSlash(proof []byte) ([]byte, error) {
	return relayRegistry.abi.Pack("slash", proof)
}

// PackSlashAmount is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8802834e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function slashAmount() view returns(uint96)
func (relayRegistry *RelayRegistry) PackSlashAmount() []byte {
	enc, err := relayRegistry.abi.Pack("slashAmount")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSlashAmount is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8802834e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function slashAmount() view returns(uint96)
func (relayRegistry *RelayRegistry) TryPackSlashAmount() ([]byte, error) {
	return relayRegistry.abi.Pack("slashAmount")
}

// UnpackSlashAmount is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x8802834e.
//
// Solidity: function slashAmount() view returns(uint96)
func (relayRegistry *RelayRegistry) UnpackSlashAmount(data []byte) (*big.Int, error) {
	out, err := relayRegistry.abi.Unpack("slashAmount", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackSlashedKey is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xcac7fb7c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function slashedKey(address nodeKey) view returns(bool)
func (relayRegistry *RelayRegistry) PackSlashedKey(nodeKey common.Address) []byte {
	enc, err := relayRegistry.abi.Pack("slashedKey", nodeKey)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSlashedKey is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xcac7fb7c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function slashedKey(address nodeKey) view returns(bool)
func (relayRegistry *RelayRegistry) TryPackSlashedKey(nodeKey common.Address) ([]byte, error) {
	return relayRegistry.abi.Pack("slashedKey", nodeKey)
}

// UnpackSlashedKey is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xcac7fb7c.
//
// Solidity: function slashedKey(address nodeKey) view returns(bool)
func (relayRegistry *RelayRegistry) UnpackSlashedKey(data []byte) (bool, error) {
	out, err := relayRegistry.abi.Unpack("slashedKey", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
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

// RelayRegistrySlashed represents a Slashed event raised by the RelayRegistry contract.
type RelayRegistrySlashed struct {
	Operator common.Address
	NodeKey  common.Address
	Reporter common.Address
	Burnt    *big.Int
	Reward   *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const RelayRegistrySlashedEventName = "Slashed"

// ContractEventName returns the user-defined event name.
func (RelayRegistrySlashed) ContractEventName() string {
	return RelayRegistrySlashedEventName
}

// UnpackSlashedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Slashed(address indexed operator, address indexed nodeKey, address indexed reporter, uint96 burnt, uint96 reward)
func (relayRegistry *RelayRegistry) UnpackSlashedEvent(log *types.Log) (*RelayRegistrySlashed, error) {
	event := "Slashed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != relayRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RelayRegistrySlashed)
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
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["AlreadySlashed"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackAlreadySlashedError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["AlreadyStaked"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackAlreadyStakedError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["BadDescriptor"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackBadDescriptorError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["BadIndex"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackBadIndexError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["BadNodeKeySignature"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackBadNodeKeySignatureError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["BadProof"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackBadProofError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["BadSlashAmount"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackBadSlashAmountError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["BadUnbondingPeriod"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackBadUnbondingPeriodError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["NodeKeyTaken"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackNodeKeyTakenError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["NotIncluded"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackNotIncludedError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["NotOneKey"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackNotOneKeyError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["NotSameSize"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackNotSameSizeError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["NotStaked"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackNotStakedError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["NotUnbonded"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackNotUnbondedError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["SameLeaf"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackSameLeafError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["SameOffer"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackSameOfferError(raw[4:])
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
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["UnknownNodeKey"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackUnknownNodeKeyError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["ZeroMinStake"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackZeroMinStakeError(raw[4:])
	}
	if bytes.Equal(raw[:4], relayRegistry.abi.Errors["ZeroStake"].ID.Bytes()[:4]) {
		return relayRegistry.UnpackZeroStakeError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// RelayRegistryAlreadySlashed represents a AlreadySlashed error raised by the RelayRegistry contract.
type RelayRegistryAlreadySlashed struct {
	NodeKey common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error AlreadySlashed(address nodeKey)
func RelayRegistryAlreadySlashedErrorID() common.Hash {
	return common.HexToHash("0x482f408eec1dfcea525446411dab42be0c919eef184ae12e9ea142f3280aac7d")
}

// UnpackAlreadySlashedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error AlreadySlashed(address nodeKey)
func (relayRegistry *RelayRegistry) UnpackAlreadySlashedError(raw []byte) (*RelayRegistryAlreadySlashed, error) {
	out := new(RelayRegistryAlreadySlashed)
	if err := relayRegistry.abi.UnpackIntoInterface(out, "AlreadySlashed", raw); err != nil {
		return nil, err
	}
	return out, nil
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

// RelayRegistryBadIndex represents a BadIndex error raised by the RelayRegistry contract.
type RelayRegistryBadIndex struct {
	Index      *big.Int
	FirstSize  *big.Int
	SecondSize *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadIndex(uint256 index, uint256 firstSize, uint256 secondSize)
func RelayRegistryBadIndexErrorID() common.Hash {
	return common.HexToHash("0x832c831f9ae592da1cde2e322e30e4980bd998414ebdc3979c54839cc90165c8")
}

// UnpackBadIndexError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadIndex(uint256 index, uint256 firstSize, uint256 secondSize)
func (relayRegistry *RelayRegistry) UnpackBadIndexError(raw []byte) (*RelayRegistryBadIndex, error) {
	out := new(RelayRegistryBadIndex)
	if err := relayRegistry.abi.UnpackIntoInterface(out, "BadIndex", raw); err != nil {
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

// RelayRegistryBadProof represents a BadProof error raised by the RelayRegistry contract.
type RelayRegistryBadProof struct {
	Length *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadProof(uint256 length)
func RelayRegistryBadProofErrorID() common.Hash {
	return common.HexToHash("0x0cb498088432094dff5fa194648f6d3bbde37e11dd1af6364b86c1cf23893734")
}

// UnpackBadProofError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadProof(uint256 length)
func (relayRegistry *RelayRegistry) UnpackBadProofError(raw []byte) (*RelayRegistryBadProof, error) {
	out := new(RelayRegistryBadProof)
	if err := relayRegistry.abi.UnpackIntoInterface(out, "BadProof", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RelayRegistryBadSlashAmount represents a BadSlashAmount error raised by the RelayRegistry contract.
type RelayRegistryBadSlashAmount struct {
	SlashAmount *big.Int
	MinStake    *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadSlashAmount(uint256 slashAmount, uint256 minStake)
func RelayRegistryBadSlashAmountErrorID() common.Hash {
	return common.HexToHash("0xdf9a37697746546adbf25e7bc81a95ce8e396e1eed4674c8711d558979edadd5")
}

// UnpackBadSlashAmountError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadSlashAmount(uint256 slashAmount, uint256 minStake)
func (relayRegistry *RelayRegistry) UnpackBadSlashAmountError(raw []byte) (*RelayRegistryBadSlashAmount, error) {
	out := new(RelayRegistryBadSlashAmount)
	if err := relayRegistry.abi.UnpackIntoInterface(out, "BadSlashAmount", raw); err != nil {
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

// RelayRegistryNotIncluded represents a NotIncluded error raised by the RelayRegistry contract.
type RelayRegistryNotIncluded struct {
	Leaf    [32]byte
	LogRoot [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotIncluded(bytes32 leaf, bytes32 logRoot)
func RelayRegistryNotIncludedErrorID() common.Hash {
	return common.HexToHash("0x2e5cccb7e8756bf25a0498c58e9876ab7e728b35951c961f963e5ac7683f370b")
}

// UnpackNotIncludedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotIncluded(bytes32 leaf, bytes32 logRoot)
func (relayRegistry *RelayRegistry) UnpackNotIncludedError(raw []byte) (*RelayRegistryNotIncluded, error) {
	out := new(RelayRegistryNotIncluded)
	if err := relayRegistry.abi.UnpackIntoInterface(out, "NotIncluded", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RelayRegistryNotOneKey represents a NotOneKey error raised by the RelayRegistry contract.
type RelayRegistryNotOneKey struct {
	First  common.Address
	Second common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotOneKey(address first, address second)
func RelayRegistryNotOneKeyErrorID() common.Hash {
	return common.HexToHash("0x0203bf067c86d6db57c17cdab042a729246abda1f3574487823fe15ad453dde2")
}

// UnpackNotOneKeyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotOneKey(address first, address second)
func (relayRegistry *RelayRegistry) UnpackNotOneKeyError(raw []byte) (*RelayRegistryNotOneKey, error) {
	out := new(RelayRegistryNotOneKey)
	if err := relayRegistry.abi.UnpackIntoInterface(out, "NotOneKey", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RelayRegistryNotSameSize represents a NotSameSize error raised by the RelayRegistry contract.
type RelayRegistryNotSameSize struct {
	First  *big.Int
	Second *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotSameSize(uint256 first, uint256 second)
func RelayRegistryNotSameSizeErrorID() common.Hash {
	return common.HexToHash("0x159338c51dd4a3223332466bf08b8350f175bd36e717bfe2a58c584c149ef612")
}

// UnpackNotSameSizeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotSameSize(uint256 first, uint256 second)
func (relayRegistry *RelayRegistry) UnpackNotSameSizeError(raw []byte) (*RelayRegistryNotSameSize, error) {
	out := new(RelayRegistryNotSameSize)
	if err := relayRegistry.abi.UnpackIntoInterface(out, "NotSameSize", raw); err != nil {
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

// RelayRegistrySameLeaf represents a SameLeaf error raised by the RelayRegistry contract.
type RelayRegistrySameLeaf struct {
	Leaf [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SameLeaf(bytes32 leaf)
func RelayRegistrySameLeafErrorID() common.Hash {
	return common.HexToHash("0x9af4a1f9164d3594deba1d6fa4659ca4abc6f611e6e2eff547fcf8208247ebc6")
}

// UnpackSameLeafError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SameLeaf(bytes32 leaf)
func (relayRegistry *RelayRegistry) UnpackSameLeafError(raw []byte) (*RelayRegistrySameLeaf, error) {
	out := new(RelayRegistrySameLeaf)
	if err := relayRegistry.abi.UnpackIntoInterface(out, "SameLeaf", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RelayRegistrySameOffer represents a SameOffer error raised by the RelayRegistry contract.
type RelayRegistrySameOffer struct {
	Digest [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SameOffer(bytes32 digest)
func RelayRegistrySameOfferErrorID() common.Hash {
	return common.HexToHash("0x3d08b4fe608d1663234a15f725a21a2b9b74aac295b490fe1082999dd51661e6")
}

// UnpackSameOfferError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SameOffer(bytes32 digest)
func (relayRegistry *RelayRegistry) UnpackSameOfferError(raw []byte) (*RelayRegistrySameOffer, error) {
	out := new(RelayRegistrySameOffer)
	if err := relayRegistry.abi.UnpackIntoInterface(out, "SameOffer", raw); err != nil {
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

// RelayRegistryUnknownNodeKey represents a UnknownNodeKey error raised by the RelayRegistry contract.
type RelayRegistryUnknownNodeKey struct {
	NodeKey common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error UnknownNodeKey(address nodeKey)
func RelayRegistryUnknownNodeKeyErrorID() common.Hash {
	return common.HexToHash("0x2865e1e54ea33984fe4935a64d9e07151eaf50406ce6c1e816cb191b4224eeed")
}

// UnpackUnknownNodeKeyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error UnknownNodeKey(address nodeKey)
func (relayRegistry *RelayRegistry) UnpackUnknownNodeKeyError(raw []byte) (*RelayRegistryUnknownNodeKey, error) {
	out := new(RelayRegistryUnknownNodeKey)
	if err := relayRegistry.abi.UnpackIntoInterface(out, "UnknownNodeKey", raw); err != nil {
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
