package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/portage-relay/portage/testnet/explore"
)

func main() {
	for _, w := range explore.Worlds() {
		if len(os.Args) > 1 && !strings.Contains(os.Args[1], w.Name) {
			continue
		}
		r := explore.Explore(w, 6_000_000)
		fmt.Printf("%s: %d states %d transitions depth %d steps %d %.1fs complete %v\n", r.Name, r.States, r.Transitions, r.Depth, r.Machines, r.Seconds, r.Complete)
		for _, v := range r.Violations {
			fmt.Println(v)
		}
	}
}
