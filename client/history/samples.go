package history

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/audit"
	"github.com/portage-relay/portage/payment/channel"
	"github.com/portage-relay/portage/proofs/ack"
)

// sampleExtension of the files that hold what one end of a session sampled. Each is an
// audit bundle by itself, of at most sample.MaxLeaves leaves: 2.8 MB.
//
//	channelId as 64 hex digits "." session id "." "A" or "B" ".samples"
const sampleExtension = ".samples"

// sampleName is the name of such a file.
type sampleName struct {
	channel common.Hash
	session uint64
	side    ack.Side
}

// String returns the name.
func (n sampleName) String() string {
	return fmt.Sprintf("%x.%d.%s%s", n.channel[:], n.session, n.side, sampleExtension)
}

func parseSample(name string) (n sampleName, ok bool) {
	parts := strings.Split(strings.TrimSuffix(name, sampleExtension), ".")
	if len(parts) != 3 || n.channel.UnmarshalText([]byte("0x"+parts[0])) != nil {
		return n, false
	}
	var err error
	if n.session, err = strconv.ParseUint(parts[1], 10, 64); err != nil {
		return n, false
	}
	if parts[2] == ack.B.String() {
		n.side = ack.B
	}
	return n, n.String() == name
}

// Sampled implements client.Samples.
func (d *Dir) Sampled(c audit.Channel, e audit.Sampled) (err error) {
	name := sampleName{c.ID(), e.Ack.SessionID, e.Ack.Side}
	f, err := os.CreateTemp(d.path, "sampling-*")
	if err != nil {
		return fmt.Errorf("history: %w", err)
	}
	w, err := audit.NewWriter(f)
	if err == nil {
		var s *audit.SectionWriter
		if s, err = w.Channel(c, channel.SignedReceipt{}, common.Address{}, nil); err == nil {
			err = s.Sampled(e)
		}
	}
	if err == nil {
		err = w.Close()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), filepath.Join(d.path, name.String()))
	}
	if err != nil {
		return errors.Join(fmt.Errorf("history: %w", err), os.Remove(f.Name()))
	}
	return nil
}

// samples returns what is here of what ends of sessions sampled, by channel, in the order
// of a bundle.
func (d *Dir) samples() (map[common.Hash][]sampleName, error) {
	all, err := os.ReadDir(d.path)
	if err != nil {
		return nil, err
	}
	names := map[common.Hash][]sampleName{}
	for _, e := range all {
		if n, ok := parseSample(e.Name()); ok {
			names[n.channel] = append(names[n.channel], n)
		}
	}
	for _, of := range names {
		slices.SortFunc(of, func(a, b sampleName) int {
			return cmp.Or(cmp.Compare(a.session, b.session), cmp.Compare(a.side, b.side))
		})
	}
	return names, nil
}
