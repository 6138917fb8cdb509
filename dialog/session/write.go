package session

import (
	"strconv"

	"suance/calc/fact"
)

// appendCore appends the fields of a core as coreJSON reads them.
func (k Codec) appendCore(b []byte, c *Core) []byte {
	var later []string
	b = fact.AppendString(appendKey(b, "facts"), writeFacts(c.Facts))
	b = appendList(b, "confirm", c.Confirm)
	b = appendText(b, "asking", c.Asking)
	b = appendList(b, "skipped", c.Skipped)
	b = appendList(b, "spoken", c.Spoken)
	b = appendList(b, "recent", c.Recent)
	b = appendText(b, "years", writeYears(k.Schema, c.Years))
	b = appendText(b, "supposed", writeFacts(c.Supposed))
	b = appendText(b, "supposed_before", writeFacts(c.SupposedBefore))
	b = appendList(b, "scope", c.Scope)
	b = appendFlag(b, "all", c.All)
	b = appendList(b, "topic", c.Topic)
	b = appendCount(b, "line", c.Line)
	b = appendText(b, "name", c.Name)
	b = appendFlag(b, "begun", c.Begun)
	b = appendText(b, "number_fact", c.Number.Fact)
	b = appendText(b, "number", c.Number.Text)
	for _, n := range c.Later { // pairs of a fact and a text
		later = append(later, string(n.Fact), n.Text)
	}
	b = appendList(b, "later", later)
	b = appendCount(b, "idle", c.Idle)
	return appendCount(b, "steps", c.Steps)
}

func appendKey(b []byte, key string) []byte {
	if b[len(b)-1] != '{' {
		b = append(b, ',')
	}
	return append(append(append(b, '"'), key...), '"', ':')
}

// appendCount, appendText, appendList and appendFlag append a field unless it is empty.
func appendCount(b []byte, key string, n int) []byte {
	if n == 0 {
		return b
	}
	return strconv.AppendInt(appendKey(b, key), int64(n), 10)
}

func appendText[T ~string](b []byte, key string, s T) []byte {
	if s == "" {
		return b
	}
	return fact.AppendString(appendKey(b, key), string(s))
}

func appendList[T ~string](b []byte, key string, list []T) []byte {
	if len(list) == 0 {
		return b
	}
	b = append(appendKey(b, key), '[')
	for i, s := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = fact.AppendString(b, string(s))
	}
	return append(b, ']')
}

func appendFlag(b []byte, key string, set bool) []byte {
	if !set {
		return b
	}
	return append(appendKey(b, key), "true"...)
}
