package dialog

import (
	"encoding/json"

	"suance/calc/fact"
	"suance/dialog/answer"
	"suance/dialog/session"
)

// Message is one thing a person sent on a channel.
type Message struct {
	Conversation session.Conversation
	// ID is the channel's own id of the message, by which a message that is
	// delivered twice is answered once; empty where the channel has none.
	ID   string
	Text string // as typed, any bytes
	// Choice is the Data of a button that was pressed; Text is then ignored.
	Choice string
	// Fault says that the channel could not turn what came in into text; Text is
	// then ignored, and the reply says what would be right.
	Fault Fault
}

// Fault is what keeps a message from being read.
type Fault int

// The faults: none; the channel's wire form is broken; it is no text (a sticker,
// a voice message, a photo, a file).
const (
	FaultNone Fault = iota
	FaultForm
	FaultMedia
)

// Choice is something offered to press. Sending its Label as text does what
// pressing it does.
type Choice struct {
	Label string
	// Data names the session's version, the fact and the place among the
	// choices; at most 64 bytes of ASCII. A press that no longer fits the
	// session is told so and changes nothing.
	Data string
}

// Kind says what a reply is.
type Kind string

// The kinds of the contract.
const (
	KindAnswer     Kind = "answer"
	KindAssessment Kind = "assessment"
	KindClarify    Kind = "clarify"
	KindNotInDoc   Kind = "not_in_document"
	KindAskFact    Kind = "ask_fact"
	KindSummary    Kind = "summary"
	KindDone       Kind = "done"
)

// Figure is a number that stands in a reply's text, with what backs it.
type Figure = answer.Figure

// Citation is a verbatim run of a clause that a reply rests on.
type Citation = answer.Citation

// Reply is what a turn says. It is plain data, ready for any channel; every
// number in Text lies in one of Figures or in words that the contract exempts.
type Reply struct {
	Text    string // Simplified Chinese, plain, with line breaks
	Buttons []Choice
	Asking  fact.ID // the fact that Text asks for; empty if it asks for none
	// Facts is the whole state after the message, as a facts object.
	Facts     json.RawMessage
	Confirm   []fact.ID // facts that wait to be confirmed
	Figures   []Figure
	Citations []Citation
	Kind      Kind
	// Assessment is what the figures of Text rest on, as check prints it; nil
	// where nothing is known of the enterprise.
	Assessment json.RawMessage
	Warnings   []string
	Receipt    string // empty where Text holds no worked-out figure
	// Repeated says that the message was answered before: this is the reply it
	// got then, and nothing was committed.
	Repeated bool
}
