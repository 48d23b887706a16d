// Command gen writes the .pb.go beside a .proto without protoc: the .proto is compiled by
// bufbuild/protocompile and handed to the module's own protoc-gen-go. It runs by go
// generate.
//
//	gen pb/portage.proto
package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/bufbuild/protocompile"
	"github.com/bufbuild/protocompile/protoutil"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/pluginpb"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "gen: name the .proto")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(source string) error {
	code, err := generate(context.Background(), source)
	if err != nil {
		return err
	}
	return os.WriteFile(generated(source), code, 0o644)
}

// generated returns the file that the code for a .proto stands in.
func generated(source string) string { return strings.TrimSuffix(source, ".proto") + ".pb.go" }

// generate returns the Go code for a .proto.
func generate(ctx context.Context, source string) ([]byte, error) {
	file, err := compile(ctx, source)
	if err != nil {
		return nil, err
	}
	request, err := proto.Marshal(&pluginpb.CodeGeneratorRequest{
		FileToGenerate: []string{file.GetName()},
		Parameter:      proto.String("paths=source_relative"),
		ProtoFile:      []*descriptorpb.FileDescriptorProto{file},
	})
	if err != nil {
		return nil, err
	}
	return plugin(ctx, request)
}

func compile(ctx context.Context, source string) (*descriptorpb.FileDescriptorProto, error) {
	dir, name := filepath.Split(source)
	compiler := protocompile.Compiler{
		Resolver:       &protocompile.SourceResolver{ImportPaths: []string{filepath.Clean(dir)}},
		SourceInfoMode: protocompile.SourceInfoStandard, // comments
	}
	files, err := compiler.Compile(ctx, name)
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
