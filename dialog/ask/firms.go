package ask

import (
	"slices"
	"strings"
)

// A message may speak of several enterprises (甲公司…；乙公司…). Their facts are not to be
// mixed: the one that is asked for is assessed alone, and where all are asked for the
// person chooses which comes first.

// firm is what a message says of one of several enterprises.
type firm struct {
	name, text string
	asked      bool
}

// firmMarks are how several enterprises are told apart, and firmKinds what follows.
const (
	firmMarks = "甲乙丙丁ABCDabcd"
	firmKinds = "公司 企业 厂 集团 ： : 家"
)

// firmsOf are the enterprises that a text tells apart, in their order; fewer than two
// where it speaks of one. What stands before the first is left out.
func firmsOf(text string) []firm {
	var out []firm
	last := -1 // the place in out of the firm that is spoken of
	rest := text
	for len(rest) > 0 {
		at, name := nextFirm(rest, out)
		if last >= 0 {
			out[last].text += rest[:at]
			out[last].asked = out[last].asked || asksAnything(rest[:at])
		}
		if at == len(rest) {
			break
		}
		mark := name[:firstRune(name)]
		if last = slices.IndexFunc(out, func(f firm) bool { return strings.HasPrefix(f.name, mark) }); last < 0 {
			out = append(out, firm{name: name})
			last = len(out) - 1
			if last == 0 && name == mark { // 新材料企业A
				out[0].text = rest[:at]
			}
		}
		rest = rest[at+len(name):]
	}
	return out
}

// nextFirm finds where the next enterprise is named: with its kind (甲公司, 企业A), or by
// its mark alone once it has been named so (甲能拿多少).
func nextFirm(text string, known []firm) (at int, name string) {
	for i, r := range text {
		if !strings.ContainsRune(firmMarks, r) {
			continue
		}
		mark := string(r)
		for k := range strings.FieldsSeq(firmKinds) {
			if strings.HasPrefix(text[i+len(mark):], k) {
				return i, mark + k
			}
		}
		for k := range strings.FieldsSeq(firmKinds) {
			if strings.HasSuffix(text[:i], k) { // 企业A
				return i, mark
			}
		}
		if (r > 'z' || r < 'a') && slices.ContainsFunc(known, func(f firm) bool { return strings.HasPrefix(f.name, mark) }) {
			return i, mark
		}
	}
	return len(text), ""
}

func firstRune(s string) int {
	for i := range s {
		if i > 0 {
			return i
		}
	}
	return len(s)
}

// asksAnything says whether a stretch asks.
func asksAnything(s string) bool {
	return slices.ContainsFunc([]string{"多少", "吗", "几", "哪", "?", "？"}, func(w string) bool { return strings.Contains(s, w) })
}

// maxFirms is up to how many bytes a text is searched for several enterprises.
const maxFirms = 2000

// together are words that ask for all of several enterprises.
var together = []string{"分别", "各", "两家", "三家", "哪家", "谁", "都能", "一共", "合计"}

// ofOneFirm is a text without what it says of other enterprises than the one that is
// asked for; several are the names where more than one is.
func ofOneFirm(text string) (one string, several []string) {
	if !strings.ContainsAny(text, firmMarks) || len(text) > maxFirms {
		return text, nil
	}
	firms := firmsOf(text)
	if len(firms) < 2 {
		return text, nil
	}
	asked := -1
	for i := range firms {
		several = append(several, strings.TrimRight(firms[i].name, "：:"))
		switch {
		case !firms[i].asked:
		case asked >= 0:
			return text, several
		default:
			asked = i
		}
	}
	if asked < 0 || slices.ContainsFunc(together, func(w string) bool { return strings.Contains(firms[asked].text, w) }) {
		return text, several
	}
	return firms[asked].name + firms[asked].text, nil
}
