package sheet_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"

	"suance/bot/sheet"
)

const (
	workbook = `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="藏" sheetId="2" state="hidden" r:id="rId2"/><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`
	rels     = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId2" Target="worksheets/sheet2.xml"/><Relationship Id="rId1" Target="/xl/worksheets/sheet1.xml"/></Relationships>`
	shared   = `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>甲公司</t></si><si><r><t>营业</t></r><r><t>收入</t></r><rPh sb="0" eb="1"><t>yingye</t></rPh></si></sst>`
)

// made is a workbook whose visible sheet has these rows.
func made(rows string) []byte {
	return zipped(map[string]string{
		"xl/workbook.xml": workbook, "xl/_rels/workbook.xml.rels": rels, "xl/sharedStrings.xml": shared,
		"xl/worksheets/sheet1.xml": `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + rows + `</sheetData></worksheet>`,
		"xl/worksheets/sheet2.xml": `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`,
	})
}

func zipped(files map[string]string) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, body := range files {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, body)
		}
		if err != nil {
			panic(err)
		}
	}
	z.Close()
	return out.Bytes()
}

func readBook(data []byte) ([]sheet.Row, error) {
	x, err := sheet.NewExcel(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	defer x.Close()
	var rows []sheet.Row
	for {
		row, err := x.Read()
		if err == io.EOF {
			return rows, nil
		}
		if err != nil {
			return rows, err
		}
		rows = append(rows, row)
	}
}

// TestExcelCells: each kind of cell is read as what it shows; what has no value is
// a fault that names the cell, never nothing and never a zero.
func TestExcelCells(t *testing.T) {
	for name, c := range map[string]struct{ cell, want, fault string }{
		"shared text":          {`<c r="A1" t="s"><v>0</v></c>`, "甲公司", ""},
		"rich text":            {`<c r="A1" t="s"><v>1</v></c>`, "营业收入", ""},
		"inline text":          {`<c r="A1" t="inlineStr"><is><t>乙</t></is></c>`, "乙", ""},
		"whole number":         {`<c r="A1"><v>1200000000</v></c>`, "1200000000", ""},
		"shortest decimal":     {`<c r="A1"><v>1.7999999999999999E-2</v></c>`, "0.018", ""},
		"large number":         {`<c r="A1" t="n"><v>1.5E+9</v></c>`, "1500000000", ""},
		"yes":                  {`<c r="A1" t="b"><v>1</v></c>`, "true", ""},
		"no":                   {`<c r="A1" t="b"><v>0</v></c>`, "false", ""},
		"formula with value":   {`<c r="A1"><f>1+1</f><v>2</v></c>`, "2", ""},
		"formula of text":      {`<c r="A1" t="str"><f>A2</f><v>丙</v></c>`, "丙", ""},
		"formula, no value":    {`<c r="A1"><f>1+1</f></c>`, "", "A1"},
		"formula, empty value": {`<c r="A1"><f>1+1</f><v></v></c>`, "", "A1"},
		"formula, empty text":  {`<c r="A1" t="str"><f>A2</f><v></v></c>`, "", ""},
		"shared formula":       {`<c r="A1"><f t="shared" si="0"/></c>`, "", "A1"},
		"error":                {`<c r="A1" t="e"><v>#DIV/0!</v></c>`, "", "A1"},
		"error of a formula":   {`<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>`, "", "#DIV/0!"},
		"a shared text is no":  {`<c r="A1" t="s"><v>9</v></c>`, "", "A1"},
	} {
		rows, err := readBook(made(`<row r="1">` + c.cell + `</row>`))
		if err != nil || len(rows) != 1 {
			t.Fatalf("%s: %v %v", name, rows, err)
		}
		r := rows[0]
		switch {
		case c.fault != "":
			if r.Fault == nil || !strings.Contains(r.Fault.Error(), c.fault) {
				t.Errorf("%s: fault %v does not name %s", name, r.Fault, c.fault)
			}
		case r.Fault != nil || len(r.Cells) != 1 || r.Cells[0] != c.want:
			t.Errorf("%s: %+v, want %s", name, r, c.want)
		}
	}
}

// TestExcelPlaces: rows and cells may be left out.
func TestExcelPlaces(t *testing.T) {
	rows, err := readBook(made(`<row r="2"><c r="B2"><v>1</v></c><c r="AA2"><v>2</v></c></row><row r="7"/><row><c><v>3</v></c><c><v>4</v></c></row>`))
	if err != nil || len(rows) != 3 {
		t.Fatal(rows, err)
	}
	if r := rows[0]; r.Number != 2 || len(r.Cells) != 27 || r.Cells[1] != "1" || r.Cells[26] != "2" {
		t.Errorf("%+v", r)
	}
	if !rows[1].Empty() || rows[1].Number != 7 || rows[2].Number != 8 || !reflect.DeepEqual(rows[2].Cells, []string{"3", "4"}) {
		t.Errorf("%+v", rows[1:])
	}
}

// TestExcelDays: a day is a number on the inside.
func TestExcelDays(t *testing.T) {
	data := made("")
	x, err := sheet.NewExcel(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]string{"45838": "2025-06-30", "2025-06-30": "2025-06-30", "今天": "今天", "1": "1899-12-31"} {
		if got := x.Day(in); got != want {
			t.Errorf("%s is %s, want %s", in, got, want)
		}
	}
}

// TestExcelLimits: what is too large, or no workbook, is refused.
func TestExcelLimits(t *testing.T) {
	bomb := made(`<row r="1"><c r="A1" t="inlineStr"><is><t>` + strings.Repeat("0", 70<<20) + `</t></is></c></row>`)
	if len(bomb) > 1<<20 {
		t.Fatalf("the bomb has %d bytes", len(bomb))
	}
	many := made(strings.Repeat(`<row><c><v>1</v></c></row>`, 50_002))
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"bomb": {bomb, "64MiB"}, "too many rows": {many, "50000行"}, "not a workbook": {[]byte("id,revenue"), ".xlsx"},
		"an old workbook": {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)), ".xls"},
		"another zip":     {zipped(map[string]string{"a.txt": "a"}), ".xlsx"}, "nothing": {nil, ".xlsx"},
		"cut in a sheet": {zipped(map[string]string{"xl/workbook.xml": workbook, "xl/_rels/workbook.xml.rels": rels,
			"xl/worksheets/sheet1.xml": `<worksheet><sheetData><row r="1"><c r="A1">`}), ".xlsx"},
	} {
		if _, err := readBook(c.data); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := sheet.NewExcel(bytes.NewReader(nil), 11<<20); err == nil || !strings.Contains(err.Error(), "10MiB") {
		t.Errorf("a large file: %v", err)
	}
}

