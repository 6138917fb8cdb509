package fact

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc/money"
)

// Record is one facts object as it comes in: what is known, for which day, and
// whose it is.
type Record struct {
	Facts      Set
	AsOf       Day    // meaningful only if HasAsOf
	HasAsOf    bool   // the object names the day
	Enterprise string // a name, carried through
}

// Error says what is wrong with one field, or with the whole text.
type Error struct {
	// Field is the fact id or the place inside a field
	// ("other_awards.smart_factory"); empty where the text is no object.
	Field string
	// Line and Column, from 1, say where a text stops being an object; 0 where
	// Field says it.
	Line, Column int
	// Message is a Chinese sentence that says what is wrong and what would be right.
	Message string
}

func (e *Error) Error() string {
	switch {
	case e.Field != "":
		return e.Field + ": " + e.Message
	case e.Line > 0:
		return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Message)
	}
	return e.Message
}

// Errors are all that is wrong with one facts object, in the order found.
type Errors []*Error

func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, x := range e {
		lines[i] = x.Error()
	}
	return strings.Join(lines, "\n")
}

// AwardsField is the key of the other municipal policies' sums in a facts object.
const AwardsField = "other_awards"

// The keys of a facts object that are no facts.
const (
	asOfField       = "as_of"
	enterpriseField = "enterprise"
)

// Decode reads one facts object. Awards are the measure ids that other_awards may
// name. An error is of type Errors: nothing is guessed, dropped or clipped.
func (s *Schema) Decode(data []byte, awards []string) (Record, error) {
	if err := wellFormed(data); err != nil {
		return Record{}, Errors{err}
	}
	d := decoder{schema: s, awards: awards, rec: Record{Facts: NewSet(s)}}
	d.object("", data, d.field)
	if len(d.errs) == 0 {
		d.errs = append(d.errs, d.rec.Facts.Conflicts()...)
	}
	if len(d.errs) > 0 {
		return Record{}, d.errs
	}
	return d.rec, nil
}

// wellFormed checks what the standard decoder lets through or reports without a
// place: the text is UTF-8, one JSON object, and nothing follows it.
func wellFormed(data []byte) *Error {
	if !utf8.Valid(data) {
		at := 0
		for at < len(data) {
			r, n := utf8.DecodeRune(data[at:])
			if r == utf8.RuneError && n == 1 {
				break
			}
			at += n
		}
		return placed(data, at, "不是UTF-8编码；请把文件另存为UTF-8")
	}
	start := len(data) - len(bytes.TrimLeft(data, " \t\r\n"))
	if start == len(data) {
		return placed(data, start, "没有内容；应为一个JSON对象，例如 {\"revenue\":\"12亿\"}")
	}
	if !json.Valid(data) {
		return broken(data)
	}
	if data[start] != '{' {
		return placed(data, start, "应为一个JSON对象，例如 {\"revenue\":\"12亿\"}")
	}
	return nil
}

// broken says where a text stops being JSON.
func broken(data []byte) *Error {
	at := len(data)
	var raw json.RawMessage
	err := json.Unmarshal(data, &raw)
	if e := (*json.SyntaxError)(nil); errors.As(err, &e) && e.Offset > 0 && int(e.Offset) <= len(data) &&
		!strings.HasPrefix(e.Error(), "unexpected end") {
		at = int(e.Offset) - 1
	}
	return placed(data, at, "不是完整的JSON；应为一个JSON对象，对象之后不能再有内容")
}

// placed makes an error at a byte of the text, counted in lines and characters.
func placed(data []byte, at int, message string) *Error {
	line := 1 + bytes.Count(data[:at], []byte("\n"))
	column := 1 + utf8.RuneCount(data[bytes.LastIndexByte(data[:at], '\n')+1:at])
	return &Error{Line: line, Column: column, Message: message}
}

// decoder gathers one record and all that is wrong with it.
type decoder struct {
	schema *Schema
	awards []string
	rec    Record
	errs   Errors
}

func (d *decoder) fail(field, message string) {
	d.errs = append(d.errs, &Error{Field: field, Message: message})
}

