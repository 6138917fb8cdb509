package dialog

import (
	"bytes"
	"encoding/json"

	"suance/calc/fact"
)

// replyJSON is a reply in the contract's words, but for the facts and the
// assessment, which are JSON already.
type replyJSON struct {
	Text      string     `json:"text"`
	Buttons   []string   `json:"buttons"`
	Asking    *fact.ID   `json:"asking"`
	Confirm   []fact.ID  `json:"confirm"`
	Figures   []Figure   `json:"figures"`
	Citations []Citation `json:"citations"`
	Kind      Kind       `json:"kind"`
	Warnings  []string   `json:"warnings"`
	Receipt   *string    `json:"receipt"`
	// Data are the data of the buttons, in their order; only in what is stored.
	Data []string `json:"button_data,omitempty"`
}

func (r Reply) wire() replyJSON {
	j := replyJSON{
		Text: r.Text, Buttons: []string{}, Confirm: present(r.Confirm), Figures: present(r.Figures),
		Citations: present(r.Citations), Kind: r.Kind, Warnings: present(r.Warnings),
	}
	for _, b := range r.Buttons {
		j.Buttons = append(j.Buttons, b.Label)
	}
	if r.Asking != "" {
		j.Asking = &r.Asking
	}
	if r.Receipt != "" {
		j.Receipt = &r.Receipt
	}
	return j
}

// present makes a nil list an empty one, so that it is written as [].
func present[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// MarshalJSON writes the reply as the contract's terminal and API print it, on
// one line.
func (r Reply) MarshalJSON() ([]byte, error) { return r.encode(r.wire()) }

// usualRest is room for what most replies hold beside their text, facts and
// assessment.
const usualRest = 2 << 10

// encode writes the reply with <, > and & as they are. The facts and the
// assessment, which are JSON already and long, go in as they are.
func (r Reply) encode(j replyJSON) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(len(r.Facts) + len(r.Assessment) + len(r.Text) + usualRest)
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(j); err != nil {
		return nil, err
	}
	b.Truncate(b.Len() - len("}\n"))
	for _, f := range []struct {
		key     string
		raw     json.RawMessage
		nothing string
	}{{`,"facts":`, r.Facts, "{}"}, {`,"assessment":`, r.Assessment, "null"}} {
		b.WriteString(f.key)
		if f.raw == nil {
			b.WriteString(f.nothing)
		}
		b.Write(f.raw)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// Pack writes a reply whole, as a store keeps it.
func Pack(r Reply) ([]byte, error) {
	j := r.wire()
	for _, b := range r.Buttons {
		j.Data = append(j.Data, b.Data)
	}
	return r.encode(j)
}

// Unpack reads what Pack wrote.
func Unpack(data []byte) (Reply, error) {
	var j struct {
		replyJSON
		Facts      json.RawMessage `json:"facts"`
		Assessment json.RawMessage `json:"assessment"`
	}
	if err := json.Unmarshal(data, &j); err != nil {
		return Reply{}, err
	}
	r := Reply{
		Text: j.Text, Facts: j.Facts, Confirm: j.Confirm, Figures: j.Figures,
		Citations: j.Citations, Kind: j.Kind, Warnings: j.Warnings,
	}
	if string(j.Assessment) != "null" {
		r.Assessment = j.Assessment
	}
	if j.Asking != nil {
		r.Asking = *j.Asking
	}
	if j.Receipt != nil {
		r.Receipt = *j.Receipt
	}
	for i, label := range j.Buttons {
		c := Choice{Label: label}
		if i < len(j.Data) {
			c.Data = j.Data[i]
		}
		r.Buttons = append(r.Buttons, c)
	}
	return r, nil
}
