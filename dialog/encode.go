package dialog

import (
	"encoding/json"

	"suance/calc/fact"
)

// replyJSON is what encode writes, but for the facts and the assessment.
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

// MarshalJSON writes the reply as the contract's terminal and API print it, on
// one line.
func (r Reply) MarshalJSON() ([]byte, error) { return r.encode(false), nil }

// Pack writes a reply whole, as a store keeps it.
func Pack(r Reply) []byte { return r.encode(true) }

// encode writes the reply, with the data of its buttons where it is to be stored. The
// facts and the assessment are JSON already and go in as they are.
func (r *Reply) encode(stored bool) []byte {
	b := make([]byte, 0, r.roughSize())
	b = fact.AppendString(append(b, `{"text":`...), r.Text)
	b = appendList(append(b, `,"buttons":`...), r.Buttons, func(b []byte, c *Choice) []byte { return fact.AppendString(b, c.Label) })
	b = appendOrNull(append(b, `,"asking":`...), string(r.Asking))
	b = appendList(append(b, `,"confirm":`...), r.Confirm, func(b []byte, id *fact.ID) []byte { return fact.AppendString(b, string(*id)) })
	b = appendList(append(b, `,"figures":`...), r.Figures, func(b []byte, f *Figure) []byte {
		b = fact.AppendString(append(b, `{"text":`...), f.Text)
		return append(fact.AppendString(append(b, `,"source":`...), f.Source), '}')
	})
	b = appendList(append(b, `,"citations":`...), r.Citations, func(b []byte, c *Citation) []byte {
		b = fact.AppendString(append(b, `{"clause":`...), c.Clause)
		return append(fact.AppendString(append(b, `,"quote":`...), c.Quote), '}')
	})
	b = fact.AppendString(append(b, `,"kind":`...), string(r.Kind))
	b = appendList(append(b, `,"warnings":`...), r.Warnings, func(b []byte, w *string) []byte { return fact.AppendString(b, *w) })
	b = appendOrNull(append(b, `,"receipt":`...), r.Receipt)
	if stored && len(r.Buttons) > 0 {
		b = appendList(append(b, `,"button_data":`...), r.Buttons, func(b []byte, c *Choice) []byte { return fact.AppendString(b, c.Data) })
	}
	b = appendRaw(append(b, `,"facts":`...), r.Facts, "{}")
	b = appendRaw(append(b, `,"assessment":`...), r.Assessment, "null")
	return append(b, '}')
}

// roughSize is room for the reply as JSON, with few escapes.
func (r *Reply) roughSize() int {
	const each = 32 // marks and keys
	n := 8*each + len(r.Text) + len(r.Facts) + len(r.Assessment)
	for i := range r.Buttons {
		n += each + len(r.Buttons[i].Label) + len(r.Buttons[i].Data)
	}
	for i := range r.Figures {
		n += each + len(r.Figures[i].Text) + len(r.Figures[i].Source)
	}
	for i := range r.Citations {
		n += each + len(r.Citations[i].Clause) + len(r.Citations[i].Quote)
	}
	for _, w := range r.Warnings {
		n += len(w) + each
	}
	return n
}

func appendList[T any](b []byte, list []T, item func([]byte, *T) []byte) []byte {
	b = append(b, '[')
	for i := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = item(b, &list[i])
	}
	return append(b, ']')
}

func appendOrNull(b []byte, s string) []byte {
	if s == "" {
		return append(b, "null"...)
	}
	return fact.AppendString(b, s)
}

func appendRaw(b []byte, raw json.RawMessage, nothing string) []byte {
	if raw == nil {
		return append(b, nothing...)
	}
	return append(b, raw...)
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
