package knowledge

import (
	"encoding/binary"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"suance/calc/fact"
	"suance/knowledge/clause"
)

func TestDefaultTree(t *testing.T) {
	v := version(defaultDocument, defaultPolicy)
	root, problems := parse(defaultPolicy)
	if len(problems) > 0 {
		t.Fatal(&Invalid{problems})
	}
	if _, problems := build(root, string(defaultDocument), v, true); len(problems) > 0 {
		t.Fatal(&Invalid{problems}) // an unsound policy gets no stamp
	}
	want := encodeTree(v, root)
	if *update {
		if err := os.WriteFile("default.tree", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if defaultTree != want {
		t.Fatal("the folder was edited after default.tree was made: run go generate ./knowledge")
	}
}

// A policy from the tree is the policy from the YAML.
func TestTreeAndYAMLGiveOnePolicy(t *testing.T) {
	v := version(defaultDocument, defaultPolicy)
	root, _ := parse(defaultPolicy)
	fromYAML, problems := build(root, string(defaultDocument), v, true)
	if len(problems) > 0 {
		t.Fatal(&Invalid{problems})
	}
	kept := defaultTree
	defer func() { defaultTree = kept }()
	defaultTree = encodeTree(v, root)
	tree := stampedTree(v)
	if tree == nil {
		t.Fatal("the tree just written is not read")
	}
	fromTree, problems := build(tree, string(defaultDocument), v, false)
	if len(problems) > 0 {
		t.Fatal(&Invalid{problems})
	}
	opts := cmp.Options{cmp.AllowUnexported(fact.Schema{}, clause.Document{}), cmp.FilterPath(func(p cmp.Path) bool {
		return p.Last().String() == ".Calc" || p.Last().String() == ".index" || p.Last().String() == ".Index"
	}, cmp.Ignore())}
	if diff := cmp.Diff(fromYAML, fromTree, opts); diff != "" {
		t.Error(diff)
	}
}

// A tree that is cut or of another version is not used.
func TestDamagedTreeIsIgnored(t *testing.T) {
	kept := defaultTree
	defer func() { defaultTree = kept }()
	root := &node{Kind: mapping, Content: []*node{{Kind: scalar, Value: "键"}, {Kind: scalar, Value: "值"}}}
	whole := encodeTree("v1", root)
	for cut := range len(whole) {
		defaultTree = whole[:cut]
		if stampedTree("v1") != nil {
			t.Fatalf("cut at %d of %d: read all the same", cut, len(whole))
		}
	}
	defaultTree = whole
	if stampedTree("v2") != nil {
		t.Error("a tree of another version was used")
	}
	if got := stampedTree("v1"); got == nil || got.Content[1].Value != "值" {
		t.Errorf("the whole tree gives %+v", got)
	}
}

// encodeTree writes the tree of a policy file with its stamp.
func encodeTree(version string, root *node) string {
	var nodes []byte
	count := uint64(0)
	var put func(n *node)
	put = func(n *node) {
		count++
		nodes = append(nodes, byte(n.Kind))
		if n.Kind == scalar {
			nodes = binary.AppendUvarint(nodes, uint64(len(n.Value)))
			nodes = append(nodes, n.Value...)
			return
		}
		nodes = binary.AppendUvarint(nodes, uint64(len(n.Content)))
		for _, c := range n.Content {
			put(c)
		}
	}
	put(root)
	return version + string(binary.AppendUvarint(nil, count)) + string(nodes)
}
