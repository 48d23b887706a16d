package core

import "sync/atomic"

// Table finds an allocation by its client. Readers take no lock; one writer at a time
// adds and removes. It does not grow: it is made for as many allocations as there may be.
type Table struct {
	secret  Secret
	buckets []atomic.Pointer[Allocation] // each a list, linked by Allocation.next
}

// NewTable returns a table for about most allocations.
func NewTable(most int, secret Secret) *Table {
	n := 1
	for n < most {
		n *= 2
	}
	return &Table{secret: secret, buckets: make([]atomic.Pointer[Allocation], n)}
}

func (t *Table) bucket(k Key) *atomic.Pointer[Allocation] {
	return &t.buckets[t.secret.hash(k)&uint64(len(t.buckets)-1)]
}

// Get returns the allocation of a client, or nil.
func (t *Table) Get(k Key) *Allocation {
	a := t.bucket(k).Load()
	for a != nil && a.Key != k {
		a = a.next.Load()
	}
	return a
}

// Add enters an allocation under its Key, which is not in the table.
func (t *Table) Add(a *Allocation) {
	head := t.bucket(a.Key)
	a.next.Store(head.Load())
	head.Store(a)
}

// Remove takes an allocation out, if it is in. A reader that is at it still gets to what
// was behind it.
func (t *Table) Remove(a *Allocation) {
	at := t.bucket(a.Key)
	for at.Load() != nil {
		if at.Load() == a {
			at.Store(a.next.Load())
			return
		}
		at = &at.Load().next
	}
}