// object walks the keys of a well-formed JSON object; a key given twice is an
// error and its later values are not read.
func (d *decoder) object(prefix string, data []byte, each func(key string, raw json.RawMessage)) {
	var seen []string
	walk(data, func(quoted, raw json.RawMessage) {
		key, err := text(quoted)
		switch {
		case err != nil:
			d.fail(prefix+strings.Trim(string(quoted), `"`), "没有这一项：键不是完整的文字")
		case slices.Contains(seen, key):
			d.fail(prefix+key, "同一项写了两次；请只保留一个")
		default:
			seen = append(seen, key)
			each(key, raw)
		}
	})
}

// field reads one key of the facts object.
func (d *decoder) field(key string, raw json.RawMessage) {
	switch key {
	case asOfField:
		d.asOf(raw)
	case enterpriseField:
		d.enterprise(raw)
	case AwardsField:
		d.otherAwards(raw)
	default:
		i, ok := d.schema.Index(ID(key))
		if !ok {
			d.fail(key, "没有这一项；可用的项："+d.known())
			return
		}
		if string(raw) == "null" {
			return
		}
		sp := d.schema.Spec(i)
		v, err := sp.decode(raw)
		if err != nil {
			d.fail(key, err.Error())
			return
		}
		d.rec.Facts.vals[i] = v
	}
}

func (d *decoder) known() string {
	ids := make([]string, 0, d.schema.Len()+3)
	for i := range d.schema.Len() {
		ids = append(ids, string(d.schema.Spec(i).ID))
	}
	return strings.Join(append(ids, AwardsField, asOfField, enterpriseField), ", ")
}

func (d *decoder) asOf(raw json.RawMessage) {
	if string(raw) == "null" {
		return
	}
	s, err := text(raw)
	if err != nil {
		s = ""
	}
	d.day(s)
}

func (d *decoder) day(s string) {
	day, ok := ParseDay(s)
	if !ok {
		d.fail(asOfField, "不是日期；应写成 \"2025-06-30\" 这样的年-月-日")
		return
	}
	d.rec.AsOf, d.rec.HasAsOf = day, true
}

func (d *decoder) enterprise(raw json.RawMessage) {
	if string(raw) == "null" {
		return
	}
	s, err := text(raw)
	if err != nil {
		d.fail(enterpriseField, "应为一段文字（企业名称）")
		return
	}
	d.rec.Enterprise = s
}

func (d *decoder) otherAwards(raw json.RawMessage) {
	if string(raw) == "null" {
		return
	}
	if raw[0] != '{' {
		d.fail(AwardsField, "应为一个对象，键是措施的id，值是金额，例如 {\"smart_factory\":\"100万\"}")
		return
	}
	sp := Spec{ID: AwardsField, Type: Money}
	sums := map[string]money.Amount{}
	d.object(AwardsField+".", raw, func(key string, raw json.RawMessage) {
		field := AwardsField + "." + key
		if !slices.Contains(d.awards, key) {
			d.fail(field, "不是可以填写的措施id；可用的id："+strings.Join(d.awards, ", "))
			return
		}
		if string(raw) == "null" {
			return
		}
		if raw[0] == '{' {
			d.fail(field, "这里要一个确定的金额，例如 \"100万\"")
			return
		}
		v, err := sp.decode(raw)
		if err != nil {
			d.fail(field, err.Error())
			return
		}
		a, _ := v.Exact()
		sums[key] = money.Amount(a)
	})
	if len(sums) > 0 {
		d.rec.Facts.awards = sums
	}
}

// text reads a JSON string. A half of a surrogate pair, which the standard
// decoder replaces, is an error.
func text(raw json.RawMessage) (string, error) {
	if n := len(raw); n >= 2 && raw[0] == '"' && bytes.IndexByte(raw, '\\') < 0 {
		return string(raw[1 : n-1]), nil
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return "", err
	}
	if strings.ContainsRune(s, utf8.RuneError) && !bytes.ContainsRune(raw, utf8.RuneError) &&
		!bytes.Contains(bytes.ToLower(raw), []byte(`\ufffd`)) {
		return "", errors.New("broken surrogate pair")
	}
	return s, nil
}
