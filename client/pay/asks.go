package pay

import "sync/atomic"

// asks holds what the relay says about when to be told. Safe for concurrent use.
type asks struct {
	every atomic.Uint64 // payload bytes; 0: it has not said
	asked chan struct{} // cap 1
}

func newAsks() *asks { return &asks{asked: make(chan struct{}, 1)} }

// ask notes that the relay wants to be told now, and then every so many payload bytes.
func (a *asks) ask(every uint64) {
	a.every.Store(every)
	select {
	case a.asked <- struct{}{}:
	default: // it was asked for, and nobody has seen that yet
	}
}
