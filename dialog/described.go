package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// A measure that is pointed at by what is known of it, without its name: 年产量达标的那笔一次性奖励,
// 首次应用的那个. Words for its facts and its title tell which it is.

// points points at a thing by what is said before it, pointsAhead by what is said behind.
var (
	points      = pattern.Of(`^(?:那么?|就是|还有|另外|请问|想?问一?[下问]|我想问一?下|，|,)*([^，,。；;：:？?！!那这]{2,14}?)的?[那这]一?(?:笔|个|项|块|种|条)儿?的?(一次性)?的?(?:钱|奖金?|奖励|补助|补贴|补偿|资助|政策|措施)?((?:[我咱能可怎要有多是给奖补企公].*)?)$`)
	pointsAhead = pattern.Of(`^(?:就是|还有|另外|请问|想?问一?[下问]|我想问一?下|，|,)*[那这]一?(?:笔|个|项|块|种|条)(?:给)?([^，,。；;：:？?！!那这]{2,14}?)的?(一次性)?的?(?:奖金|奖励|补助|补贴|补偿|资助)((?:[我咱能可怎要有多是给企公].*)?)$`)
)

// describedIn is the measure at which a clause of a text points by what it says of that; nil for none, or
// where it may as well be others, the few of one topic aside.
func (u *turn) describedIn(text string) []string {
	if !strings.ContainsAny(text, "那这") {
		return nil
	}
	for _, c := range clausesOf(text) {
		d := described(c)
		if d == nil || tellsWords.MatchString(d[1]) || receiptWords.MatchString(d[1]) || holdsAmount(d[1]) {
			continue
		}
		if ids := u.describedBy(nlu.Plain(u.withoutField(d[1])), d[2] != ""); len(ids) > 0 {
			return ids
		}
	}
	return nil
}

// withoutField is a part of the message without the field that it states of the enterprise: it describes no
// measure (我们智能装备这块的).
func (u *turn) withoutField(part string) string {
	focus := u.policy.Rules.Focus
	if focus == nil || !slices.ContainsFunc(u.given, func(s nlu.Slot) bool { return s.Fact == focus.Fact }) {
		return part
	}
	return u.unstated(part)
}

// byName is the message with the title of the only measure that it is about in place of what describes
// that; false if it names it otherwise.
func (u *turn) byName(ids []string) (string, bool) {
	if len(ids) != 1 || len(u.namedIn(u.text)) > 0 {
		return "", false
	}
	for _, c := range clausesOf(u.text) {
		if d := described(c); d != nil && slices.Equal(u.describedIn(c), ids) {
			return strings.Replace(u.text, c, u.measure(ids[0]).Title+d[3], 1), true
		}
	}
	return "", false
}

// described is how a clause describes a thing at which it points, whether as paid once, and what it goes on
// to say; nil if it points at none.
func described(clause string) []string {
	if d := points.FindStringSubmatch(clause); d != nil {
		return d
	}
	return pointsAhead.FindStringSubmatch(clause)
}

// describedBy are the measures whose words make up most of a description; of those that share it, the ones
// that the words are names for, and that pay once where that is said.
func (u *turn) describedBy(said string, once bool) []string {
	const enough = 4
	var best []string
	most := 0
	for i := range u.policy.Rules.Measures {
		m := &u.policy.Rules.Measures[i]
		all, named := covered(said, u.wordsFor(m, false)), covered(said, u.wordsFor(m, true))
		if named == 0 && all < enough {
			continue // 评上的那个 may be any
		}
		of := 2*all + named
		if once && m.Once {
			of++
		}
		if of > most {
			best, most = nil, of
		}
		if of == most {
			best = append(best, m.ID)
		}
	}
	if len(best) != 1 && !u.isTopic(best) {
		return nil
	}
	return best
}

// wordsFor are the words for the facts that bear on a measure and few others, and the pairs of its title;
// without the words that only can speak of those, where names alone count.
func (u *turn) wordsFor(m *calc.Measure, names bool) []string {
	const few = 2
	words := pairsOf(nlu.Plain(m.Title))
	schema := u.policy.Rules.Schema
	for i := range schema.Len() {
		sp := schema.Spec(i)
		if ms := u.uses[sp.ID]; len(ms) > few || !slices.Contains(ms, m.ID) || received(sp) {
			continue
		}
		words = append(words, sp.Label, sp.Short)
		words = append(words, sp.Synonyms...)
		if !names {
			words = append(append(words, sp.Words.Weak...), sp.Words.Yes...)
		}
		if sp.Type == fact.Choice {
			words = append(words, sp.Words.Cues...)
		}
	}
	return words
}

// covered counts the characters of a text that words of two and more make up.
func covered(text string, words []string) int {
	runes := []rune(text)
	in := make([]bool, len(runes))
	for _, w := range words {
		n := utf8.RuneCountInString(w)
		if n < 2 {
			continue
		}
		for from := 0; ; {
			at := strings.Index(text[from:], w)
			if at < 0 {
				break
			}
			first := utf8.RuneCountInString(text[:from+at])
			for i := range n {
				in[first+i] = true
			}
			from += at + len(w)
		}
	}
	n := 0
	for _, is := range in {
		if is {
			n++
		}
	}
	return n
}
