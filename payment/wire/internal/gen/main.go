// Command gen writes pb/portage.pb.go from pb/portage.proto without protoc: the .proto
// is compiled by bufbuild/protocompile and handed to the module's own protoc-gen-go.
// It runs in payment/wire, by go generate.
package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/bufbuild/protocompile"
	"github.com/bufbuild/protocompile/protoutil"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/pluginpb"
)

const (
	source    = "portage.proto"
	generated = "portage.pb.go"
)

func main() {
	if err := run("pb"); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(dir string) error {
	code, err := generate(context.Background(), dir)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, generated), code, 0o644)
}

// generate returns the Go code for the .proto in dir.
func generate(ctx context.Context, dir string) ([]byte, error) {
	file, err := compile(ctx, dir)
	if err != nil {
		return nil, err
	}
	request, err := proto.Marshal(&pluginpb.CodeGeneratorRequest{
		FileToGenerate: []string{source},
		Parameter:      proto.String("paths=source_relative"),
		ProtoFile:      []*descriptorpb.FileDescriptorProto{file},
	})
	if err != nil {
		return nil, err
	}
	return plugin(ctx, request)
}

func compile(ctx context.Context, dir string) (*descriptorpb.FileDescriptorProto, error) {
	compiler := protocompile.Compiler{
		Resolver:       &protocompile.SourceResolver{ImportPaths: []string{dir}},
		SourceInfoMode: protocompile.SourceInfoStandard, // comments
	}
	files, err := compiler.Compile(ctx, source)
	if err != nil {
		return nil, err
	}
	return protoutil.ProtoFromFileDescriptor(files[0]), nil
}

// plugin runs protoc-gen-go, of the version in go.mod, and returns its one file.
func plugin(ctx context.Context, request []byte) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", "tool", "protoc-gen-go")
	cmd.Stdin, cmd.Stderr = bytes.NewReader(request), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("protoc-gen-go: %w", err)
	}
	var response pluginpb.CodeGeneratorResponse
	if err := proto.Unmarshal(out, &response); err != nil {
		return nil, fmt.Errorf("protoc-gen-go: %w", err)
	}
	if response.Error != nil || len(response.File) != 1 {
		return nil, fmt.Errorf("protoc-gen-go: got %d files, want 1: %s", len(response.File), response.GetError())
	}
	return []byte(response.File[0].GetContent()), nil
}
