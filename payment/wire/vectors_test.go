package wire

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"os"
	"reflect"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
)

// vectorFile holds every message on the wire, for a second implementation: as protobuf
// JSON (bytes in base64) and as bytes, with the length before it. To write it anew after
// a change of the protocol:
//
//	PORTAGE_UPDATE_VECTORS=1 go test ./payment/wire -run TestVectors
const vectorFile = "testdata/messages.json"

type vector struct {
	Envelope string          `json:"envelope"` // PayRequest, PayReply, AckRequest, AckReply or Meet
	Message  json.RawMessage `json:"message"`
	Bytes    string          `json:"bytes"` // hex
}

func TestVectors(t *testing.T) {
	if os.Getenv("PORTAGE_UPDATE_VECTORS") != "" {
		writeVectors(t)
	}
	vectors := readVectors(t)
	if len(vectors) != len(samples) {
		t.Fatalf("%s: got %d vectors, want %d", vectorFile, len(vectors), len(samples))
	}
	for i, v := range vectors {
		testVector(t, v, samples[i])
	}
}

func testVector(t *testing.T, v vector, m Message) {
	b, err := hex.DecodeString(v.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	if got := written(t, m); !bytes.Equal(got, b) {
		t.Errorf("%T: got %x, want %x", m, got, b)
	}
	if got, err := readAs(m, bytes.NewReader(b)); err != nil || !reflect.DeepEqual(got, m) {
		t.Errorf("%x: got %+v, %v, want %+v", b, got, err, m)
	}
	want := m.envelope()
	if name := string(want.ProtoReflect().Descriptor().Name()); v.Envelope != name {
		t.Errorf("%T: envelope: got %s, want %s", m, v.Envelope, name)
	}
	got := want.ProtoReflect().New().Interface()
	if err := protojson.Unmarshal(v.Message, got); err != nil { // refuses unknown keys
		t.Fatal(err)
	}
	body, _ := protowire.ConsumeBytes(b)
	if err := proto.Unmarshal(body, want); err != nil || !proto.Equal(got, want) {
		t.Errorf("%T: JSON: got %v, want %v", m, got, want)
	}
}

func readVectors(t *testing.T) (vectors []vector) {
	b, err := os.ReadFile(vectorFile)
	if err != nil {
		t.Fatal(err)
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&vectors); err != nil {
		t.Fatal(err)
	}
	return vectors
}

func writeVectors(t *testing.T) {
	var vectors []vector
	for _, m := range samples {
		envelope := m.envelope()
		message, err := protojson.Marshal(envelope)
		if err != nil {
			t.Fatal(err)
		}
		name := string(envelope.ProtoReflect().Descriptor().Name())
		vectors = append(vectors, vector{name, message, hex.EncodeToString(written(t, m))})
	}
	b, err := json.MarshalIndent(vectors, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(vectorFile, append(b, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}
