package session

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash/crc64"
	"strconv"
	"strings"

	"suance/calc/fact"
)

// Format is the number of the encoding that this program writes. It reads this
// one and every older.
const Format = 1

// Errors of Decode.
var (
	// ErrNewer says that a newer program wrote the state; it must be left as it is.
	ErrNewer = errors.New("session: the state was written by a newer version of the program")
	// ErrDamaged says that the bytes are not those that were written.
	ErrDamaged = errors.New("session: the stored state is damaged")
)

// Codec turns states into bytes and back. The bytes are a head line with format
// and checksum, a line with the state, and a line for each step that can be
// taken back; so the steps cost nothing until one is.
type Codec struct {
	Schema *fact.Schema
	Awards []string // measures of which another policy's sum may be known
}

const magic = "suance-session"

// stateJSON is the line with the state.
type stateJSON struct {
	Policy  string   `json:"policy"`
	Version string   `json:"version"`
	Offered []string `json:"offered"`
	Told    bool     `json:"told"`
	coreJSON
}

// coreJSON is a core as it is written: appendCore is its other side.
type coreJSON struct {
	Facts   string    `json:"facts"`
	Confirm []fact.ID `json:"confirm"`
	Asking  fact.ID   `json:"asking"`
	Skipped []fact.ID `json:"skipped"`
	Spoken  []fact.ID `json:"spoken"`
	Recent  []fact.ID `json:"recent"`
	Years   string    `json:"years"`
	Suppose string    `json:"supposed"`
	Before  string    `json:"supposed_before"`
	Scope   []string  `json:"scope"`
	All     bool      `json:"all"`
	Topic   []string  `json:"topic"`
	Line    int       `json:"line"`
	Name    string    `json:"name"`
	Begun   bool      `json:"begun"`
	NumFact fact.ID   `json:"number_fact"`
	NumText string    `json:"number"`
	Later   []string  `json:"later"`
	Idle    int       `json:"idle"`
	Steps   int       `json:"steps"`
}

// Encode writes a state. The same state gives the same bytes.
func (k Codec) Encode(s *State) []byte {
	size := headBytes + usualLine
	for _, h := range s.History {
		size += 1 + len(h)
	}
	// The head holds the body's checksum and has a fixed length, so the body is
	// written behind the place that it will take.
	b := append(make([]byte, headBytes, size), '{')
	b = appendText(b, "policy", s.Policy)
	b = appendText(b, "version", s.Version)
	b = appendList(b, "offered", s.Offered)
	b = appendFlag(b, "told", s.Told)
	b = append(k.appendCore(b, &s.Core), '}')
	for _, h := range s.History {
		b = append(append(b, '\n'), h...)
	}
	copy(b, head(Format, b[headBytes:]))
	return b
}

// usualLine is room for most states, their history aside.
const usualLine = 640

// headBytes is the length of the head line of this format.
const headBytes = len(magic) + len(" 1 0123456789abcdef\n")

// head is the first line of an encoding.
func head(format int, body []byte) []byte {
	sum := binary.BigEndian.AppendUint64(nil, checksum(format, body))
	return append(hex.AppendEncode([]byte(magic+" "+strconv.Itoa(format)+" "), sum), '\n')
}

// Snapshot writes a core for the history.
func (k Codec) Snapshot(c *Core) Snapshot {
	var room [usualLine]byte
	return bytes.Clone(append(k.appendCore(append(room[:0], '{'), c), '}'))
}

// checksum covers the format number too, so that a flipped digit of it is damage
// and no newer program.
func checksum(format int, body []byte) uint64 {
	table := crc64.MakeTable(crc64.ECMA)
	return crc64.Update(crc64.Checksum([]byte(strconv.Itoa(format)+"\n"), table), table, body)
}

// Decode reads a state. Facts that the schema no longer has or no longer admits
// are left out and named in lost. The error is ErrNewer or ErrDamaged.
func (k Codec) Decode(data []byte) (State, []fact.ID, error) {
	first, body, _ := bytes.Cut(data, []byte("\n"))
	number, _, _ := strings.Cut(strings.TrimPrefix(string(first), magic+" "), " ")
	format, err := strconv.Atoi(number)
	if err != nil || !bytes.HasPrefix(data, head(format, body)) {
		return State{}, nil, ErrDamaged
	}
	if format > Format {
		return State{}, nil, ErrNewer
	}
	first, rest, more := bytes.Cut(body, []byte("\n"))
	var j stateJSON
	if json.Unmarshal(first, &j) != nil {
		return State{}, nil, ErrDamaged
	}
	s := State{Policy: j.Policy, Version: j.Version, Offered: j.Offered, Told: j.Told}
	var lost []fact.ID
	s.Core, lost = k.core(&j.coreJSON)
	for more {
		var h []byte
		h, rest, more = bytes.Cut(rest, []byte("\n"))
		s.History = append(s.History, h)
	}
	return s, lost, nil
}

// Restore reads a core of the history.
func (k Codec) Restore(h Snapshot) (Core, error) {
	var j coreJSON
	if json.Unmarshal(h, &j) != nil {
		return Core{}, ErrDamaged
	}
	c, _ := k.core(&j)
	return c, nil
}

// core reads a core; what speaks of facts outside the schema is left out.
func (k Codec) core(j *coreJSON) (Core, []fact.ID) {
	facts, lost := k.readFacts(j.Facts)
	c := Core{
		Facts: facts, Scope: j.Scope, All: j.All, Topic: j.Topic, Line: j.Line, Name: j.Name, Begun: j.Begun, Idle: j.Idle, Steps: j.Steps,
		Skipped: k.known(j.Skipped), Spoken: k.known(j.Spoken), Recent: k.known(j.Recent), Years: k.readYears(j.Years), Asking: k.only(j.Asking),
	}
	if j.Suppose != "" {
		c.Supposed, _ = k.readFacts(j.Suppose)
	}
	if j.Before != "" {
		c.SupposedBefore, _ = k.readFacts(j.Before)
	}
	for _, id := range k.known(j.Confirm) {
		if facts.Get(id).Known() {
			c.Confirm = append(c.Confirm, id)
		}
	}
	if k.only(j.NumFact) != "" {
		c.Number = Number{Fact: j.NumFact, Text: j.NumText}
	}
	for i := 0; i+1 < len(j.Later); i += 2 {
		if id := k.only(fact.ID(j.Later[i])); id != "" {
			c.Await(Number{Fact: id, Text: j.Later[i+1]})
		}
	}
	return c, lost
}

// known are the ids that the schema has.
func (k Codec) known(ids []fact.ID) []fact.ID {
	var out []fact.ID
	for _, id := range ids {
		if k.Schema.Lookup(id) != nil {
			out = append(out, id)
		}
	}
	return out
}

// only is the id if the schema has it, else empty.
func (k Codec) only(id fact.ID) fact.ID {
	if k.Schema.Lookup(id) == nil {
		return ""
	}
	return id
}
