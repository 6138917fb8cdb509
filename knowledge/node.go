package knowledge

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"
)

// maxDepth bounds how deep a policy file may be nested.
const maxDepth = 24

// reader reads YAML nodes strictly: unknown and doubled keys, wrong shapes and
// aliases are problems, all of which it gathers.
type reader struct {
	file     string
	problems []Problem
}

// fail notes a problem at a node.
func (r *reader) fail(n *node, format string, args ...any) {
	p := Problem{File: r.file, Message: fmt.Sprintf(format, args...)}
	if n != nil {
		p.Line, p.Column = int(n.Line), int(n.Column)
	}
	r.problems = append(r.problems, p)
}

// node is a place of a policy file: a mapping (keys and values in turn), a
// sequence or a scalar as it is written. Line and Column count from 1; a tree that
// was stored has none.
type node struct {
	Kind         nodeKind
	Value        string
	Content      []*node
	Line, Column int32
}

type nodeKind uint8

const (
	mapping nodeKind = iota + 1
	sequence
	scalar
)

// tree turns what yaml parsed into nodes. Aliases and trees nested too deep are
// problems; nil then, and nothing of the file is read.
func (r *reader) tree(y *yaml.Node, depth int) *node {
	n := &node{Value: y.Value, Line: int32(y.Line), Column: int32(y.Column)}
	switch {
	case depth > maxDepth:
		r.fail(n, "嵌套过深")
		return nil
	case y.Kind == yaml.AliasNode || y.Anchor != "":
		r.fail(n, "不允许使用锚点和别名")
		return nil
	case y.Kind == yaml.MappingNode:
		n.Kind = mapping
	case y.Kind == yaml.SequenceNode:
		n.Kind = sequence
	default:
		n.Kind = scalar
	}
	sound := true
	for _, c := range y.Content {
		child := r.tree(c, depth+1)
		sound = sound && child != nil
		n.Content = append(n.Content, child)
	}
	if !sound {
		return nil
	}
	return n
}

// table is a mapping whose keys are known.
type table struct {
	r    *reader
	node *node
	vals map[string]*node
}

// table reads a mapping. Keys outside of the list are problems; a key that ends
// in ! must be there.
func (r *reader) table(n *node, keys ...string) table {
	t := table{r: r, node: n, vals: map[string]*node{}}
	if n == nil {
		return t
	}
	if n.Kind != mapping {
		r.fail(n, "这里应当是“键: 值”的表")
		return t
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		switch {
		case !has(keys, k.Value):
			r.fail(k, "不认识的键“%s”；可用的键：%s", k.Value, strings.ReplaceAll(strings.Join(keys, "、"), "!", ""))
		case t.vals[k.Value] != nil:
			r.fail(k, "键“%s”重复", k.Value)
		default:
			t.vals[k.Value] = v
		}
	}
	for _, k := range keys {
		if name, must := strings.CutSuffix(k, "!"); must && t.vals[name] == nil {
			r.fail(n, "缺少键“%s”", name)
		}
	}
	return t
}

func has(keys []string, key string) bool {
	for _, k := range keys {
		if strings.TrimSuffix(k, "!") == key {
			return true
		}
	}
	return false
}

// at is the node of a key, the table itself where the key is missing: the place
// that a problem is told at.
func (t table) at(key string) *node {
	if n := t.vals[key]; n != nil {
		return n
	}
	return t.node
}

// has says whether the key is there.
func (t table) has(key string) bool { return t.vals[key] != nil }

// text is a scalar as it is written, empty if it is missing.
func (t table) text(key string) string { return t.r.text(t.vals[key]) }

func (r *reader) text(n *node) string {
	if n == nil {
		return ""
	}
	if n.Kind != scalar {
		r.fail(n, "这里应当是一段文字")
		return ""
	}
	return strings.TrimSpace(n.Value)
}

// list is the elements of a sequence, none if it is missing.
func (t table) list(key string) []*node {
	n := t.vals[key]
	if n == nil {
		return nil
	}
	if n.Kind != sequence {
		t.r.fail(n, "“%s”应当是列表", key)
		return nil
	}
	return n.Content
}

// texts is a list of scalars.
func (t table) texts(key string) []string {
	list := t.list(key)
	if len(list) == 0 {
		return nil
	}
	out := make([]string, 0, len(list))
	for _, n := range list {
		if s := t.r.text(n); s != "" {
			out = append(out, s)
		} else {
			t.r.fail(n, "“%s”里有空的一项", key)
		}
	}
	return out
}

// flag is a yes or no, no if it is missing.
func (t table) flag(key string) bool {
	yes, ok := yesNo(t.text(key))
	if !ok && t.has(key) {
		t.r.fail(t.vals[key], "“%s”应当是“是”或“否”", key)
	}
	return yes
}

func yesNo(s string) (yes, ok bool) {
	switch s {
	case "是", "true", "yes":
		return true, true
	case "否", "false", "no":
		return false, true
	}
	return false, false
}

// pick maps a word to what it stands for; another word is a problem, a missing
// one is the zero value.
func pick[T any](t table, key string, words map[string]T) T {
	v, ok := words[t.text(key)]
	if !ok && t.has(key) {
		t.r.fail(t.vals[key], "“%s”不能是“%s”；可以是：%s", key, t.text(key), strings.Join(sortedKeys(words), "、"))
	}
	return v
}
