package sheet

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Book writes a workbook of sheets one after the other, row by row, without
// holding any of them.
type Book struct {
	zip    *zip.Writer
	out    *bufio.Writer // the sheet at hand
	names  []string
	begun  int
	row    int
	amount []bool // columns whose decimals are numbers
}

// NewBook begins a workbook with sheets of these names.
func NewBook(w io.Writer, names ...string) (*Book, error) {
	b := &Book{zip: zip.NewWriter(w), names: names}
	var types, rels, sheets strings.Builder
	for i, name := range names {
		n := i + 1
		fmt.Fprintf(&types, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, n)
		fmt.Fprintf(&rels, `<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet%d.xml"/>`, n, n)
		fmt.Fprintf(&sheets, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, escaped(name), n, n)
	}
	for _, part := range []struct{ name, body string }{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` + types.String() + `</Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>` + sheets.String() + `</sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + rels.String() + `</Relationships>`},
	} {
		out, err := b.zip.Create(part.name)
		if err == nil {
			_, err = io.WriteString(out, xml.Header+part.body)
		}
		if err != nil {
			return nil, err
		}
	}
	return b, nil
}

// Next ends the sheet at hand and begins the next, whose first row stays in sight.
// The cells of the amount columns are numbers where they are decimals; all others
// are text.
func (b *Book) Next(amount []bool) error {
	if err := b.end(); err != nil {
		return err
	}
	b.begun++
	b.row, b.amount = 0, amount
	out, err := b.zip.Create(fmt.Sprintf("xl/worksheets/sheet%d.xml", b.begun))
	if err != nil {
		return err
	}
	b.out = bufio.NewWriterSize(out, 1<<16)
	_, err = b.out.WriteString(xml.Header + `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`)
	return err
}

// end completes the sheet at hand.
func (b *Book) end() error {
	if b.out == nil {
		return nil
	}
	if _, err := b.out.WriteString(`</sheetData></worksheet>`); err != nil {
		return err
	}
	return b.out.Flush()
}

// Write implements Writer.
func (b *Book) Write(cells []string) error {
	b.row++
	fmt.Fprintf(b.out, `<row r="%d">`, b.row)
	for i, cell := range cells {
		if cell == "" {
			continue
		}
		name := place(i, b.row)
		if b.row > 1 && i < len(b.amount) && b.amount[i] && isNumber(cell) {
			fmt.Fprintf(b.out, `<c r="%s"><v>%s</v></c>`, name, cell)
			continue
		}
		fmt.Fprintf(b.out, `<c r="%s" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, name, escaped(Inert(cell)))
	}
	_, err := b.out.WriteString(`</row>`)
	return err
}

// isNumber says whether a decimal is one that a spreadsheet holds exactly.
func isNumber(s string) bool {
	if _, err := strconv.ParseFloat(s, 64); err != nil || len(s) > 15 {
		return false
	}
	return strings.Trim(s, "0123456789.") == ""
}

func escaped(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil { // a Builder takes everything
		return ""
	}
	return b.String()
}

// Flush implements Writer; a workbook is whole only at its end.
func (b *Book) Flush() error { return nil }

// Close implements Writer. Sheets not begun are empty.
func (b *Book) Close() error {
	for b.begun < len(b.names) {
		if err := b.Next(nil); err != nil {
			return err
		}
	}
	if err := b.end(); err != nil {
		return err
	}
	return b.zip.Close()
}
