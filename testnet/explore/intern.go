package explore

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"reflect"
)

// table gives each distinct value of one type a number. A value is found again by the
// first 128 bits of SHA-256 of its canonical encoding: two of 2^32 values share them with
// a probability of 2^-65.
type table[T any] struct {
	ids    map[[16]byte]uint32
	values []T
	buf    []byte
}

func newTable[T any]() *table[T] { return &table[T]{ids: map[[16]byte]uint32{}} }

// id returns a value's number. The value must not change afterwards.
func (t *table[T]) id(v T) uint32 {
	t.buf = encode(t.buf[:0], reflect.ValueOf(&v).Elem())
	sum := sha256.Sum256(t.buf)
	key := [16]byte(sum[:])
	id, ok := t.ids[key]
	if !ok {
		id = uint32(len(t.values))
		t.ids[key] = id
		t.values = append(t.values, v)
	}
	return id
}

// at returns the value with a number. It must not be changed.
func (t *table[T]) at(id uint32) *T { return &t.values[id] }

// encode appends the canonical encoding of a value: all that it holds, unexported fields
// included, and nothing of where it lies in memory. A nil slice is an empty one.
func encode(b []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.Bool:
		if v.Bool() {
			return append(b, 1)
		}
		return append(b, 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return binary.AppendVarint(b, v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return binary.AppendUvarint(b, v.Uint())
	case reflect.String:
		return append(binary.AppendUvarint(b, uint64(v.Len())), v.String()...)
	case reflect.Slice:
		return encodeAll(binary.AppendUvarint(b, uint64(v.Len())), v)
	case reflect.Array:
		return encodeAll(b, v)
	case reflect.Struct:
		for i := range v.NumField() {
			b = encode(b, v.Field(i))
		}
		return b
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return append(b, 0)
		}
		b = append(b, 1)
		if v.Kind() == reflect.Interface {
			b = append(append(b, v.Elem().Type().String()...), 0)
		}
		return encode(b, v.Elem())
	}
	panic(fmt.Sprintf("explore: internal error: a part holds a %s, which has no canonical encoding", v.Type()))
}

func encodeAll(b []byte, v reflect.Value) []byte {
	if v.Type().Elem().Kind() == reflect.Uint8 && (v.Kind() == reflect.Slice || v.CanAddr()) {
		return append(b, v.Bytes()...)
	}
	for i := range v.Len() {
		b = encode(b, v.Index(i))
	}
	return b
}
