package dialog

import (
	"bytes"
	"encoding/json"

	"suance/calc/fact"
)

// replyJSON is a reply in the contract's words.
type replyJSON struct {
	Text       string          `json:"text"`
	Buttons    []string        `json:"buttons"`
	Asking     *fact.ID        `json:"asking"`
	Facts      json.RawMessage `json:"facts"`
	Confirm    []fact.ID       `json:"confirm"`
	Figures    []Figure        `json:"figures"`
	Citations  []Citation      `json:"citations"`
	Kind       Kind            `json:"kind"`
	Assessment json.RawMessage `json:"assessment"`
	Warnings   []string        `json:"warnings"`
	Receipt    *string         `json:"receipt"`
	// Data are the data of the buttons, in their order; only in what is stored.
	Data []string `json:"button_data,omitempty"`
}

func (r Reply) wire() replyJSON {
	j := replyJSON{
		Text: r.Text, Buttons: []string{}, Facts: r.Facts, Confirm: r.Confirm, Figures: r.Figures,
		Citations: r.Citations, Kind: r.Kind, Assessment: r.Assessment, Warnings: r.Warnings,
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
	if j.Facts == nil {
		j.Facts = json.RawMessage("{}")
	}
	j.Confirm = present(j.Confirm)
	j.Figures = present(j.Figures)
	j.Citations = present(j.Citations)
	j.Warnings = present(j.Warnings)
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
func (r Reply) MarshalJSON() ([]byte, error) { return encode(r.wire()) }

// encode writes JSON with <, > and & as they are.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// Pack writes a reply whole, as a store keeps it.
func Pack(r Reply) ([]byte, error) {
	j := r.wire()
	for _, b := range r.Buttons {
		j.Data = append(j.Data, b.Data)
	}
	return encode(j)
}

// Unpack reads what Pack wrote.
func Unpack(data []byte) (Reply, error) {
	var j replyJSON
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
