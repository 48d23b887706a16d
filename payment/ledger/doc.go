// Package ledger keeps what a relay or payer must never lose: a key-value
// ledger on goleveldb whose commits are atomic, durable when Commit returns,
// and checked, so that nothing is ever lost silently.
//
// # Why goleveldb is not enough
//
// Found in the pinned version: with default options one flipped bit in a
// journal drops hundreds of synced records without an error; a deleted journal
// opens as an older or empty database, in strict mode too; a manifest cut at
// the end of a record makes Open delete tables that are in use; a flipped byte
// in a table's footer can ask for any allocation; Recover builds tables that
// make it panic. So the ledger trusts goleveldb to store bytes, and itself to
// know which there should be:
//
//   - every value carries a digest of key, commit and value, and has a witness,
//     a second entry elsewhere that says which commit wrote the key last. A
//     value that is changed, swapped, stale or gone shows at the next Get;
//   - every commit has an entry with the sum of the digests of all live values,
//     linked to the entry before by its hash. Check adds up all values: none
//     can be missing, stale or surplus, whatever happened to its witness;
//   - the anchor, a small file outside goleveldb, holds the number and hash of
//     the newest commit. A database that ends before it has a hole.
//
// Open reads anchor and chain, writes nothing before they agree, and refuses
// with a typed error that names the gap. Check reads everything. Digests are
// against faults, not against somebody who can write to the disk. What no file
// in a directory can show is that the whole directory was exchanged for an
// older copy: Options.Anchor puts the anchor elsewhere.
//
// # Format
//
// All integers are big-endian. H(t, x) is SHA-256 of the byte t and x. The
// directory (mode 0700, files 0600) holds
//
//	LOCK            locked while a process uses the ledger
//	anchor          two slots of 512 bytes, at 0 and 4096
//	db-N            goleveldb's files of generation N, counted from 1
//	scratch         a generation in the making
//	repair-N.json   the Report of what was wrong when generation N was made
//
// A slot of the anchor; of two that verify the one with the greater generation,
// then commit counts:
//
//	  0   8  "PRTGLDGR"
//	  8   2  format version, 1
//	 10   4  live generation
//	 14   8  newest commit, 0 if there was none
//	 22  32  hash of its entry, 0 if there was none
//	 54 426  0
//	480  32  H(0x13, bytes 0 to 479)
//
// The entry of a commit, at goleveldb key 0x01 | commit u64:
//
//	 0   8  commit: 1, 2, 3, …
//	 8   8  oldest commit whose entry is kept
//	16   8  bytes written by all commits so far
//	24   8  live keys
//	32  16  sum modulo 2^128 of their digests
//	48  32  hash of the entry before; 0 in commit 1
//	80  32  hash of this entry: H(0x12, bytes 0 to 79)
//
// The record of a key, at 0x02 | key, and its witness, at 0x03 | key, which is
// the first 24 bytes of the record:
//
//	 0   8  commit that wrote the key last
//	 8  16  digest: first 16 bytes of H(0x11, commit u64 | length of key u16 | key | value)
//	24      value
//
// Entries older than four times what goleveldb's journals hold are dropped by
// the commits that come after: a lost journal always leaves a gap between
// entries, and older loss shows in the sum. So the ledger's size is bounded by
// its live keys.
//
// # A commit
//
// One goroutine writes. Callers that come while it is busy are put together
// into its next commit and share its two syncs.
//
//  1. The group is staged in memory. If we crash here, nothing happened.
//  2. goleveldb appends it to its journal and syncs. If we crash in this, a
//     whole batch counts as after 3; a torn one fails goleveldb's checksum and
//     is dropped at Open, which first reads the whole database to prove that
//     what is left is exactly what the commit before it left.
//  3. The anchor's other slot is written and synced. If we crash before or in
//     this, Open finds the database one linked commit ahead of the slot that
//     is whole, keeps it, and moves the anchor. Nobody was told of that commit.
//  4. The callers are told. If we crash here, they may learn at the next Open
//     that it was done.
//
// A failed write or sync stops the ledger: what is on disk is unknown until the
// next Open. It stays readable.
//
// # Making and repairing
//
// A ledger is made anchor first (commit 0), then its database in scratch, then
// by renaming that to db-1; a crash between leaves what Open goes on from.
// Repair reads the damaged generation without changing it, builds the next one
// in scratch, renames it, writes the report, and replaces the anchor. A crash
// before that last step changes nothing; Repair may be run again.
//
// # What the loss of each datum costs
//
//	anchor, one slot     nothing
//	anchor               the proof that nothing is missing; Repair keeps all data
//	CURRENT, manifest    nothing; Repair finds all data and proves it
//	journal              the commits since the last table, which the report numbers
//	block of a table     the values in it, which their witnesses name
//	witness              nothing but the proof that the value is the newest
//	commit entries       nothing but the chain's proof
//	directory            everything: the chain and the counterparties know the rest
//
// After a loss a relay asks the counterparties for the newest receipts, which
// they keep as well, and rotates its node key, because it may have signed Offers
// it no longer knows.
package ledger
