// Package admin is the operator's HTTP: health and status. It belongs on loopback; it
// has no authentication.
//
//	GET /healthz   200 "ok", or 503 and what is wrong
//	GET /status    JSON: Status
package admin

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

const (
	headerTimeout = 5 * time.Second
	answerTimeout = 10 * time.Second
)

// Source answers for a running relay. Safe for concurrent use.
type Source interface {
	Healthy(ctx context.Context) error       // nil: all is well
	Status(ctx context.Context) (any, error) // encodes to JSON
}

// Server is the running HTTP.
type Server struct {
	listener net.Listener
	http     http.Server
}

// Listen begins to serve at host:port.
func Listen(address string, src Source) (*Server, error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("admin: %w", err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), answerTimeout)
		defer cancel()
		if err := src.Healthy(ctx); err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ok")
	})
	mux.HandleFunc("GET /status", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), answerTimeout)
		defer cancel()
		status, err := src.Status(ctx)
		if err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(status)
	})
	s := &Server{listener: l, http: http.Server{Handler: mux, ReadHeaderTimeout: headerTimeout}}
	go func() {
		if err := s.http.Serve(l); err != nil && !errors.Is(err, http.ErrServerClosed) {
			l.Close()
		}
	}()
	return s, nil
}

// URL returns where the HTTP is.
func (s *Server) URL() string { return "http://" + s.listener.Addr().String() }

// Close stops it.
func (s *Server) Close() error { return s.http.Close() }
