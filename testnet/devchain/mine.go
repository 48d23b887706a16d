package devchain

import (
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/types"
)

// maxJump bounds one evm_increaseTime, in seconds: 136 years.
const maxJump = 1 << 32

// mine makes blocks as cfg says until Close.
func (c *Chain) mine(cfg Config) {
	defer close(c.stopped)
	switch {
	case cfg.Manual:
		<-c.stop
	case cfg.Period > 0:
		c.minePeriodically(cfg.Period)
	default:
		c.mineTransactions()
	}
}

func (c *Chain) minePeriodically(period time.Duration) {
	ticker := time.NewTicker(period)
	defer ticker.Stop()
	for {
		select {
		case <-c.stop:
			return
		case <-ticker.C:
			c.Commit()
		}
	}
}

// mineTransactions makes a block as soon as there is a transaction, those that a reorg gave back included.
func (c *Chain) mineTransactions() {
	arrived := make(chan core.NewTxsEvent)
	sub := c.eth.TxPool().SubscribeTransactions(arrived, true)
	wake := make(chan struct{}, 1)
	wake <- struct{}{} // for what arrived before: the node serves already
	drained := make(chan struct{})
	go c.drain(arrived, wake, drained)
	for range wake {
		c.mu.Lock()
		c.mineAll()
		c.mu.Unlock()
	}
	sub.Unsubscribe()
	<-drained
}

// drain turns arrivals into wake-ups. It is a goroutine of its own because the pool waits until its
// news is taken, and mining waits for the pool.
func (c *Chain) drain(arrived <-chan core.NewTxsEvent, wake chan<- struct{}, done chan<- struct{}) {
	defer close(done)
	defer close(wake)
	for {
		select {
		case <-c.stop:
			return
		case <-arrived:
			select {
			case wake <- struct{}{}:
			default: // one is due already
			}
		}
	}
}

// mineAll makes blocks until the pool has no executable transaction, or the blocks come out empty
// (a transaction whose tip is under the miner's least stays in the pool). c.mu is held.
func (c *Chain) mineAll() {
	for c.executable() > 0 {
		c.commit()
		if len(c.eth.BlockChain().GetBlockByHash(c.head().Hash()).Transactions()) == 0 {
			return
		}
	}
}

// head is the newest block's header.
func (c *Chain) head() *types.Header { return c.eth.BlockChain().CurrentBlock() }

// executable is the number of transactions that the next block could take. c.mu is held.
func (c *Chain) executable() int {
	if err := c.eth.TxPool().Sync(); err != nil {
		return 0 // the pool is closed
	}
	n, _ := c.eth.TxPool().Stats()
	return n
}

// Commit makes a block of what is in the pool and returns its hash; a closed chain makes none.
func (c *Chain) Commit() common.Hash {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return common.Hash{}
	}
	return c.commit()
}

// commit makes a block and puts it on disk: geth by itself keeps up to 32 KiB of its journal in
// memory, which a killed process loses. c.mu is held.
func (c *Chain) commit() common.Hash {
	hash := c.beacon.Commit()
	c.sync()
	return hash
}

// sync puts all blocks on disk. An error of the disk is geth's to report: it ends the process at its next write.
func (c *Chain) sync() {
	if c.durable {
		_ = c.eth.ChainDb().SyncKeyValue()
	}
}

// AdjustTime makes an empty block that is d (in whole seconds, at least one) later than the head.
// What is in the pool is mined first.
func (c *Chain) AdjustTime(d time.Duration) error {
	return c.onEmptyPool(func() error {
		defer c.sync()
		return c.beacon.AdjustTime(d)
	})
}

// Reorg replaces the newest depth blocks by depth+1 new ones. Transactions of the replaced blocks
// are mined again, or forgotten if drop is set. What is in the pool is mined first.
func (c *Chain) Reorg(depth uint64, drop bool) error {
	return c.onEmptyPool(func() error {
		chain := c.eth.BlockChain()
		number := c.head().Number.Uint64()
		if depth > number {
			return fmt.Errorf("%w: got %d, want at most %d", ErrReorgDepth, depth, number)
		}
		if err := c.beacon.Fork(chain.GetCanonicalHash(number - depth)); err != nil {
			return err
		}
		c.executable() // waits until the pool has taken the transactions back
		if drop {
			c.beacon.Rollback()
		}
		for range depth + 1 {
			c.commit()
		}
		return nil
	})
}

// onEmptyPool runs change with nothing to mine in the pool, as the beacon demands. Transactions may
// arrive at any time, so it tries again where there were some after all.
func (c *Chain) onEmptyPool(change func() error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	for range maxAttempts {
		if c.closed {
			return ErrClosed
		}
		if c.mineAll(); c.executable() > 0 {
			continue
		}
		err := change()
		if err == nil {
			return nil
		}
		if c.executable() == 0 {
			return fmt.Errorf("devchain: %w", err)
		}
	}
	return ErrBusy
}

// evmAPI is what development chains offer beyond the standard, as anvil names it.
type evmAPI struct{ chain *Chain }

// IncreaseTime moves head time forward by seconds, in an empty block. It returns seconds.
func (a *evmAPI) IncreaseTime(seconds uint64) (uint64, error) {
	if seconds > maxJump {
		return 0, fmt.Errorf("devchain: jump of %d s, want at most %d", seconds, uint64(maxJump))
	}
	return seconds, a.chain.AdjustTime(time.Duration(seconds) * time.Second)
}

// Mine makes a block.
func (a *evmAPI) Mine() string {
	a.chain.Commit()
	return "0x0"
}
