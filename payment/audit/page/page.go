// Package page writes audit reports as one HTML file that needs nothing else: styles and
// plots stand in it, and no script. It is pure.
package page

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"math"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/portage-relay/portage/payment/audit"
	"github.com/portage-relay/portage/proofs/sample"
	"github.com/portage-relay/portage/proofs/typeddata"
)

//go:embed page.html
var source string

var pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{
	"bytes": Bytes, "amount": grouped, "count": count, "short": short, "plots": plots, "share": share, "percent": percent, "flows": flows, "plural": plural,
}).Parse(source))

// Bundle is a report and the name of its bundle.
type Bundle struct {
	Name string
	audit.Report
	TwoHistories []TwoHistories
}

// TwoHistories is how another bundle contradicts one.
type TwoHistories struct {
	Channel common.Hash    `json:"channel"`
	NodeKey common.Address `json:"node_key"` // that signed both
	Other   string         `json:"other"`    // bundle
	What    string         `json:"what"`
}

// Write writes the page of these reports.
func Write(w io.Writer, bundles []Bundle) error { return pageTemplate.Execute(w, bundles) }

// Bytes writes a number of bytes with a unit of 1024.
func Bytes(n uint64) string {
	if n < 1024 {
		return fmt.Sprintf("%d B", n)
	}
	v, unit := float64(n), -1
	for v >= 1024 && unit < 5 {
		v, unit = v/1024, unit+1
	}
	return fmt.Sprintf("%.4g %ciB", v, "KMGTPE"[unit])
}

func count(n uint64) string { return grouped(typeddata.NewAmount(n)) }

// grouped writes a number in groups of three digits, with thin spaces between.
func grouped(a typeddata.Amount) string {
	s := a.String()
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u202f" + s[i:]
	}
	return s
}

func short(v fmt.Stringer) string {
	s := v.String()
	return s[:8] + "…" + s[len(s)-6:]
}

func percent(v float64) string { return fmt.Sprintf("%.3g %%", 100*v) }

// plural writes a number of things.
func plural(n uint64, of string) string {
	if n == 1 {
		return "1 " + of
	}
	return count(n) + " " + of + "s"
}

// flow is one direction of what both ends of sessions sampled.
type flow struct {
	Way string
	sample.Comparison
}

func flows(c audit.Compared) []flow { return []flow{{"A → B", c.AB}, {"B → A", c.BA}} }

// share is a part of a whole for a bar, in per cent.
func share(part, whole uint64) string {
	if whole == 0 {
		return "0"
	}
	return fmt.Sprintf("%.3f", 100*float64(part)/float64(whole))
}

// Size of a plot and its margins, in units of its view box.
const (
	width, height            = 420.0, 210.0
	left, right, top, bottom = 58.0, 10.0, 12.0, 26.0
)

// line is a series of a plot.
type line struct {
	class  string
	values []float64
	area   bool
}

// plots draws bytes, money and loss over time.
func plots(points []audit.Point) []template.HTML {
	if len(points) < 2 {
		return nil
	}
	var ms []uint64
	var sent, billed, money, loss []float64
	for _, p := range points {
		ms = append(ms, p.Ms)
		sent, billed = append(sent, float64(p.Sent)), append(billed, float64(p.Billed))
		money = append(money, p.Offered.Int().Float64())
		share := 0.0
		if p.Sent > 0 {
			share = 100 * float64(p.Lost) / float64(p.Sent)
		}
		loss = append(loss, share)
	}
	size := func(v float64) string { return Bytes(uint64(v)) }
	unit := func(v float64) string { return si(v) }
	rate := func(v float64) string { return fmt.Sprintf("%.3g %%", v) }
	return []template.HTML{
		plot("Bytes", "forwarded and billed", ms, size, true, line{"sent", sent, false}, line{"billed", billed, true}),
		plot("Money", "offered, base units", ms, unit, false, line{"money", money, true}),
		plot("Loss", "bytes not acknowledged, or not yet", ms, rate, false, line{"loss", loss, true}),
	}
}

func si(v float64) string {
	if v < 1000 {
		return fmt.Sprintf("%.3g", v)
	}
	e := min(int(math.Log10(v)+1e-9)/3, 8)
	return fmt.Sprintf("%.4g %c", v/math.Pow(1000, float64(e)), "kMGTPEZY"[e-1])
}

func plot(title, what string, ms []uint64, label func(float64) string, binary bool, lines ...line) template.HTML {
	most := 0.0
	for _, l := range lines {
		for _, v := range l.values {
			most = max(most, v)
		}
	}
	step := tick(most, binary)
	ceiling := max(step, math.Ceil(most/step)*step)
	first, span := ms[0], float64(max(1, ms[len(ms)-1]-ms[0]))
	x := func(i int) float64 { return left + (width-left-right)*float64(ms[i]-first)/span }
	y := func(v float64) float64 { return height - bottom - (height-top-bottom)*v/ceiling }

	var b strings.Builder
	fmt.Fprintf(&b, `<figure><figcaption><b>%s</b> %s</figcaption><svg viewBox="0 0 %g %g" role="img" aria-label="%s over time">`, title, what, width, height, title)
	for v := 0.0; v <= ceiling*1.001; v += step {
		fmt.Fprintf(&b, `<line class="grid" x1="%g" x2="%g" y1="%.1f" y2="%.1f"/><text class="tick" x="%g" y="%.1f" text-anchor="end">%s</text>`,
			left, width-right, y(v), y(v), left-6, y(v)+3.5, label(v))
	}
	for i, at := range []float64{0, 0.5, 1} {
		anchor := []string{"start", "middle", "end"}[i]
		fmt.Fprintf(&b, `<text class="tick" x="%.1f" y="%g" text-anchor="%s">%s</text>`, left+(width-left-right)*at, height-8, anchor, clock(first+uint64(at*span), span))
	}
	for _, l := range lines {
		var path strings.Builder
		for i, v := range l.values {
			fmt.Fprintf(&path, "%c%.1f %.1f", "ML"[min(i, 1)], x(i), y(v))
		}
		if l.area {
			fmt.Fprintf(&b, `<path class="area %s" d="%sL%.1f %.1fL%.1f %.1fZ"/>`, l.class, path.String(), x(len(ms)-1), y(0), x(0), y(0))
		}
		fmt.Fprintf(&b, `<path class="line %s" d="%s"/>`, l.class, path.String())
	}
	b.WriteString(`</svg></figure>`)
	return template.HTML(b.String()) // numbers and our own words only
}

// tick returns the distance of about four grid lines.
func tick(most float64, binary bool) float64 {
	if most <= 0 {
		return 1
	}
	scale, steps := 1.0, []float64{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000}
	if binary {
		for most/scale >= 1024 {
			scale *= 1024
		}
		steps = []float64{1, 2, 4, 8, 16, 32, 64, 128, 256, 512}
	} else {
		scale = math.Pow(10, math.Floor(math.Log10(most/4)))
	}
	for _, s := range steps {
		if binary && scale == 1 && s*4 >= most || s*scale*4.2 >= most {
			return s * scale
		}
	}
	return steps[len(steps)-1] * scale
}

// clock writes a time as precisely as the span asks for.
func clock(ms uint64, span float64) string {
	layout := "2006-01-02"
	switch {
	case span < 10_000:
		layout = "15:04:05.0"
	case span < 3_600_000:
		layout = "15:04:05"
	case span < 3*86_400_000:
		layout = "Jan 2 15:04"
	}
	return time.UnixMilli(int64(min(ms, math.MaxInt64))).UTC().Format(layout)
}
