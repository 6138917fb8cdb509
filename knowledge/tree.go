package knowledge

import (
	_ "embed"
	"encoding/binary"
	"strings"
)

// Reading YAML is most of what a start costs. The embedded policy therefore lies
// beside its folder a second time, as the tree that its YAML parses to, stamped
// with the version of the folder that was proven sound. A stamp of another
// version is ignored, so that an edit takes effect at once and is only slower
// until `go generate ./knowledge`.

//go:generate go test -run TestDefaultTree -update .

//go:embed default.tree
var defaultTree string

// stampedTree is the tree of the embedded policy, nil where it belongs to another
// version of the folder.
func stampedTree(version string) *node {
	body, ok := strings.CutPrefix(defaultTree, version)
	if !ok {
		return nil
	}
	count, body, ok := uvarint(body)
	if !ok || count > uint64(len(body)) {
		return nil
	}
	d := treeReader{rest: body, slab: make([]node, count), links: make([]*node, count)}
	if root := d.node(0); !d.bad {
		return root
	}
	return nil
}

// treeReader reads a tree that encodeTree of the tests wrote; its scalars are parts of the embedded string.
type treeReader struct {
	rest  string
	slab  []node
	links []*node
	bad   bool
}

func (d *treeReader) node(depth int) *node {
	if d.bad || len(d.rest) == 0 || len(d.slab) == 0 || depth > maxDepth {
		d.bad = true
		return nil
	}
	n := &d.slab[0]
	d.slab = d.slab[1:]
	n.Kind = nodeKind(d.rest[0])
	size, rest, ok := uvarint(d.rest[1:])
	if !ok || size > uint64(len(rest)) {
		d.bad = true
		return nil
	}
	d.rest = rest
	if n.Kind == scalar {
		n.Value, d.rest = rest[:size], rest[size:]
		return n
	}
	if size > uint64(len(d.links)) {
		d.bad = true
		return nil
	}
	n.Content, d.links = d.links[:size:size], d.links[size:]
	for i := range n.Content {
		n.Content[i] = d.node(depth + 1)
	}
	return n
}

// uvarint reads a number that binary.AppendUvarint wrote.
func uvarint(s string) (v uint64, rest string, ok bool) {
	for i := 0; i < len(s) && i < binary.MaxVarintLen64; i++ {
		v |= uint64(s[i]&0x7f) << (7 * i)
		if s[i] < 0x80 {
			return v, s[i+1:], true
		}
	}
	return 0, s, false
}
