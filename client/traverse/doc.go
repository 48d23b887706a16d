// Package traverse finds ways through NATs. It is the edge of the client: here, an
// allocation on a TURN relay (RFC 8656 over UDP or TCP) as a net.PacketConn.
//
// The STUN transactions are pion/turn/v2's client's. The rest of that client is not used.
// Known of v2.1.6: its read loop ends at the first malformed datagram; a zero-length
// XOR-PEER-ADDRESS from the relay panics (CVE-2026-54909, also on the client's side); a
// granted lifetime of 0 makes it refresh without pause; a length near 2^16 makes its TCP
// framing spin; it checks no MESSAGE-INTEGRITY on responses; refused refreshes are logged
// and the conn stays, dead; Close does not wait for the relay's answer; WriteTo reports
// more than it was given; errors are text. So requests, state and data path are ours, and
// pion sees nothing but responses that have passed our check.
package traverse
