package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"suance/bot/sheet"
)

// suance runs the program and returns its exit status and what it printed.
func suance(t testing.TB, args ...string) (code int, out, errs string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = run(context.Background(), append([]string{"--as-of", "2025-06-30"}, args...), stdio{strings.NewReader(""), &stdout, &stderr})
	return code, stdout.String(), stderr.String()
}

// firms is a table of enterprises with a wrong row, a rank above 3, both of a pair,
// and more items than the quota.
var firms = [][]string{
	{"企业", "所属产业", "revenue", "revenue_first_reached", "revenue_award_received", "smart_factory", "digital_workshop", "first_set_recognized", "first_set_rank", "as_of"},
	{"甲", "新材料", "12亿", "是", "0", "是", "是", "79", "", ""},
	{"乙", "新材料", "很多", "", "", "", "", "", "", ""},
	{"=丙", "其他", "60000", "否", "", "", "", "2", "4", "2026-01-01"},
}

// book writes a workbook of one sheet.
func book(t testing.TB, name string, rows [][]string) string {
	t.Helper()
	var out bytes.Buffer
	b, err := sheet.NewBook(&out, "表")
	if err == nil {
		err = b.Next(make([]bool, 20))
	}
	for _, r := range rows {
		if err == nil {
			err = b.Write(r)
		}
	}
	if err == nil {
		err = b.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return file(t, name, out.Bytes())
}

func file(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func table(t testing.TB, name string, rows [][]string) string {
	t.Helper()
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return file(t, name, out.Bytes())
}

// TestBatchKinds: a table and a workbook of the same enterprises give the same.
func TestBatchKinds(t *testing.T) {
	dir := t.TempDir()
	var results []string
	for _, in := range []string{table(t, "firms.csv", firms), book(t, "firms.xlsx", firms)} {
		out := filepath.Join(dir, filepath.Base(in)+".csv")
		code, _, errs := suance(t, "check", in, "--out", out)
		if code != exitInput || !strings.Contains(errs, "line 3: revenue: ") {
			t.Fatalf("%s: %d %s", in, code, errs)
		}
		data, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		results = append(results, strings.TrimPrefix(string(data), "\ufeff"))
	}
	// The name of the third begins like a formula: in a workbook it is marked already.
	if results[0] != strings.ReplaceAll(results[1], "''", "'") {
		t.Errorf("csv\n%s\nxlsx\n%s", results[0], results[1])
	}
}

// TestBatchBook: a workbook of results tells the conflicts and the sums.
func TestBatchBook(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out.xlsx")
	if code, _, errs := suance(t, "check", table(t, "firms.csv", firms), "--out", out); code != exitInput {
		t.Fatal(code, errs)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	x, err := sheet.NewExcel(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	var rows [][]string
	for {
		r, err := x.Read()
		if err == io.EOF {
			break
		}
		if err != nil || r.Fault != nil {
			t.Fatal(err, r.Fault)
		}
		rows = append(rows, r.Cells)
	}
	if len(rows) != 4 || rows[1][0] != "甲" || rows[1][3] != "payable" || rows[1][4] != "39500000" || rows[3][0] != "'=丙" || rows[3][1] != "2026-01-01" {
		t.Errorf("%q", rows)
	}
}

// TestTally: what the sheets of conflicts and sums say.
func TestTally(t *testing.T) {
	policy, err := openPolicy("")
	if err != nil {
		t.Fatal(err)
	}
	columns, err := policy.Rules.Schema.Columns(firms[0], nil)
	if err != nil {
		t.Fatal(err)
	}
	sums := newTally(policy.Rules)
	for i, row := range firms[1:] {
		rec, err := columns.Decode(row)
		e := enterprise{number: i + 2, name: rec.Enterprise, facts: rec.Facts, fault: err}
		if err == nil {
			e.outcomes = policy.Calc.Outcomes(rec.Facts)
		}
		sums.add(&e)
	}
	got := ""
	for _, r := range sums.conflictRows() {
		got += strings.Join(r, "|") + "\n"
	}
	for _, want := range []string{"|超出名额|首台（套）产品认定奖励：名额80项，本表合计81项", "2|甲|只算较高一项|“智能工厂”补助200万元、“数字化车间”补助80万元",
		"4|=丙|超出名次或年度|首台（套）产品应用奖励：该产品投入应用的第几台（套）为4台（套），只算到3台（套）"} {
		if !strings.Contains(got, want+"\n") {
			t.Errorf("%s is not in\n%s", want, got)
		}
	}
	last := sums.sumRows()
	if total := last[len(last)-2]; !reflect.DeepEqual(total[:4], []string{"固定金额合计", "", "", "43500000"}) || total[4] != "43500000" {
		t.Errorf("total %q", total)
	}
}

// TestBatchRefuses: what cannot be done is told before anything is written.
func TestBatchRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"a workbook on standard output": {[]string{"check", table(t, "f.csv", firms), "--out", "x.txt"}, "--out"},
		"no --out for a workbook":       {[]string{"check", book(t, "f.xlsx", firms)}, "--out"},
		"no workbook":                   {[]string{"check", file(t, "f.xlsx", []byte("a,b")), "--out", "o.csv"}, ".xlsx"},
		"a column that is none":         {[]string{"check", book(t, "f.xlsx", [][]string{{"营收"}, {"1"}}), "--out", "o.csv"}, "营收"},
	} {
		code, out, errs := suance(t, c.args...)
		if code != exitInput || out != "" || !strings.Contains(errs, c.want) {
			t.Errorf("%s: %d %q %q", name, code, out, errs)
		}
	}
}

// BenchmarkBatch is how many rows a second a table of enterprises is read, assessed
// and written, on one processor and on all.
func BenchmarkBatch(b *testing.B) {
	rows := [][]string{firms[0]}
	for range 100_000 {
		rows = append(rows, firms[1])
	}
	in := table(b, "firms.csv", rows)
	for _, kind := range []string{"csv", "ndjson"} {
		for _, procs := range []int{1, runtime.NumCPU()} {
			b.Run(kind+"/"+map[bool]string{true: "one", false: "all"}[procs == 1], func(b *testing.B) {
				defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
				out := filepath.Join(b.TempDir(), "out."+kind)
				for b.Loop() {
					if code, _, errs := suance(b, "check", in, "--out", out); code != exitDone {
						b.Fatal(errs)
					}
				}
				b.ReportMetric(float64(len(rows)-1)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
				if info, err := os.Stat(out); err == nil {
					b.ReportMetric(float64(info.Size())*float64(b.N)/b.Elapsed().Seconds()/1e6, "MB/s")
				}
			})
		}
	}
}