// TestBookIsReadBack: what a book writes reads as what was written, formulas inert.
func TestBookIsReadBack(t *testing.T) {
	var out bytes.Buffer
	b, err := sheet.NewBook(&out, "结果", "冲突")
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Next([]bool{false, true}); err != nil {
		t.Fatal(err)
	}
	payloads := []string{"=1+1", "+cmd|' /C calc'!A0", "-1", "@SUM(A1)", "\t=1", "＝1", "=HYPERLINK(\"http://x\")", "a<b>&\"c\"", "行\n二", "  甲  "}
	want := [][]string{{"企业", "金额"}}
	for i, p := range payloads {
		want = append(want, []string{p, fmt.Sprint(i*1000000) + ".5"})
	}
	for _, row := range want {
		if err := b.Write(row); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	rows, err := readBook(out.Bytes())
	if err != nil || len(rows) != len(want) {
		t.Fatal(rows, err)
	}
	for i, r := range rows {
		if r.Fault != nil || r.Cells[0] != sheet.Inert(want[i][0]) || r.Cells[1] != want[i][1] {
			t.Errorf("row %d is %q, want %q", i+1, r.Cells, want[i])
		}
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		r, _ := f.Open()
		body, _ := io.ReadAll(r)
		if bytes.Contains(body, []byte("<f>")) || bytes.Contains(body, []byte("<f ")) {
			t.Errorf("%s holds a formula", f.Name)
		}
	}
}

func FuzzExcel(f *testing.F) {
	f.Add(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="ZZZZZ1"/></row>`, true)
	f.Add(`<row><c t="b"><f>1</f></c></row></sheetData><row>`, true)
	f.Add("PK\x03\x04", false)
	f.Fuzz(func(t *testing.T, rows string, wrap bool) {
		data := []byte(rows)
		if wrap {
			data = made(rows)
		}
		got, _ := readBook(data)
		for _, r := range got {
			if len(r.Cells) > 1<<10 && r.Fault == nil {
				t.Fatalf("%d cells", len(r.Cells))
			}
		}
	})
}
