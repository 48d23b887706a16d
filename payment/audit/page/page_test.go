package page

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/audit"
	"github.com/portage-relay/portage/proofs/sample"
	"github.com/portage-relay/portage/proofs/typeddata"
)

func reports() []Bundle {
	c := audit.ChannelReport{
		ID: common.HexToHash("0x79ae018cef7e2161c41d9a1001d98fe49fcc1fa95363babf065dc76681c9cd51"), Verdict: audit.Sound,
		Bytes:   audit.Bytes{In: 1000, ByBasis: [4]uint64{0, 900, 50}, Lost: 50},
		OnChain: true, Sessions: 2, Records: 10, Offers: 8, Notes: []string{"<script>alert(1)</script>"},
	}
	for i := range 60 {
		n := uint64(i)
		c.Points = append(c.Points, audit.Point{Ms: 1_700_000_000_000 + 1000*n, Sent: 1_100_000 * n, Billed: 1_050_000 * n, Lost: 50_000 * n, Offered: typeddata.NewAmount(1 << 50 / 60 * n)})
	}
	bad := c
	c.Samples = audit.Samples{Ends: 2, Leaves: 4300, Compared: &audit.Compared{
		Sessions: 1, AB: sample.Comparison{Sent: 2000, Received: 1996, Missing: 4}, BA: sample.Comparison{Sent: 152, Received: 152},
	}}
	alone := audit.ChannelReport{ID: c.ID, Verdict: audit.Partial, Samples: audit.Samples{Ends: 1, Leaves: 7}}
	bad.Verdict, bad.Fault = audit.Faulty, &audit.Fault{Field: "paid", Err: errors.New("got 2, f is 1")}
	two := []TwoHistories{{c.ID, common.Address{1}, "<b>.bundle", "two offers over 5 records: 1 and 2"}}
	return []Bundle{{"a.bundle", audit.Report{Entries: 30, Channels: []audit.ChannelReport{c, bad, alone}}, two}}
}

func TestPageStandsAlone(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, reports()); err != nil {
		t.Fatal(err)
	}
	if file := os.Getenv("PORTAGE_PAGE"); file != "" { // to look at it
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text := b.String()
	for _, not := range []string{"<script", "http:", "https:", "url(", "@import", "src="} {
		if strings.Contains(text, not) {
			t.Errorf("the page holds %q", not)
		}
	}
	for _, want := range []string{"sound", "faulty", "audit: paid: got 2, f is 1", "&lt;script", "<b>0.2 %</b><small>0.0778 % to 0.513 %</small>", "nothing could be compared", "<b>Two histories</b>", "&lt;b&gt;.bundle: two offers over 5 records"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not hold %q", want)
		}
	}
	if got := strings.Count(text, "<svg"); got != 6 {
		t.Errorf("got %d plots, want 6", got)
	}
}

func TestPlotsAreXML(t *testing.T) {
	for _, p := range plots(reports()[0].Channels[0].Points) {
		d := xml.NewDecoder(strings.NewReader(string(p)))
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%v in %s", err, p)
			}
		}
	}
	if plots(nil) != nil {
		t.Error("a plot of nothing")
	}
}
