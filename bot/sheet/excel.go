package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
	"time"
)

// Limits of a workbook: a small file can unzip to any size.
const (
	maxFile     = 10 << 20
	maxUnzipped = 64 << 20
	maxRows     = 50_000
)

var (
	errFile     = errors.New("文件超过10MiB；请拆成几个文件，或改用.csv、.ndjson")
	errUnzipped = errors.New("解压后超过64MiB，没有读取")
	errRows     = errors.New("超过50000行；请拆成几个文件，或改用.csv、.ndjson")
	errBook     = errors.New("不是完整的.xlsx文件；请在表格软件里另存为.xlsx")
	errOld      = errors.New("是旧版.xls，或者加了密码；请另存为不加密码的.xlsx")
)

// Excel reads the first visible sheet of a workbook row by row. It reads the XML
// itself: a cell's type, its formula and its missing result must not be lost.
type Excel struct {
	book   book
	files  map[string]*zip.File
	left   *int64 // bytes that may still be unzipped
	shared []string
	sheet  *xml.Decoder
	close  io.Closer
	rows   int
	last   int // number of the row before
}

// book is what xl/workbook.xml says.
type book struct {
	Properties struct {
		Date1904 bool `xml:"date1904,attr"`
	} `xml:"workbookPr"`
	Sheets []struct {
		State string `xml:"state,attr"`
		ID    string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
	} `xml:"sheets>sheet"`
}

type relations struct {
	List []struct {
		ID     string `xml:"Id,attr"`
		Target string `xml:"Target,attr"`
	} `xml:"Relationship"`
}

// NewExcel opens a workbook of a size. The error is a Chinese sentence.
func NewExcel(r io.ReaderAt, size int64) (*Excel, error) {
	if size > maxFile {
		return nil, errFile
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		old := make([]byte, 4)
		if r.ReadAt(old, 0); bytes.Equal(old, []byte("\xd0\xcf\x11\xe0")) {
			return nil, errOld
		}
		return nil, errBook
	}
	left := int64(maxUnzipped)
	x := &Excel{files: map[string]*zip.File{}, left: &left}
	var total uint64
	for _, f := range z.File {
		if total += f.UncompressedSize64; total > maxUnzipped || f.UncompressedSize64 > maxUnzipped {
			return nil, errUnzipped
		}
		x.files[strings.ToLower(strings.TrimPrefix(f.Name, "/"))] = f
	}
	if err := x.open(); err != nil {
		x.Close()
		return nil, err
	}
	return x, nil
}

// open finds the sheet and reads the texts that the cells share.
func (x *Excel) open() error {
	if err := x.decode("xl/workbook.xml", &x.book); err != nil {
		return err
	}
	var rels relations
	if err := x.decode("xl/_rels/workbook.xml.rels", &rels); err != nil {
		return err
	}
	name := ""
	for _, s := range x.book.Sheets {
		for _, r := range rels.List {
			if name == "" && s.State != "hidden" && s.State != "veryHidden" && r.ID == s.ID {
				name = path.Join("xl", r.Target)
				if strings.HasPrefix(r.Target, "/") {
					name = strings.TrimPrefix(path.Clean(r.Target), "/")
				}
			}
		}
	}
	if err := x.readShared(); err != nil {
		return err
	}
	in, err := x.part(name)
	if err != nil {
		return err
	}
	x.close, x.sheet = in, xml.NewDecoder(in)
	return nil
}

// part opens a file of the workbook; what is read counts against the limit.
func (x *Excel) part(name string) (io.ReadCloser, error) {
	f := x.files[strings.ToLower(name)]
	if f == nil {
		return nil, errBook
	}
	in, err := f.Open()
	if err != nil {
		return nil, errBook
	}
	return budgeted{in, x.left}, nil
}

// budgeted ends with errUnzipped when the workbook's limit is used up.
type budgeted struct {
	io.ReadCloser
	left *int64
}

func (b budgeted) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if *b.left -= int64(n); *b.left < 0 {
		return 0, errUnzipped
	}
	return n, err
}

func (x *Excel) decode(name string, into any) error {
	in, err := x.part(name)
	if err != nil {
		return err
	}
	defer in.Close()
	return told(xml.NewDecoder(in).Decode(into))
}

// told is an error of the XML as people understand it.
func told(err error) error {
	if err == nil || err == io.EOF || errors.Is(err, errUnzipped) || errors.Is(err, errRows) {
		return err
	}
	return errBook
}

// readShared reads the texts that cells share; the readings of characters beside
// them are none of the text.
func (x *Excel) readShared() error {
	in, err := x.part("xl/sharedStrings.xml")
	if err != nil {
		return nil // a workbook of numbers has none
	}
	defer in.Close()
	d := xml.NewDecoder(in)
	var text strings.Builder
	take, phonetic := false, 0
	for {
		t, err := d.RawToken()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return told(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "si":
				text.Reset()
			case "rPh":
				phonetic++
			case "t":
				take = phonetic == 0
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "si":
				x.shared = append(x.shared, text.String())
			case "rPh":
				phonetic--
			case "t":
				take = false
			}
		case xml.CharData:
			if take {
				text.Write(t)
			}
		}
	}
}

