package fact

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"suance/calc/money"
)

// Columns say what the columns of a table of enterprises hold.
type Columns struct {
	schema *Schema
	awards []string
	keys   []string // the key of a facts object for each column; empty where the head is
}

// Columns reads the head of a table: fact ids or labels, "other_awards.<measure
// id>", as_of or 日期, enterprise or 企业. The error is of type Errors and names
// each column that is none of these or stands twice.
func (s *Schema) Columns(head, awards []string) (*Columns, error) {
	c := &Columns{schema: s, awards: awards, keys: make([]string, len(head))}
	var errs Errors
	for i, name := range head {
		name = strings.TrimSpace(name)
		if name == "" {
			continue
		}
		key := c.key(name)
		switch {
		case key == "":
			errs = append(errs, &Error{Field: name, Message: "没有这一列；列名应为事实的id或名称、" +
				AwardsField + ".<措施id>、" + enterpriseField + "或" + asOfField})
		case slices.Contains(c.keys[:i], key):
			errs = append(errs, &Error{Field: name, Message: "这一列写了两次；请只保留一列"})
		}
		c.keys[i] = key
	}
	if len(errs) > 0 {
		return nil, errs
	}
	return c, nil
}

// key is the key of a facts object that a column's name means; empty if none.
func (c *Columns) key(name string) string {
	switch name {
	case enterpriseField, "企业", "企业名称":
		return enterpriseField
	case asOfField, "日期":
		return asOfField
	}
	if id, ok := strings.CutPrefix(name, AwardsField+"."); ok {
		if slices.Contains(c.awards, id) {
			return name
		}
		return ""
	}
	for i := range c.schema.Len() {
		sp := c.schema.Spec(i)
		if name == string(sp.ID) || foldBrackets(name) == foldBrackets(sp.Label) {
			return string(sp.ID)
		}
	}
	return ""
}

// EachDay rewrites the cells of a row that hold days.
func (c *Columns) EachDay(cells []string, day func(string) string) {
	for i, key := range c.keys {
		if sp := c.schema.Lookup(ID(key)); i < len(cells) && (key == asOfField || sp != nil && sp.Type == Date) {
			cells[i] = day(cells[i])
		}
	}
}

// Decode reads one row: an empty cell is not given, a cell that begins with { is
// a range. The error is of type Errors; the record then holds the enterprise
// alone, so that a wrong row can be told by its name.
func (c *Columns) Decode(cells []string) (Record, error) {
	d := decoder{schema: c.schema, awards: c.awards, rec: Record{Facts: NewSet(c.schema)}}
	for i, cell := range cells {
		cell = strings.TrimSpace(cell)
		switch {
		case cell == "":
		case i >= len(c.keys) || c.keys[i] == "":
			d.fail(fmt.Sprintf("第%d列", i+1), "这一列没有列名，不知道填的是什么")
		default:
			d.cell(c.keys[i], cell)
		}
	}
	if len(d.errs) == 0 {
		d.errs = d.rec.Facts.Conflicts()
	}
	if len(d.errs) > 0 {
		return Record{Enterprise: d.rec.Enterprise}, d.errs
	}
	return d.rec, nil
}

// cell reads one cell as the value of its column's key.
func (d *decoder) cell(key, cell string) {
	switch {
	case key == enterpriseField:
		d.rec.Enterprise = cell
		return
	case key == asOfField:
		d.day(cell)
		return
	case strings.HasPrefix(key, AwardsField+"."):
		d.awardCell(key, cell)
		return
	}
	i, _ := d.schema.Index(ID(key)) // Columns admits no other key
	sp := d.schema.Spec(i)
	if cell[0] == '{' && json.Valid([]byte(cell)) {
		d.field(key, json.RawMessage(cell))
		return
	}
	if sp.Type == YesNo {
		switch strings.ToLower(cell) {
		case "true":
			cell = "是"
		case "false":
			cell = "否"
		}
	}
	n, err := sp.Parse(cell)
	if err == nil {
		err = sp.Check(Point(n))
	}
	if err != nil {
		d.fail(key, err.Error())
		return
	}
	d.rec.Facts.vals[i] = Point(n)
}

// awardCell reads what another policy pays.
func (d *decoder) awardCell(key, cell string) {
	sp := Spec{ID: AwardsField, Type: Money}
	n, err := sp.Parse(cell)
	if err == nil {
		err = sp.Check(Point(n))
	}
	if err != nil {
		d.fail(key, err.Error())
		return
	}
	if d.rec.Facts.awards == nil {
		d.rec.Facts.awards = map[string]money.Amount{}
	}
	d.rec.Facts.awards[strings.TrimPrefix(key, AwardsField+".")] = money.Amount(n)
}
