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
	Bin: "0x610160604052348015610010575f5ffd5b506040518060400160405280601c81526020017f506f72746167652044657620546f6b656e2c20576f7274686c6573730000000081525080604051806040016040528060018152602001603160f81b8152506040518060400160405280601c81526020017f506f72746167652044657620546f6b656e2c20576f7274686c65737300000000815250604051806040016040528060038152602001622222ab60e91b81525081600390816100c39190610273565b5060046100d08282610273565b5050506100e28261018a60201b60201c565b610120526100ef8161018a565b61014052815160208084019190912060e052815190820120610100524660a05261017b60e05161010051604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201529081019290925260608201524660808201523060a08201525f9060c00160405160208183030381529060405280519060200120905090565b60805250503060c05250610389565b5f5f829050601f815111156101bd578260405163305a27a960e01b81526004016101b49190610331565b60405180910390fd5b80516101c882610366565b179392505050565b634e487b7160e01b5f52604160045260245ffd5b600181811c908216806101f857607f821691505b60208210810361021657634e487b7160e01b5f52602260045260245ffd5b50919050565b601f82111561026e578282111561026e57805f5260205f20601f840160051c602085101561024757505f5b90810190601f840160051c035f5b8181101561026a575f83820155600101610255565b5050505b505050565b81516001600160401b0381111561028c5761028c6101d0565b6102a08161029a84546101e4565b8461021c565b6020601f8211600181146102d2575f83156102bb5750848201515b5f19600385901b1c1916600184901b17845561032a565b5f84815260208120601f198516915b8281101561030157878501518255602094850194600190920191016102e1565b508482101561031e57868401515f19600387901b60f8161c191681555b505060018360011b0184555b5050505050565b602081525f82518060208401528060208501604085015e5f604082850101526040601f19601f83011684010191505092915050565b80516020808301519190811015610216575f1960209190910360031b1b16919050565b60805160a05160c05160e0516101005161012051610140516111e76103da5f395f6108d601525f6108ab01525f6107fa01525f6107d201525f61072d01525f61075701525f61078101526111e75ff3fe608060405234801561000f575f5ffd5b50600436106100e5575f3560e01c806370a082311161008857806395d89b411161006357806395d89b41146101de578063a9059cbb146101e6578063d505accf146101f9578063dd62ed3e1461020c575f5ffd5b806370a082311461017b5780637ecebe00146101b057806384b0196e146101c3575f5ffd5b806323b872dd116100c357806323b872dd1461013c578063313ce5671461014f5780633644e5151461015e57806340c10f1914610166575f5ffd5b806306fdde03146100e9578063095ea7b31461010757806318160ddd1461012a575b5f5ffd5b6100f1610251565b6040516100fe9190610f18565b60405180910390f35b61011a610115366004610f59565b6102e1565b60405190151581526020016100fe565b6002545b6040519081526020016100fe565b61011a61014a366004610f81565b6102fa565b604051601281526020016100fe565b61012e61031d565b610179610174366004610f59565b61032b565b005b61012e610189366004610fbb565b73ffffffffffffffffffffffffffffffffffffffff165f9081526020819052604090205490565b61012e6101be366004610fbb565b610339565b6101cb610363565b6040516100fe9796959493929190610fd4565b6100f16103c1565b61011a6101f4366004610f59565b6103d0565b610179610207366004611093565b6103dd565b61012e61021a366004611100565b73ffffffffffffffffffffffffffffffffffffffff9182165f90815260016020908152604080832093909416825291909152205490565b60606003805461026090611131565b80601f016020809104026020016040519081016040528092919081815260200182805461028c90611131565b80156102d75780601f106102ae576101008083540402835291602001916102d7565b820191905f5260205f20905b8154815290600101906020018083116102ba57829003601f168201915b5050505050905090565b5f336102ee81858561058b565b60019150505b92915050565b5f3361030785828561059d565b61031285858561066b565b506001949350505050565b5f610326610714565b905090565b610335828261084a565b5050565b73ffffffffffffffffffffffffffffffffffffffff81165f908152600760205260408120546102f4565b5f6060805f5f5f60606103746108a4565b61037c6108cf565b604080515f808252602082019092527f0f000000000000000000000000000000000000000000000000000000000000009b939a50919850469750309650945092509050565b60606004805461026090611131565b5f336102ee81858561066b565b8342111561041f576040517f62791302000000000000000000000000000000000000000000000000000000008152600481018590526024015b60405180910390fd5b5f7f6e71edae12b1b97f4d1f60370fef10105fa2faae0126114a169c64845d6126c98888886104778c73ffffffffffffffffffffffffffffffffffffffff165f90815260076020526040902080546001810190915590565b60408051602081019690965273ffffffffffffffffffffffffffffffffffffffff94851690860152929091166060840152608083015260a082015260c0810186905260e0016040516020818303038152906040528051906020012090505f6104de826108fa565b90505f6104ed82878787610941565b90508973ffffffffffffffffffffffffffffffffffffffff168173ffffffffffffffffffffffffffffffffffffffff1614610574576040517f4b800e4600000000000000000000000000000000000000000000000000000000815273ffffffffffffffffffffffffffffffffffffffff80831660048301528b166024820152604401610416565b61057f8a8a8a61058b565b50505050505050505050565b610598838383600161096d565b505050565b73ffffffffffffffffffffffffffffffffffffffff8381165f908152600160209081526040808320938616835292905220547fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8110156106655781811015610657576040517ffb8f41b200000000000000000000000000000000000000000000000000000000815273ffffffffffffffffffffffffffffffffffffffff841660048201526024810182905260448101839052606401610416565b61066584848484035f61096d565b50505050565b73ffffffffffffffffffffffffffffffffffffffff83166106ba576040517f96c6fd1e0000000000000000000000000000000000000000000000000000000081525f6004820152602401610416565b73ffffffffffffffffffffffffffffffffffffffff8216610709576040517fec442f050000000000000000000000000000000000000000000000000000000081525f6004820152602401610416565b610598838383610ab2565b5f3073ffffffffffffffffffffffffffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001614801561077957507f000000000000000000000000000000000000000000000000000000000000000046145b156107a357507f000000000000000000000000000000000000000000000000000000000000000090565b610326604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527f0000000000000000000000000000000000000000000000000000000000000000918101919091527f000000000000000000000000000000000000000000000000000000000000000060608201524660808201523060a08201525f9060c00160405160208183030381529060405280519060200120905090565b73ffffffffffffffffffffffffffffffffffffffff8216610899576040517fec442f050000000000000000000000000000000000000000000000000000000081525f6004820152602401610416565b6103355f8383610ab2565b60606103267f0000000000000000000000000000000000000000000000000000000000000000610c59565b60606103267f0000000000000000000000000000000000000000000000000000000000000000610c59565b5f6102f4610906610714565b836040517f19010000000000000000000000000000000000000000000000000000000000008152600281019290925260228201526042902090565b5f5f5f5f61095188888888610c96565b9250925092506109618282610d89565b50909695505050505050565b73ffffffffffffffffffffffffffffffffffffffff84166109bc576040517fe602df050000000000000000000000000000000000000000000000000000000081525f6004820152602401610416565b73ffffffffffffffffffffffffffffffffffffffff8316610a0b576040517f94280d620000000000000000000000000000000000000000000000000000000081525f6004820152602401610416565b73ffffffffffffffffffffffffffffffffffffffff8085165f9081526001602090815260408083209387168352929052208290558015610665578273ffffffffffffffffffffffffffffffffffffffff168473ffffffffffffffffffffffffffffffffffffffff167f8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b92584604051610aa491815260200190565b60405180910390a350505050565b73ffffffffffffffffffffffffffffffffffffffff8316610ae9578060025f828254610ade9190611182565b90915550610b999050565b73ffffffffffffffffffffffffffffffffffffffff83165f9081526020819052604090205481811015610b6e576040517fe450d38c00000000000000000000000000000000000000000000000000000000815273ffffffffffffffffffffffffffffffffffffffff851660048201526024810182905260448101839052606401610416565b73ffffffffffffffffffffffffffffffffffffffff84165f9081526020819052604090209082900390555b73ffffffffffffffffffffffffffffffffffffffff8216610bc257600280548290039055610bed565b73ffffffffffffffffffffffffffffffffffffffff82165f9081526020819052604090208054820190555b8173ffffffffffffffffffffffffffffffffffffffff168373ffffffffffffffffffffffffffffffffffffffff167fddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef83604051610c4c91815260200190565b60405180910390a3505050565b60605f610c6583610e8c565b6040805160208082528183019092529192505f91906020820181803683375050509182525060208101929092525090565b5f80807f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0841115610ccf57505f91506003905082610d7f565b604080515f808252602082018084528a905260ff891692820192909252606081018790526080810186905260019060a0016020604051602081039080840390855afa158015610d20573d5f5f3e3d5ffd5b50506040517fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0015191505073ffffffffffffffffffffffffffffffffffffffff8116610d7657505f925060019150829050610d7f565b92505f91508190505b9450945094915050565b5f826003811115610d9c57610d9c6111ba565b03610da5575050565b6001826003811115610db957610db96111ba565b03610df0576040517ff645eedf00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b6002826003811115610e0457610e046111ba565b03610e3e576040517ffce698f700000000000000000000000000000000000000000000000000000000815260048101829052602401610416565b6003826003811115610e5257610e526111ba565b03610335576040517fd78bce0c00000000000000000000000000000000000000000000000000000000815260048101829052602401610416565b5f60ff8216601f8111156102f4576040517fb3512b0c00000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f81518084528060208401602086015e5f6020828601015260207fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0601f83011685010191505092915050565b602081525f610f2a6020830184610ecc565b9392505050565b803573ffffffffffffffffffffffffffffffffffffffff81168114610f54575f5ffd5b919050565b5f5f60408385031215610f6a575f5ffd5b610f7383610f31565b946020939093013593505050565b5f5f5f60608486031215610f93575f5ffd5b610f9c84610f31565b9250610faa60208501610f31565b929592945050506040919091013590565b5f60208284031215610fcb575f5ffd5b610f2a82610f31565b7fff000000000000000000000000000000000000000000000000000000000000008816815260e060208201525f61100e60e0830189610ecc565b82810360408401526110208189610ecc565b6060840188905273ffffffffffffffffffffffffffffffffffffffff8716608085015260a0840186905283810360c0850152845180825260208087019350909101905f5b81811015611082578351835260209384019390920191600101611064565b50909b9a5050505050505050505050565b5f5f5f5f5f5f5f60e0888a0312156110a9575f5ffd5b6110b288610f31565b96506110c060208901610f31565b95506040880135945060608801359350608088013560ff811681146110e3575f5ffd5b9699959850939692959460a0840135945060c09093013592915050565b5f5f60408385031215611111575f5ffd5b61111a83610f31565b915061112860208401610f31565b90509250929050565b600181811c9082168061114557607f821691505b60208210810361117c577f4e487b71000000000000000000000000000000000000000000000000000000005f52602260045260245ffd5b50919050565b808201808211156102f4577f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b7f4e487b71000000000000000000000000000000000000000000000000000000005f52602160045260245ffd",
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
	ABI: "[{\"inputs\":[{\"internalType\":\"address\",\"name\":\"token_\",\"type\":\"address\"},{\"internalType\":\"uint40\",\"name\":\"closingPeriod_\",\"type\":\"uint40\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"signer\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"}],\"name\":\"channel\",\"outputs\":[{\"internalType\":\"uint96\",\"name\":\"deposit\",\"type\":\"uint96\"},{\"internalType\":\"uint96\",\"name\":\"settled\",\"type\":\"uint96\"},{\"internalType\":\"uint40\",\"name\":\"closeAt\",\"type\":\"uint40\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"signer\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"closer\",\"type\":\"address\"},{\"internalType\":\"uint96\",\"name\":\"creditCap\",\"type\":\"uint96\"},{\"internalType\":\"uint40\",\"name\":\"openBy\",\"type\":\"uint40\"},{\"internalType\":\"uint56\",\"name\":\"salt\",\"type\":\"uint56\"}],\"internalType\":\"structChannelTerms\",\"name\":\"terms\",\"type\":\"tuple\"}],\"name\":\"channelIdOf\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"signerAndCreditCap\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"payeeOpenByAndSalt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"closerAndDeposit\",\"type\":\"bytes32\"}],\"internalType\":\"structPackedTerms\",\"name\":\"terms\",\"type\":\"tuple\"}],\"name\":\"close\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"signerAndCreditCap\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"payeeOpenByAndSalt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"closerAndDeposit\",\"type\":\"bytes32\"}],\"internalType\":\"structPackedTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"uint96\",\"name\":\"cumAmount\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"stateHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"}],\"internalType\":\"structSignedReceipt\",\"name\":\"receipt\",\"type\":\"tuple\"}],\"name\":\"closeNow\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"signerAndCreditCap\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"payeeOpenByAndSalt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"closerAndDeposit\",\"type\":\"bytes32\"}],\"internalType\":\"structPackedTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"uint96\",\"name\":\"cumAmount\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"stateHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"}],\"internalType\":\"structSignedReceipt\",\"name\":\"receipt\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"uint96\",\"name\":\"atLeast\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"}],\"internalType\":\"structSignedConsent\",\"name\":\"consent\",\"type\":\"tuple\"}],\"name\":\"closeNowWithConsent\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"closingPeriod\",\"outputs\":[{\"internalType\":\"uint40\",\"name\":\"\",\"type\":\"uint40\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"domainSeparator\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"signerAndCreditCap\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"payeeOpenByAndSalt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"closerAndDeposit\",\"type\":\"bytes32\"}],\"internalType\":\"structPackedTerms\",\"name\":\"terms\",\"type\":\"tuple\"}],\"name\":\"open\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"signerAndCreditCap\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"payeeOpenByAndSalt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"closerAndDeposit\",\"type\":\"bytes32\"}],\"internalType\":\"structPackedTerms[]\",\"name\":\"terms\",\"type\":\"tuple[]\"}],\"name\":\"openMany\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"signerAndCreditCap\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"payeeOpenByAndSalt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"closerAndDeposit\",\"type\":\"bytes32\"}],\"internalType\":\"structPackedTerms[]\",\"name\":\"terms\",\"type\":\"tuple[]\"},{\"components\":[{\"internalType\":\"uint256\",\"name\":\"deadline\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"}],\"internalType\":\"structSignedPermit\",\"name\":\"permit\",\"type\":\"tuple\"}],\"name\":\"openManyWithPermit\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"signerAndCreditCap\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"payeeOpenByAndSalt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"closerAndDeposit\",\"type\":\"bytes32\"}],\"internalType\":\"structPackedTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"uint256\",\"name\":\"deadline\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"}],\"internalType\":\"structSignedPermit\",\"name\":\"permit\",\"type\":\"tuple\"}],\"name\":\"openWithPermit\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"components\":[{\"internalType\":\"uint96\",\"name\":\"cumAmount\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"stateHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"}],\"internalType\":\"structSignedReceipt\",\"name\":\"receipt\",\"type\":\"tuple\"}],\"name\":\"settle\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"rows\",\"type\":\"bytes\"}],\"name\":\"settleMany\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"token\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"signer\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"}],\"name\":\"topUp\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"signer\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"},{\"components\":[{\"internalType\":\"uint256\",\"name\":\"deadline\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"vs\",\"type\":\"bytes32\"}],\"internalType\":\"structSignedPermit\",\"name\":\"permit\",\"type\":\"tuple\"}],\"name\":\"topUpWithPermit\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"signerAndCreditCap\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"payeeOpenByAndSalt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"closerAndDeposit\",\"type\":\"bytes32\"}],\"internalType\":\"structPackedTerms\",\"name\":\"terms\",\"type\":\"tuple\"}],\"name\":\"withdraw\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"settled\",\"type\":\"uint96\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"refund\",\"type\":\"uint96\"}],\"name\":\"Closed\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint40\",\"name\":\"closeAt\",\"type\":\"uint40\"}],\"name\":\"Closing\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"signerAndCreditCap\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"payeeOpenByAndSalt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"closerAndDeposit\",\"type\":\"bytes32\"}],\"indexed\":false,\"internalType\":\"structPackedTerms\",\"name\":\"terms\",\"type\":\"tuple\"}],\"name\":\"Opened\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"settled\",\"type\":\"uint96\"}],\"name\":\"Settled\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"bytes\",\"name\":\"rows\",\"type\":\"bytes\"}],\"name\":\"SettledMany\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"deposit\",\"type\":\"uint96\"}],\"name\":\"ToppedUp\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"closingPeriod\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"min\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"max\",\"type\":\"uint256\"}],\"name\":\"BadClosingPeriod\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"signer\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"closer\",\"type\":\"address\"}],\"name\":\"BadConsent\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"openBy\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"timestamp\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"closingPeriod\",\"type\":\"uint256\"}],\"name\":\"BadOpenBy\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"}],\"name\":\"BadPayee\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"length\",\"type\":\"uint256\"}],\"name\":\"BadRows\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"BadSignature\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"}],\"name\":\"BadToken\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"closeAt\",\"type\":\"uint256\"}],\"name\":\"ChannelClosed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"closeAt\",\"type\":\"uint256\"}],\"name\":\"ChannelClosing\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"}],\"name\":\"ChannelExists\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"closeAt\",\"type\":\"uint256\"}],\"name\":\"ChannelNotClosed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"settled\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"atLeast\",\"type\":\"uint256\"}],\"name\":\"ConsentNotMet\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"deposit\",\"type\":\"uint256\"}],\"name\":\"DepositOverflow\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"signer\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"}],\"name\":\"NoSuchChannel\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"channelId\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"settled\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"cumAmount\",\"type\":\"uint256\"}],\"name\":\"NotHigher\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"payee\",\"type\":\"address\"}],\"name\":\"NotPayee\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"TransferFailed\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"TransferFromFailed\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ZeroDeposit\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ZeroSigner\",\"type\":\"error\"}]",
	ID:  "8465f02d28c9c3c76f3b854ac4a830710c",
	Bin: "0x610100604052348015610010575f5ffd5b506040516128d53803806128d583398101604081905261002f91610184565b603c8164ffffffffff16108061004e575062278d008164ffffffffff16115b1561008a57604051630250496760e41b815264ffffffffff82166004820152603c602482015262278d0060448201526064015b60405180910390fd5b816001600160a01b03163b5f036100bf5760405163732d20af60e01b81526001600160a01b0383166004820152602401610081565b6001600160a01b038216608090815264ffffffffff821660a09081524660c0818152604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f6020808301919091527f9ecde50516a1cf08e13ed86423f8b6ee05420b7191967e4a77999ae09a7ed8eb828401527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608301529581019390935230838501528051808403909401845291019052805191012060e052506101d09050565b5f5f60408385031215610195575f5ffd5b82516001600160a01b03811681146101ab575f5ffd5b602084015190925064ffffffffff811681146101c5575f5ffd5b809150509250929050565b60805160a05160c05160e0516126856102505f395f818161095c01528181610a110152611a7b01525f6109db01525f8181610228015281816108cf01528181610e460152610eaf01525f818161028e0152818161081901528181610ccd01528181610fbf01528181611196015281816111dd015261162701526126855ff3fe608060405234801561000f575f5ffd5b5060043610610115575f3560e01c80639ac427c9116100ad578063e968cdfa1161007d578063fc0c546a11610063578063fc0c546a14610289578063fc2e695c146102d5578063fdee3b10146102e8575f5ffd5b8063e968cdfa14610260578063f698da2514610281575f5ffd5b80639ac427c9146101ea578063a1f32586146101fd578063c8c9ac9914610210578063dd768c2814610223575f5ffd5b80634cca63af116100e85780634cca63af1461016757806351359c2d1461017a57806372adab891461018d578063808ce608146101a0575f5ffd5b806306ca96e41461011957806318011feb1461012e5780633d280bcb14610141578063438750c614610154575b5f5ffd5b61012c610127366004611e62565b6102fb565b005b61012c61013c366004611ebd565b610311565b61012c61014f366004611ef6565b6103af565b61012c610162366004611f39565b610437565b61012c610175366004611faa565b6104fe565b61012c610188366004611fe9565b610535565b61012c61019b366004612003565b610549565b6101b36101ae36600461205e565b61057b565b604080516bffffffffffffffffffffffff948516815293909216602084015264ffffffffff16908201526060015b60405180910390f35b61012c6101f836600461208e565b6105d7565b61012c61020b366004612154565b610840565b61012c61021e366004611fe9565b61084d565b61024a7f000000000000000000000000000000000000000000000000000000000000000081565b60405164ffffffffff90911681526020016101e1565b61027361026e366004612193565b610956565b6040519081526020016101e1565b6102736109d8565b6102b07f000000000000000000000000000000000000000000000000000000000000000081565b60405173ffffffffffffffffffffffffffffffffffffffff90911681526020016101e1565b61012c6102e33660046121ac565b610a33565b61012c6102f63660046121f4565b610a45565b61030d61030783610cf4565b82610fba565b5050565b5f5f5f61031e8486610fee565b92509250925061032d81611080565b61038357826103438260181c64ffffffffff1690565b6040517fc67ad030000000000000000000000000000000000000000000000000000000008152600481019290925260248201526044015b60405180910390fd5b6103a884868585856103a38760401c6bffffffffffffffffffffffff1690565b6110ab565b5050505050565b33602083013560601c146103fe576040517fabf2cc76000000000000000000000000000000000000000000000000000000008152336004820152602083013560601c602482015260440161037a565b5f5f5f61040b8587610fee565b9250925092505f61041e86858488611210565b905061042e8688868686866110ab565b50505050505050565b5f5f5f6104448688610fee565b9250925092505f61045787858489611210565b90506104648785876112e9565b6104716020860186612225565b6bffffffffffffffffffffffff168110156104e65783816104956020880188612225565b6040517ff21e0aae000000000000000000000000000000000000000000000000000000008152600481019390935260248301919091526bffffffffffffffffffffffff16604482015260640161037a565b6104f48789868686866110ab565b5050505050505050565b610518848484846bffffffffffffffffffffffff16611442565b61052f816bffffffffffffffffffffffff1661160d565b50505050565b61054661054182610cf4565b61160d565b50565b610563858585856bffffffffffffffffffffffff16611442565b6103a8826bffffffffffffffffffffffff1682610fba565b5f5f5f5f61059161058d88888861164f565b5490565b905061059d8160a01c90565b6105b58260401c6bffffffffffffffffffffffff1690565b6105c68360181c64ffffffffff1690565b935093509350505b93509350939050565b8015806105ed57506105ea608c8261223e565b15155b15610627576040517f9f1b671d0000000000000000000000000000000000000000000000000000000081526004810182905260240161037a565b604080515f8082526020820190925290805b838110156107aa575f8582866106508260206122a3565b9261065d939291906122b6565b610666916122dd565b90505f6040518060800160405280888886602061068391906122a3565b9061068f88602c6122a3565b9261069c939291906122b6565b6106a591612319565b60a01c815260200188886106ba87602c6122a3565b906106c688604c6122a3565b926106d3939291906122b6565b6106dc916122dd565b815260200188886106ee87604c6122a3565b906106fa88606c6122a3565b92610707939291906122b6565b610710916122dd565b8152602001888861072287606c6122a3565b9061072e88608c6122a3565b9261073b939291906122b6565b610744916122dd565b905290505f80806107568b86866116ab565b9194509250905061076783886122a3565b965087858383604051602001610780949392919061237e565b60405160208183030381529060405297505050505050608c816107a391906122a3565b9050610639565b508473ffffffffffffffffffffffffffffffffffffffff167fab4a8ac81fa96f184ba45a14a1536cc55cc8f011096ea0541af5f882ef475c4f836040516107f19190612405565b60405180910390a280156103a8576103a873ffffffffffffffffffffffffffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001686836117f9565b61030d610541838361184c565b5f5f5f61085a8433610fee565b9250925092506108718160181c64ffffffffff1690565b156108c357826108888260181c64ffffffffff1690565b6040517feec927540000000000000000000000000000000000000000000000000000000081526004810192909252602482015260440161037a565b5f6108f564ffffffffff7f000000000000000000000000000000000000000000000000000000000000000016426122a3565b905061090b83610907848460181b1790565b9055565b60405164ffffffffff8216815260208681013560601c9186917f441c255ce558346292ede793f743b8ceb1137e894a29f4b3e0994c4cf87e69e0910160405180910390a35050505050565b5f6109d27f000000000000000000000000000000000000000000000000000000000000000061099261098d36869003860186612482565b611892565b5f6040517f19010000000000000000000000000000000000000000000000000000000000005f52836002528260225260425f209150806040525092915050565b92915050565b5f7f00000000000000000000000000000000000000000000000000000000000000004614610a0e57610a09306118e3565b905090565b507f000000000000000000000000000000000000000000000000000000000000000090565b610a40610307848461184c565b505050565b5f610a508383611987565b905073ffffffffffffffffffffffffffffffffffffffff8116610a9f576040517f5cd5d23300000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f610aab84838761164f565b90505f610ab6825490565b9050610ac181611a02565b610b1e576040517fe45301910000000000000000000000000000000000000000000000000000000081526004810186905273ffffffffffffffffffffffffffffffffffffffff80851660248301528716604482015260640161037a565b610b2781611080565b15610b795784610b3e8260181c64ffffffffff1690565b6040517f74e9aa180000000000000000000000000000000000000000000000000000000081526004810192909252602482015260440161037a565b5f610b928260401c6bffffffffffffffffffffffff1690565b90505f610bb983610ba66020890189612225565b6bffffffffffffffffffffffff16611a15565b9050818103610c22578682610bd16020890189612225565b6040517fecc9c58f000000000000000000000000000000000000000000000000000000008152600481019390935260248301919091526bffffffffffffffffffffffff16604482015260640161037a565b604081901b7fffffffffffffffffffffffff000000000000000000000000ffffffffffffffff84161784556040516bffffffffffffffffffffffff8216815273ffffffffffffffffffffffffffffffffffffffff89169088907fce38752ac5ed47dd3cff11297a4261a0c644be6ca65dc3fc7ae1c3a97c209e339060200160405180910390a36104f488610cb68484612557565b73ffffffffffffffffffffffffffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001691906117f9565b60408101356bffffffffffffffffffffffff168135606090811c9060208401359081901c9060381c64ffffffffff165f849003610d5d576040517f56316e8700000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b73ffffffffffffffffffffffffffffffffffffffff8316610daa576040517fe5c48ac500000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b73ffffffffffffffffffffffffffffffffffffffff82161580610de2575073ffffffffffffffffffffffffffffffffffffffff821630145b15610e31576040517fcb89ee3600000000000000000000000000000000000000000000000000000000815273ffffffffffffffffffffffffffffffffffffffff8316600482015260240161037a565b4281111580610e6f5750610e6c64ffffffffff7f000000000000000000000000000000000000000000000000000000000000000016426122a3565b81115b15610edc576040517f9a2a9f710000000000000000000000000000000000000000000000000000000081526004810182905242602482015264ffffffffff7f000000000000000000000000000000000000000000000000000000000000000016604482015260640161037a565b5f610ee78633611a75565b90505f610ef582868661164f565b9050610f06610f02825490565b1590565b610f3f576040517fa940c0600000000000000000000000000000000000000000000000000000000081526004810183905260240161037a565b610f4d816109078860a01b90565b60408051883581526020808a0135908201528882013581830152905173ffffffffffffffffffffffffffffffffffffffff861691339185917f8c2073f1f810552521cccb136d9be941d636c119a930eed03b423d4518dba3ee919081900360600190a45050505050919050565b610fe57f00000000000000000000000000000000000000000000000000000000000000008383611aa7565b61030d8261160d565b5f5f5f610ffb8585611a75565b925061101383863560601c602088013560601c61164f565b915061101d825490565b905061102881611a02565b611079576040517fe4530191000000000000000000000000000000000000000000000000000000008152600481018490528535606090811c60248301526020870135901c604482015260640161037a565b9250925092565b5f5f6110938360181c64ffffffffff1690565b905080158015906110a45750428111155b9392505050565b602086013560601c5f6110c28360a086901c612557565b90505f6110dd8560401c6bffffffffffffffffffffffff1690565b6110e79085612557565b90505f60208a013560381c64ffffffffff164210611105575f61110a565b4260181b5b9050611114818855565b604080516bffffffffffffffffffffffff80881682528516602082015273ffffffffffffffffffffffffffffffffffffffff8616918a917fa0f28192f72a2427b2847934f851f9bc309cda43eb998c65dde840ea27da8850910160405180910390a381156111bd576111bd73ffffffffffffffffffffffffffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001685846117f9565b82156112045761120473ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168a856117f9565b50505050505050505050565b5f61121a83611080565b156112315783610b3e8460181c64ffffffffff1690565b61123e6020830183612225565b6bffffffffffffffffffffffff165f036112715761126a8360401c6bffffffffffffffffffffffff1690565b90506112e1565b843560601c6112808584611987565b73ffffffffffffffffffffffffffffffffffffffff16146112cd576040517f5cd5d23300000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b6112de83610ba66020850185612225565b90505b949350505050565b5f61136d6112f56109d8565b610992856113066020870187612225565b604080517fc2d909bdc68ec6b91fcdd74105f05392c242f6674b04ce2606c29afec3a7fa3f60208201529081018390526bffffffffffffffffffffffff821660608201525f9060800160405160208183030381529060405280519060200120905092915050565b90505f6113838284602001358560400135611b93565b9050604085013560601c73ffffffffffffffffffffffffffffffffffffffff821615806113dc57508073ffffffffffffffffffffffffffffffffffffffff168273ffffffffffffffffffffffffffffffffffffffff1614155b1561143a576040517f4f9ad6310000000000000000000000000000000000000000000000000000000081526004810186905273ffffffffffffffffffffffffffffffffffffffff80841660248301528216604482015260640161037a565b505050505050565b805f0361147b576040517f56316e8700000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b5f61148785858561164f565b90505f611492825490565b905061149d81611a02565b6114fa576040517fe45301910000000000000000000000000000000000000000000000000000000081526004810187905273ffffffffffffffffffffffffffffffffffffffff80871660248301528516604482015260640161037a565b61150b8160181c64ffffffffff1690565b1561152257856108888260181c64ffffffffff1690565b5f8361152e8360a01c90565b61153891906122a3565b90506bffffffffffffffffffffffff81111561158a576040517facbb8096000000000000000000000000000000000000000000000000000000008152600481018890526024810182905260440161037a565b60a081901b73ffffffffffffffffffffffffffffffffffffffff83161783556040516bffffffffffffffffffffffff8216815273ffffffffffffffffffffffffffffffffffffffff86169088907ffc1cc7dbd5dec68bd0ee1098faee6e53d26887cd5c8eb1e6bffee3c5c4e584789060200160405180910390a350505050505050565b61054673ffffffffffffffffffffffffffffffffffffffff7f000000000000000000000000000000000000000000000000000000000000000016333084611c78565b5f83838360405160200161168c9392919092835273ffffffffffffffffffffffffffffffffffffffff918216602084015216604082015260600190565b6040516020818303038152906040528051906020012090509392505050565b5f5f5f5f6116cc6116ba6109d8565b61099288885f01518960200151611cda565b90505f6116e28287604001518860600151611b93565b90505f6116f088838b61164f565b90505f6116fb825490565b905073ffffffffffffffffffffffffffffffffffffffff83161580611726575061172481611a02565b155b1561173e575f5f6001965096509650505050506105ce565b5f6117578260401c6bffffffffffffffffffffffff1690565b905061176282611080565b1561177a575f97509550600294506105ce9350505050565b611795828a5f01516bffffffffffffffffffffffff16611a15565b96508087036117b1575f97509550600394506105ce9350505050565b604087901b7fffffffffffffffffffffffff000000000000000000000000ffffffffffffffff83161783556117e68188612557565b97505f9550505050505093509350939050565b81601452806034526fa9059cbb0000000000000000000000005f5260205f604460105f875af18060015f51141661184257803d853b151710611842576390b8ec185f526004601cfd5b505f603452505050565b5f805b8281101561188b5761187784848381811061186c5761186c61256a565b905060600201610cf4565b61188190836122a3565b915060010161184f565b5092915050565b5f7f93552f7e9fd52bcc7122ba7b07e306ad87490a4a559fff9dc99fa5764320eb07826040516020016118c6929190612597565b604051602081830303815290604052805190602001209050919050565b604080517f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f60208201527f9ecde50516a1cf08e13ed86423f8b6ee05420b7191967e4a77999ae09a7ed8eb918101919091527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc6606082015246608082015273ffffffffffffffffffffffffffffffffffffffff821660a08201525f9060c0016118c6565b5f806119a48461199a6020860186612225565b8560200135611cda565b90506112e16119f36119b46109d8565b604080517f19010000000000000000000000000000000000000000000000000000000000005f9081526002939093526022869052604290922091905290565b84604001358560600135611b93565b5f611a0d8260a01c90565b151592915050565b5f5f611a218460a01c90565b8310611a3657611a318460a01c90565b611a38565b825b9050611a528460401c6bffffffffffffffffffffffff1690565b81116110a457611a708460401c6bffffffffffffffffffffffff1690565b6112e1565b5f6110a47f000000000000000000000000000000000000000000000000000000000000000061099261098d8686611d2f565b5f611aba604083013560ff1c601b61266c565b604080517fd505accf000000000000000000000000000000000000000000000000000000008152336004820152306024820152604481018690528435606482015260ff83166084820152602085013560a4820152908401357f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff1660c4820181905291925073ffffffffffffffffffffffffffffffffffffffff86169063d505accf9060e4015f604051808303815f87803b158015611b76575f5ffd5b505af1925050508015611b87575060015b156103a8575050505050565b5f7f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff82167f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0811115611be8575f9150506110a4565b600185611bfa60ff86901c601b61266c565b604080515f8152602081018083529390935260ff90911690820152606081018690526080810183905260a0016020604051602081039080840390855afa158015611c46573d5f5f3e3d5ffd5b50506040517fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe001519695505050505050565b60405181606052826040528360601b602c526f23b872dd000000000000000000000000600c5260205f6064601c5f895af18060015f511416611ccc57803d873b151710611ccc57637939f4245f526004601cfd5b505f60605260405250505050565b604080517f78c9ff4fe6e3785e7d586e68936e372dd9e2c76a71ad2f1cfbdb521ec0432e7c60208201529081018490526bffffffffffffffffffffffff83166060820152608081018290525f9060a00161168c565b6040805160e0810182525f80825260208201819052918101829052606081018290526080810182905260a0810182905260c08101919091526040518060e001604052808373ffffffffffffffffffffffffffffffffffffffff168152602001611d99853560601c90565b73ffffffffffffffffffffffffffffffffffffffff168152602001611dc2856020013560601c90565b73ffffffffffffffffffffffffffffffffffffffff168152602001604085013560601c73ffffffffffffffffffffffffffffffffffffffff16815260200184356bffffffffffffffffffffffff168152602001611e23856020013560381c90565b64ffffffffff168152602001611e3a856020013590565b66ffffffffffffff1690529392505050565b5f60608284031215611e5c575f5ffd5b50919050565b5f5f60c08385031215611e73575f5ffd5b611e7d8484611e4c565b9150611e8c8460608501611e4c565b90509250929050565b803573ffffffffffffffffffffffffffffffffffffffff81168114611eb8575f5ffd5b919050565b5f5f60808385031215611ece575f5ffd5b611ed783611e95565b9150611e8c8460208501611e4c565b5f60808284031215611e5c575f5ffd5b5f5f5f6101008486031215611f09575f5ffd5b611f1284611e95565b9250611f218560208601611e4c565b9150611f308560808601611ee6565b90509250925092565b5f5f5f5f6101608587031215611f4d575f5ffd5b611f5685611e95565b9350611f658660208701611e4c565b9250611f748660808701611ee6565b9150611f84866101008701611e4c565b905092959194509250565b80356bffffffffffffffffffffffff81168114611eb8575f5ffd5b5f5f5f5f60808587031215611fbd575f5ffd5b84359350611fcd60208601611e95565b9250611fdb60408601611e95565b9150611f8460608601611f8f565b5f60608284031215611ff9575f5ffd5b6110a48383611e4c565b5f5f5f5f5f60e08688031215612017575f5ffd5b8535945061202760208701611e95565b935061203560408701611e95565b925061204360608701611f8f565b91506120528760808801611e4c565b90509295509295909350565b5f5f5f60608486031215612070575f5ffd5b8335925061208060208501611e95565b9150611f3060408501611e95565b5f5f5f604084860312156120a0575f5ffd5b6120a984611e95565b9250602084013567ffffffffffffffff8111156120c4575f5ffd5b8401601f810186136120d4575f5ffd5b803567ffffffffffffffff8111156120ea575f5ffd5b8660208284010111156120fb575f5ffd5b939660209190910195509293505050565b5f5f83601f84011261211c575f5ffd5b50813567ffffffffffffffff811115612133575f5ffd5b60208301915083602060608302850101111561214d575f5ffd5b9250929050565b5f5f60208385031215612165575f5ffd5b823567ffffffffffffffff81111561217b575f5ffd5b6121878582860161210c565b90969095509350505050565b5f60e08284031280156121a4575f5ffd5b509092915050565b5f5f5f608084860312156121be575f5ffd5b833567ffffffffffffffff8111156121d4575f5ffd5b6121e08682870161210c565b9094509250611f3090508560208601611e4c565b5f5f5f60c08486031215612206575f5ffd5b61220f84611e95565b925060208401359150611f308560408601611ee6565b5f60208284031215612235575f5ffd5b6110a482611f8f565b5f82612271577f4e487b71000000000000000000000000000000000000000000000000000000005f52601260045260245ffd5b500690565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b808201808211156109d2576109d2612276565b5f5f858511156122c4575f5ffd5b838611156122d0575f5ffd5b5050820193919092039150565b803560208310156109d2577fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff602084900360031b1b1692915050565b80357fffffffffffffffffffffffff0000000000000000000000000000000000000000811690600c84101561188b577fffffffffffffffffffffffff00000000000000000000000000000000000000008085600c0360031b1b82161691505092915050565b5f85518060208801845e820185815260a085901b7fffffffffffffffffffffffff0000000000000000000000000000000000000000166020820152600484106123ee577f4e487b71000000000000000000000000000000000000000000000000000000005f52602160045260245ffd5b60f89390931b602c8401525050602d019392505050565b602081525f82518060208401528060208501604085015e5f6040828501015260407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0601f83011684010191505092915050565b803564ffffffffff81168114611eb8575f5ffd5b803566ffffffffffffff81168114611eb8575f5ffd5b5f60e0828403128015612493575f5ffd5b5060405160e0810167ffffffffffffffff811182821017156124dc577f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b6040526124e883611e95565b81526124f660208401611e95565b602082015261250760408401611e95565b604082015261251860608401611e95565b606082015261252960808401611f8f565b608082015261253a60a08401612458565b60a082015261254b60c0840161246c565b60c08201529392505050565b818103818111156109d2576109d2612276565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b5f6101008201905083825273ffffffffffffffffffffffffffffffffffffffff835116602083015273ffffffffffffffffffffffffffffffffffffffff602084015116604083015273ffffffffffffffffffffffffffffffffffffffff604084015116606083015273ffffffffffffffffffffffffffffffffffffffff60608401511660808301526bffffffffffffffffffffffff60808401511660a083015260a083015161264f60c084018264ffffffffff169052565b5060c083015166ffffffffffffff811660e0840152509392505050565b60ff81811683821601908111156109d2576109d261227656",
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
// the contract method with ID 0xfdee3b10.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function settle(address payee, bytes32 channelId, (uint96,bytes32,bytes32,bytes32) receipt) returns()
func (paymentChannels *PaymentChannels) PackSettle(payee common.Address, channelId [32]byte, receipt SignedReceipt) []byte {
	enc, err := paymentChannels.abi.Pack("settle", payee, channelId, receipt)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSettle is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfdee3b10.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function settle(address payee, bytes32 channelId, (uint96,bytes32,bytes32,bytes32) receipt) returns()
func (paymentChannels *PaymentChannels) TryPackSettle(payee common.Address, channelId [32]byte, receipt SignedReceipt) ([]byte, error) {
	return paymentChannels.abi.Pack("settle", payee, channelId, receipt)
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
	Bin: "0x610120604052348015610010575f5ffd5b50604051611c80380380611c8083398101604081905261002f91610206565b5f846001600160a01b031663dd768c286040518163ffffffff1660e01b8152600401602060405180830381865afa15801561006c573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906100909190610267565b64ffffffffff1690508164ffffffffff16816100ac9190610287565b8364ffffffffff161115806100cb57506301e133808364ffffffffff16115b1561010f57604051633cc8e11360e11b815264ffffffffff808516600483015260248201839052831660448201526301e13380606482015260840160405180910390fd5b836001600160601b03165f0361013857604051635902e94960e01b815260040160405180910390fd5b6001600160a01b038516608081905260408051637e062a3560e11b8152905163fc0c546a916004808201926020929091908290030181865afa158015610180573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906101a491906102ac565b6001600160a01b031660a052506001600160601b0390921660c05264ffffffffff90811660e0521661010052506102c7565b6001600160a01b03811681146101ea575f5ffd5b50565b805164ffffffffff81168114610201575f5ffd5b919050565b5f5f5f5f60808587031215610219575f5ffd5b8451610224816101d6565b60208601519094506001600160601b0381168114610240575f5ffd5b925061024e604086016101ed565b915061025c606086016101ed565b905092959194509250565b5f60208284031215610277575f5ffd5b610280826101ed565b9392505050565b808201808211156102a657634e487b7160e01b5f52601160045260245ffd5b92915050565b5f602082840312156102bc575f5ffd5b8151610280816101d6565b60805160a05160c05160e0516101005161194461033c5f395f6102b601525f8181610224015261035401525f818161011e015281816105be015281816109ef0152610a6e01525f81816103210152818161076001528181610bdc0152610e8101525f81816102610152610ca801526119445ff3fe608060405234801561000f575f5ffd5b5060043610610115575f3560e01c806379a4e450116100ad578063aa9f86781161007d578063e5e22f3b11610063578063e5e22f3b146102f8578063f173f13114610309578063fc0c546a1461031c575f5ffd5b8063aa9f8678146102b1578063b08cfd15146102d8575f5ffd5b806379a4e4501461025c57806380deb3d6146102835780638221443e146102965780639ffcf495146102a9575f5ffd5b80635a315185116100e85780635a3151851461019257806360c909da146101a5578063636f35d3146101c55780636cf6d6751461021f575f5ffd5b8063375b3c0a146101195780633f3d977a146101625780634087f3321461016c578063506fa6ac1461017f575b5f5ffd5b6101407f000000000000000000000000000000000000000000000000000000000000000081565b6040516bffffffffffffffffffffffff90911681526020015b60405180910390f35b61016a610343565b005b61016a61017a3660046114c2565b6103eb565b61016a61018d366004611535565b610418565b61016a6101a036600461157b565b6104a6565b6101b86101b3366004611600565b6104d5565b60405161015991906116ad565b6101fa6101d3366004611600565b5f6020819052908152604090205473ffffffffffffffffffffffffffffffffffffffff1681565b60405173ffffffffffffffffffffffffffffffffffffffff9091168152602001610159565b6102467f000000000000000000000000000000000000000000000000000000000000000081565b60405164ffffffffff9091168152602001610159565b6101fa7f000000000000000000000000000000000000000000000000000000000000000081565b61016a6102913660046116bb565b6105ff565b61016a6102a43660046116ed565b610632565b61016a610644565b6102467f000000000000000000000000000000000000000000000000000000000000000081565b6102eb6102e636600461172c565b61079a565b604051610159919061174c565b600254604051908152602001610159565b61016a610317366004611799565b6108e6565b6101fa7f000000000000000000000000000000000000000000000000000000000000000081565b5f61034c610917565b90505f6103797f0000000000000000000000000000000000000000000000000000000000000000426117df565b6001830180547fffffffffffffffffffffffffffffffffffffffffffffffffffffff00000000001664ffffffffff831690811790915560405190815290915033907f86baa73a61576a3a8889726fc9761af39c45948035f91b0444dfde89d5c959849060200160405180910390a25050565b6103f986868686868661097e565b610410836bffffffffffffffffffffffff16610bc2565b505050505050565b5f610421610917565b905061042e848484610c04565b80547fffffffffffffffffffffffff0000000000000000000000000000000000000000811673ffffffffffffffffffffffffffffffffffffffff8681169182178455604051921691829033907fa1ee916662a4d93288599b2ae8834af84206ebd04865e74a486fe575cfa1efcc905f90a45050505050565b6104b487878787878761097e565b6104cc846bffffffffffffffffffffffff1682610e7c565b50505050505050565b6040805160e0810182525f80825260208201819052918101829052606081018290526080810182905260a0810182905260c081019190915273ffffffffffffffffffffffffffffffffffffffff8281165f81815260016020818152604092839020805492810154845160e08101865295865295831691850191909152740100000000000000000000000000000000000000009091046bffffffffffffffffffffffff90811692840183905264ffffffffff8516606085018190526501000000000090950467ffffffffffffffff166080850152600282015460a0850152909391929060c08201907f00000000000000000000000000000000000000000000000000000000000000001684108015906105f2575064ffffffffff8316155b1515905295945050505050565b610616826bffffffffffffffffffffffff16610eb0565b61062e826bffffffffffffffffffffffff1682610e7c565b5050565b61062e61063d610917565b8383610ff4565b5f61064d6110f1565b600181015490915064ffffffffff1680158061066f57508064ffffffffff1642105b156106ba576040517f41b3e02900000000000000000000000000000000000000000000000000000000815233600482015264ffffffffff821660248201526044015b60405180910390fd5b81546001830180547fffffffffffffffffffffffffffffffffffffffffffffffffffffff00000000001690555f8355604051740100000000000000000000000000000000000000009091046bffffffffffffffffffffffff168082529033907f2b6c5fe41c43cc84f689c205e007e3b3fe7c4093a5622032d517e2645d93510f9060200160405180910390a261079573ffffffffffffffffffffffffffffffffffffffff7f000000000000000000000000000000000000000000000000000000000000000016336bffffffffffffffffffffffff8416611164565b505050565b6002546060905f8185106107ae575f6107b8565b6107b885836117fc565b90508084106107c757806107c9565b835b67ffffffffffffffff8111156107e1576107e161180f565b60405190808252806020026020018201604052801561086557816020015b6040805160e0810182525f8082526020808301829052928201819052606082018190526080820181905260a0820181905260c082015282527fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff9092019101816107ff5790505b5092505f5b83518110156108dd576108b86002610882838961183c565b815481106108925761089261184f565b5f9182526020909120015473ffffffffffffffffffffffffffffffffffffffff166104d5565b8482815181106108ca576108ca61184f565b602090810291909101015260010161086a565b50505092915050565b6108fd816bffffffffffffffffffffffff16610eb0565b610914816bffffffffffffffffffffffff16610bc2565b50565b5f6109206110f1565b600181015490915064ffffffffff161561097b5760018101546040517f4d5f2cc700000000000000000000000000000000000000000000000000000000815233600482015264ffffffffff90911660248201526044016106b1565b90565b335f90815260016020526040902080547401000000000000000000000000000000000000000090046bffffffffffffffffffffffff16156109ed576040517f0c45c8ec0000000000000000000000000000000000000000000000000000000081523360048201526024016106b1565b7f00000000000000000000000000000000000000000000000000000000000000006bffffffffffffffffffffffff16846bffffffffffffffffffffffff161015610a9b576040517f829f11630000000000000000000000000000000000000000000000000000000081526bffffffffffffffffffffffff80861660048301527f00000000000000000000000000000000000000000000000000000000000000001660248201526044016106b1565b610aa6878787610c04565b600181015465010000000000900467ffffffffffffffff165f03610b1e57600280546001810182555f919091527f405787fa12a823e0f2b7631cc41b3ba8828b3321ca811111fa75cd3aa3bb5ace0180547fffffffffffffffffffffffff000000000000000000000000000000000000000016331790555b73ffffffffffffffffffffffffffffffffffffffff87166bffffffffffffffffffffffff85167401000000000000000000000000000000000000000081027fffffffffffffffffffffffff0000000000000000000000000000000000000000168217835560405190815233907f1c86fb3f4e7e1b108008c77bc92e9e62272a27db9e6456c590ce2969bbba53b39060200160405180910390a36104cc818484610ff4565b61091473ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000163330846111b7565b73ffffffffffffffffffffffffffffffffffffffff8381165f908152602081905260409020541615610c955773ffffffffffffffffffffffffffffffffffffffff8381165f81815260208190526040908190205490517f66dbfc25000000000000000000000000000000000000000000000000000000008152600481019290925290911660248201526044016106b1565b5f610ca03033611219565b90505f610d727f000000000000000000000000000000000000000000000000000000000000000073ffffffffffffffffffffffffffffffffffffffff1663f698da256040518163ffffffff1660e01b8152600401602060405180830381865afa158015610d0f573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610d33919061187c565b604080517f19010000000000000000000000000000000000000000000000000000000000005f9081526002939093526022869052604290922091905290565b90505f610d8082868661128e565b905073ffffffffffffffffffffffffffffffffffffffff81161580610dd157508573ffffffffffffffffffffffffffffffffffffffff168173ffffffffffffffffffffffffffffffffffffffff1614155b15610e28576040517fcd02dadf00000000000000000000000000000000000000000000000000000000815273ffffffffffffffffffffffffffffffffffffffff8088166004830152821660248201526044016106b1565b50505073ffffffffffffffffffffffffffffffffffffffff9092165f90815260208190526040902080547fffffffffffffffffffffffff000000000000000000000000000000000000000016331790555050565b610ea77f00000000000000000000000000000000000000000000000000000000000000008383611356565b61062e82610bc2565b5f610eb9610917565b9050815f03610ef4576040517f150a67e900000000000000000000000000000000000000000000000000000000815260040160405180910390fd5b80545f90610f299084907401000000000000000000000000000000000000000090046bffffffffffffffffffffffff1661183c565b90506bffffffffffffffffffffffff811115610f74576040517f8cc798b1000000000000000000000000000000000000000000000000000000008152600481018290526024016106b1565b815473ffffffffffffffffffffffffffffffffffffffff16740100000000000000000000000000000000000000006bffffffffffffffffffffffff831690810291909117835560405190815233907f491fe950b099def990f5d85e7d949ca649169fbad4869d915413a94c123c2f4b9060200160405180910390a2505050565b80801580611003575061100081115b15611045576040517f1a56583f0000000000000000000000000000000000000000000000000000000081526004810182905261100060248201526044016106b1565b5f84600101600581819054906101000a900467ffffffffffffffff1661106a90611893565b91906101000a81548167ffffffffffffffff021916908367ffffffffffffffff1602179055905083836040516110a19291906118bf565b604051908190038120600287015533907ffe11271d9271d03ab98bc80130afa6132e272421f38609e804aa20a43f6380c4906110e2908490889088906118ce565b60405180910390a25050505050565b335f90815260016020526040812080549091740100000000000000000000000000000000000000009091046bffffffffffffffffffffffff16900361097b576040517f2449d29b0000000000000000000000000000000000000000000000000000000081523360048201526024016106b1565b81601452806034526fa9059cbb0000000000000000000000005f5260205f604460105f875af18060015f5114166111ad57803d853b1517106111ad576390b8ec185f526004601cfd5b505f603452505050565b60405181606052826040528360601b602c526f23b872dd000000000000000000000000600c5260205f6064601c5f895af18060015f51141661120b57803d873b15171061120b57637939f4245f526004601cfd5b505f60605260405250505050565b604080517f2059a7e4e6a684849c477b03adac52625f03023edeff5a60f4b2415358838458602082015273ffffffffffffffffffffffffffffffffffffffff8085169282019290925290821660608201525f906080016040516020818303038152906040528051906020012090505b92915050565b5f7f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff82167f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08111156112e3575f91505061134f565b6001856112f560ff86901c601b61192b565b604080515f8152602081018083529390935260ff90911690820152606081018690526080810183905260a0016020604051602081039080840390855afa158015611341573d5f5f3e3d5ffd5b505050602060405103519150505b9392505050565b5f611369604083013560ff1c601b61192b565b604080517fd505accf000000000000000000000000000000000000000000000000000000008152336004820152306024820152604481018690528435606482015260ff83166084820152602085013560a4820152908401357f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff1660c4820181905291925073ffffffffffffffffffffffffffffffffffffffff86169063d505accf9060e4015f604051808303815f87803b158015611425575f5ffd5b505af192505050801561041057505050505050565b803573ffffffffffffffffffffffffffffffffffffffff8116811461145d575f5ffd5b919050565b80356bffffffffffffffffffffffff8116811461145d575f5ffd5b5f5f83601f84011261148d575f5ffd5b50813567ffffffffffffffff8111156114a4575f5ffd5b6020830191508360208285010111156114bb575f5ffd5b9250929050565b5f5f5f5f5f5f60a087890312156114d7575f5ffd5b6114e08761143a565b955060208701359450604087013593506114fc60608801611462565b9250608087013567ffffffffffffffff811115611517575f5ffd5b61152389828a0161147d565b979a9699509497509295939492505050565b5f5f5f60608486031215611547575f5ffd5b6115508461143a565b95602085013595506040909401359392505050565b5f60608284031215611575575f5ffd5b50919050565b5f5f5f5f5f5f5f610100888a031215611592575f5ffd5b61159b8861143a565b965060208801359550604088013594506115b760608901611462565b9350608088013567ffffffffffffffff8111156115d2575f5ffd5b6115de8a828b0161147d565b90945092506115f290508960a08a01611565565b905092959891949750929550565b5f60208284031215611610575f5ffd5b61134f8261143a565b73ffffffffffffffffffffffffffffffffffffffff815116825273ffffffffffffffffffffffffffffffffffffffff60208201511660208301526bffffffffffffffffffffffff604082015116604083015264ffffffffff606082015116606083015267ffffffffffffffff608082015116608083015260a081015160a083015260c081015161079560c084018215159052565b60e081016112888284611619565b5f5f608083850312156116cc575f5ffd5b6116d583611462565b91506116e48460208501611565565b90509250929050565b5f5f602083850312156116fe575f5ffd5b823567ffffffffffffffff811115611714575f5ffd5b6117208582860161147d565b90969095509350505050565b5f5f6040838503121561173d575f5ffd5b50508035926020909101359150565b602080825282518282018190525f918401906040840190835b8181101561178e57611778838551611619565b6020939093019260e09290920191600101611765565b509095945050505050565b5f602082840312156117a9575f5ffd5b61134f82611462565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b64ffffffffff8181168382160190811115611288576112886117b2565b81810381811115611288576112886117b2565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b80820180821115611288576112886117b2565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b5f6020828403121561188c575f5ffd5b5051919050565b5f67ffffffffffffffff821667ffffffffffffffff81036118b6576118b66117b2565b60010192915050565b818382375f9101908152919050565b67ffffffffffffffff8416815260406020820152816040820152818360608301375f818301606090810191909152601f9092017fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe016010192915050565b60ff8181168382160190811115611288576112886117b256",
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

