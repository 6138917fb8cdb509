package sheet_test

import (
	"bytes"
	"io"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"suance/bot/sheet"
)

func readAll(t *testing.T, data []byte) (*sheet.CSV, []sheet.Row) {
	t.Helper()
	r, err := sheet.NewCSV(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var rows []sheet.Row
	for {
		row, err := r.Read()
		if err == io.EOF {
			return r, rows
		}
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
}

func TestCSVEncodings(t *testing.T) {
	const text = "企业,营业收入\n甲公司,\"1,2亿\"\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"企业", "营业收入"}, {"甲公司", "1,2亿"}}
	for name, c := range map[string]struct {
		data   string
		marked bool
	}{
		"UTF-8": {text, false}, "UTF-8 with a mark": {"\ufeff" + text, true}, "GB18030": {gb, true},
		"Windows line ends":          {strings.ReplaceAll(text, "\n", "\r\n"), false},
		"longer than what is probed": {text + strings.Repeat("企业公司,1\n", 20000), false},
	} {
		r, rows := readAll(t, []byte(c.data))
		for i, w := range want {
			if !reflect.DeepEqual(rows[i].Cells, w) || rows[i].Number != i+1 || rows[i].Fault != nil {
				t.Errorf("%s: row %d is %+v, want %q", name, i+1, rows[i], w)
			}
		}
		if r.Marked != c.marked {
			t.Errorf("%s: marked %v", name, r.Marked)
		}
	}
	if _, err := sheet.NewCSV(strings.NewReader("\xff\xfea\x00")); err == nil {
		t.Error("UTF-16 was taken")
	}
}

func TestCSVWrongRowsDoNotStopTheOthers(t *testing.T) {
	_, rows := readAll(t, []byte("a,b\n\"x\"y,1\nc,d\n"+strings.Repeat(",", 2000)+"\ne,f\n"))
	var faults, good int
	for _, r := range rows {
		if r.Fault != nil {
			faults++
		} else {
			good++
		}
	}
	if faults != 2 || good != 3 {
		t.Errorf("%d faults and %d good rows, want 2 and 3: %+v", faults, good, rows)
	}
}

func TestCellsGoOutInert(t *testing.T) {
	for _, formula := range []string{"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1+1", "\r=1"} {
		var out bytes.Buffer
		w := sheet.NewCSVWriter(&out, false)
		if err := w.Write([]string{formula}); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimLeft(out.String(), `"`); !strings.HasPrefix(got, "'") {
			t.Errorf("%q went out as %q", formula, out.String())
		}
	}
	if got := sheet.Inert("甲公司"); got != "甲公司" {
		t.Errorf("a plain cell became %q", got)
	}
}

func FuzzCSV(f *testing.F) {
	f.Add([]byte("a,\"b\nc\"\n\xff,d\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := sheet.NewCSV(bytes.NewReader(data))
		if err != nil {
			return
		}
		for {
			row, err := r.Read()
			if err != nil {
				return
			}
			if row.Fault == nil && len(row.Cells) == 0 {
				t.Fatal("a row without cells")
			}
		}
	})
}