// Read returns the next row, io.EOF after the last. A cell without a value, one
// that holds an error or is too long makes the row a fault of its own.
func (x *Excel) Read() (Row, error) {
	for {
		t, err := x.sheet.RawToken()
		if err != nil {
			return Row{}, told(err)
		}
		start, ok := t.(xml.StartElement)
		if !ok || start.Name.Local != "row" {
			continue
		}
		if x.rows++; x.rows > maxRows+1 { // and the head
			return Row{}, errRows
		}
		if n, err := strconv.Atoi(attribute(start, "r")); err == nil && n > x.last {
			x.last = n
		} else {
			x.last++
		}
		row, err := x.row(x.last)
		return bounded(row), told(err)
	}
}

// Close ends the reading.
func (x *Excel) Close() error {
	if x.close == nil {
		return nil
	}
	return x.close.Close()
}

// row reads the cells up to the end of the row.
func (x *Excel) row(number int) (Row, error) {
	row := Row{Number: number}
	for {
		t, err := x.sheet.RawToken()
		if err != nil {
			return row, broken(err)
		}
		switch t := t.(type) {
		case xml.EndElement:
			if t.Name.Local == "row" {
				return row, nil
			}
		case xml.StartElement:
			if t.Name.Local != "c" {
				continue
			}
			at := column(attribute(t, "r"), len(row.Cells))
			text, fault, err := x.cell(attribute(t, "t"), place(at, number))
			if err != nil {
				return row, err
			}
			if row.Fault == nil {
				row.Fault = fault
			}
			if at >= maxCells {
				row.Fault = errWide
				continue
			}
			for len(row.Cells) <= at {
				row.Cells = append(row.Cells, "")
			}
			row.Cells[at] = text
		}
	}
}

// broken is the error of a sheet that ends in the middle.
func broken(err error) error {
	if err == io.EOF {
		return errBook
	}
	return told(err)
}

// cell reads one cell up to its end. The fault says, naming the cell, why it has no
// value.
func (x *Excel) cell(kind, name string) (text string, fault, err error) {
	var value strings.Builder
	inside, formula, has := "", false, false
	for {
		t, err := x.sheet.RawToken()
		if err != nil {
			return "", nil, broken(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch inside = t.Name.Local; inside {
			case "f":
				formula = true
			case "v":
				has = kind == "str" // an empty text is a result
			}
		case xml.CharData:
			if inside == "v" || inside == "t" {
				value.Write(t)
				has = has || len(t) > 0
			}
		case xml.EndElement:
			if inside = ""; t.Name.Local == "c" {
				if formula && !has {
					return "", fmt.Errorf("单元格%s的公式没有算出的值；请在表格软件里打开并保存一次", name), nil
				}
				text, fault = x.value(kind, value.String(), name)
				return text, fault, nil
			}
		}
	}
}

// value is the text of a cell's value.
func (x *Excel) value(kind, raw, name string) (string, error) {
	switch kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(raw))
		if err != nil || i < 0 || i >= len(x.shared) {
			return "", fmt.Errorf("单元格%s的内容缺失", name)
		}
		return x.shared[i], nil
	case "e":
		return "", fmt.Errorf("单元格%s是错误值%s", name, raw)
	case "b":
		if strings.TrimSpace(raw) == "1" {
			return "true", nil
		}
		return "false", nil
	case "", "n":
		return decimal(strings.TrimSpace(raw)), nil
	}
	return raw, nil
}

// decimal is the shortest decimal text of the number that a spreadsheet holds: it
// writes 0.018 as 1.7999999999999999E-2.
func decimal(raw string) string {
	f, err := strconv.ParseFloat(raw, 64)
	if err != nil {
		return raw
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// Day reads the number of a day, as a spreadsheet holds it, as YYYY-MM-DD; other
// text stays as it is.
func (x *Excel) Day(cell string) string {
	n, err := strconv.Atoi(cell)
	if err != nil || n < 1 || n > 2_958_465 {
		return cell
	}
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if x.book.Properties.Date1904 {
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return first.AddDate(0, 0, n).Format("2006-01-02")
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// column is the place of a cell in its row: B3 is 1; next where the cell does not
// say.
func column(ref string, next int) int {
	n := 0
	for i := 0; i < len(ref) && ref[i] >= 'A' && ref[i] <= 'Z' && n < maxCells; i++ {
		n = n*26 + int(ref[i]-'A') + 1
	}
	if n == 0 {
		return next
	}
	return n - 1
}

// place names a cell as a spreadsheet does.
func place(column, row int) string {
	name := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name + strconv.Itoa(row)
}
