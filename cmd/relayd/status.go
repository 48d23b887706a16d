package main

import (
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/spf13/cobra"
)

// maxStatus bounds what is read of an answer, in bytes.
const maxStatus = 64 << 20

func statusCommand() *cobra.Command {
	var admin string
	c := &cobra.Command{
		Use:   "status",
		Short: "Print a running relay's status as JSON",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			client := http.Client{Timeout: 15 * time.Second}
			resp, err := client.Get("http://" + admin + "/status")
			if err != nil {
				return fmt.Errorf("no relay answers at %s (--admin): %w", admin, err)
			}
			defer resp.Body.Close()
			if resp.StatusCode != http.StatusOK {
				return fmt.Errorf("the relay at %s answers %s", admin, resp.Status)
			}
			_, err = io.Copy(c.OutOrStdout(), io.LimitReader(resp.Body, maxStatus))
			return err
		},
	}
	c.Flags().StringVar(&admin, "admin", "127.0.0.1:9478", "host:port of the relay's operator HTTP")
	return c
}
