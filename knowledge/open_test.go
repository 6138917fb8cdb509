package knowledge

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestSoundPoliciesOpen(t *testing.T) {
	for _, dir := range []string{"policies/hangzhou-equipment-materials-draft", "testdata/yunlu"} {
		for _, p := range Check(os.DirFS(dir)) {
			t.Errorf("%s: %s", dir, p)
		}
	}
}

// What is no policy folder, and what would cost more than a policy may.
func TestUnreadableFolders(t *testing.T) {
	bomb := "a: &a [x]\nb: &b [*a, *a, *a, *a]\nc: [*b, *b, *b, *b]\n"
	tests := []struct {
		name             string
		document, policy string
		want             string
	}{
		{"no policy file", "标题", "", "policy.yaml: 缺少这个文件"},
		{"no document", "", "policy: x", "document.txt: 缺少这个文件"},
		{"an empty policy file", "标题", "# nothing\n", "policy.yaml: 文件是空的"},
		{"a file too large", "标题", "a: " + strings.Repeat("x", maxFile), "policy.yaml: 文件过大"},
		{"aliases upon aliases", "标题", bomb, "policy.yaml:1:4: 不允许使用锚点和别名"},
		{"nested too deep", "标题", "a: " + strings.Repeat("[", 100) + strings.Repeat("]", 100), "policy.yaml:1:28: 嵌套过深"},
		{"nested beyond the parser", "标题", strings.Repeat("[", 20_000), "policy.yaml: 不是有效的 YAML：yaml: exceeded max depth of 10000"},
		{"two documents in one file", "标题", "policy: a\n---\npolicy: b\n", "policy.yaml:2:1: 一个文件里只能有一份内容，不能用 --- 分成几份"},
		{"a list for a table", "标题", "- a\n", "policy.yaml:1:1: 这里应当是“键: 值”的表"},
		{"an empty document", " \n", "policy: a", "document.txt: 文件没有正文"},
		{"a document in another encoding", "\xb9\xd8\xd3\xda", "policy: a", "document.txt: 文件不是有效的 UTF-8 文本"},
	}
	for _, tt := range tests {
		fsys := fstest.MapFS{}
		if tt.document != "" {
			fsys[DocumentFile] = &fstest.MapFile{Data: []byte(tt.document)}
		}
		if tt.policy != "" {
			fsys[PolicyFile] = &fstest.MapFile{Data: []byte(tt.policy)}
		}
		_, err := Open(fsys)
		if err == nil || !strings.Contains("\n"+err.Error()+"\n", "\n"+tt.want+"\n") {
			t.Errorf("%s: %v\nwant the line %s", tt.name, err, tt.want)
		}
	}
}

// Problems come in the order of the files, each once.
func TestProblemsAreSorted(t *testing.T) {
	got := []Problem{{DocumentFile, 1, 1, "c"}, {PolicyFile, 2, 5, "b"}, {PolicyFile, 2, 1, "a"}, {PolicyFile, 0, 0, "o"}}
	sortProblems(got)
	want := []Problem{{PolicyFile, 0, 0, "o"}, {PolicyFile, 2, 1, "a"}, {PolicyFile, 2, 5, "b"}, {DocumentFile, 1, 1, "c"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// No policy file makes the loader panic, and what it opens can be computed.
func FuzzOpen(f *testing.F) {
	data, err := os.ReadFile("testdata/yunlu/policy.yaml")
	if err != nil {
		f.Fatal(err)
	}
	text, err := os.ReadFile("testdata/yunlu/document.txt")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data, 0, byte('x'))
	f.Add(data, 1000, byte('['))
	f.Fuzz(func(t *testing.T, data []byte, at int, b byte) {
		if at >= 0 && at < len(data) {
			data = append([]byte(nil), data...)
			data[at] = b
		}
		fsys := fstest.MapFS{DocumentFile: {Data: text}, PolicyFile: {Data: data}}
		if p, err := Open(fsys); err == nil && (p.Calc == nil || p.Doc == nil) {
			t.Fatal("opened without calculator or document")
		}
	})
}

// BenchmarkDefault is what opening the embedded policy adds to every start;
// BenchmarkFolder is the same policy from its folder, read and proven.
func BenchmarkDefault(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Default(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFolder(b *testing.B) {
	dir := os.DirFS("policies/hangzhou-equipment-materials-draft")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Open(dir); err != nil {
			b.Fatal(err)
		}
	}
}
