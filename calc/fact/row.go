package fact

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
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

// Decode reads one row: an empty cell is not given, a cell that begins with { is
// a range. The error is of type Errors; the record then holds the enterprise
// alone, so that a wrong row can be told by its name.
func (c *Columns) Decode(cells []string) (Record, error) {
	d := decoder{schema: c.schema, awards: c.awards, rec: Record{Facts: NewSet(c.schema)}}
	awards := map[string]json.RawMessage{} // by measure, read together
	for i, cell := range cells {
		cell = strings.TrimSpace(cell)
		switch {
		case cell == "":
		case i >= len(c.keys) || c.keys[i] == "":
			d.fail(fmt.Sprintf("第%d列", i+1), "这一列没有列名，不知道填的是什么")
		default:
			raw := c.cell(c.keys[i], cell)
			if id, ok := strings.CutPrefix(c.keys[i], AwardsField+"."); ok {
				awards[id] = raw
			} else {
				d.field(c.keys[i], raw)
			}
		}
	}
	if len(awards) > 0 {
		raw, _ := json.Marshal(awards) // raw messages of valid JSON
		d.otherAwards(raw)
	}
	if len(d.errs) == 0 {
		d.errs = d.rec.Facts.Conflicts()
	}
	if len(d.errs) > 0 {
		return Record{Enterprise: d.rec.Enterprise}, d.errs
	}
	return d.rec, nil
}

// cell is a cell as the value of a facts object.
func (c *Columns) cell(key, cell string) json.RawMessage {
	sp := c.schema.Lookup(ID(key))
	if sp != nil && cell[0] == '{' && json.Valid([]byte(cell)) {
		return json.RawMessage(cell)
	}
	if sp != nil && sp.Type == YesNo {
		switch strings.ToLower(cell) {
		case "true", "false":
			return json.RawMessage(strings.ToLower(cell))
		}
	}
	raw, _ := json.Marshal(cell) // a string always encodes
	return raw
}
