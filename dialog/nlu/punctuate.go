package nlu

import (
	"slices"
	"strings"

	"suance/calc/fact"
)

// longRunes and longTokens are what a run without a mark has at least before it is
// taken for dictated and divided.
const (
	longRunes  = 11
	longTokens = 3
)

// punctuate puts the commas that a dictated text lacks before the words that begin a
// new statement: 智能工厂没评上|我们不造整车|然后营收六亿.
func (rd *reading) punctuate() {
	for from := 0; from < len(rd.toks); {
		to := from
		for to < len(rd.toks) && (rd.toks[to].kind != mark || rd.toks[to].arg == endsItem) {
			to++
		}
		if rd.isRunOn(from, to) {
			rd.divide(from, to)
			return
		}
		from = to + 1
	}
}

// isRunOn says whether a run is long enough to be dictated, or nothing but signs with their names:
// 没平台没场景.
func (rd *reading) isRunOn(from, to int) bool {
	if to-from < longTokens {
		return false
	}
	return rd.toks[to-1].end-rd.toks[from].start >= longRunes || rd.isSignedName(from, to) && (rd.isSignedName(from+1, to) || rd.isSignedName(from+2, to))
}

// isSignedName says whether a name stands right behind a sign at token i, or is one word with it:
// 没场景, 没平台.
func (rd *reading) isSignedName(i, to int) bool {
	t := &rd.toks[i]
	if t.kind == policyWord {
		return strings.ContainsRune("没无未", rd.f.run[t.start]) && rd.isPhrase(i, false)
	}
	if i+1 >= to || t.kind != negation && t.kind != affirmation || rd.residue(t.end, rd.toks[i+1].start) > 1 || rd.word(i) == "是" {
		return false
	}
	return rd.isName(i+1) || rd.toks[i+1].kind == policyWord && rd.lex.entries[rd.toks[i+1].word].cues != 0
}

// divide rewrites the tokens from a place on with commas in the long runs.
func (rd *reading) divide(from, to int) {
	out := make([]token, from, len(rd.toks)+len(rd.toks)/2)
	copy(out, rd.toks[:from])
	end := 0
	for from < len(rd.toks) {
		long := rd.isRunOn(from, to) && !rd.isRule(from, to)
		s := said{}
		for i := from; i < to; i++ {
			t := rd.toks[i]
			if t.start < end {
				continue // a part of the word before
			}
			if long {
				if rd.isAlsoNone(i, from, to, &s) {
					out = append(out, comma(t.start))
					t, s = rd.none(t), said{}
					rd.toks[i], end = t, t.end
				}
				if rd.isFiller(i, from, to) {
					t.kind = plainWord
					out = append(out, comma(t.start))
					s = said{}
				} else if s.any && rd.begins(i, to, &s) {
					out = append(out, comma(t.start))
					s = said{signed: s.signed}
				}
				if rd.hear(i, &s); t.kind == mark { // the next item of a list
					s = said{}
				}
			}
			out = append(out, t)
		}
		if to < len(rd.toks) {
			out = append(out, rd.toks[to])
		}
		from = to + 1
		for to = from; to < len(rd.toks) && (rd.toks[to].kind != mark || rd.toks[to].arg == endsItem); {
			to++
		}
	}
	rd.toks = out
}

func comma(at int) token {
	return token{kind: mark, arg: endsClause, start: at, end: at, word: -1, amount: -1}
}

// said is what a statement without punctuation has said so far.
type said struct {
	any      bool   // something of the policy
	name     bool   // the name of a fact or a subject
	after    bool   // a sign or an amount after the name
	before   bool   // a sign or an amount before it
	waiting  bool   // a sign or an amount whose name is to come
	phrase   bool   // a phrase that states by itself
	amount   bool   // the last of them was an amount
	ordinal  bool   // one that counts in order
	is       bool   // the sign before the name was 是
	signed   bool   // it began with a sign and its name
	subjects uint64 // the groups named
	names    int    // how many names
}

func (s *said) complete() bool { return s.after || s.before || s.phrase }

// hear adds a token to a statement.
func (rd *reading) hear(i int, s *said) {
	t := &rd.toks[i]
	s.signed = s.signed || !s.any && (i == 0 || rd.toks[i-1].kind != policyWord) && rd.isSignedName(i, len(rd.toks))
	switch {
	case t.kind == quantity && rd.amounts[t.amount].kind != otherAmount, t.kind == negation, t.kind == affirmation:
		if s.name || s.phrase && t.kind != quantity {
			s.after = true
		} else {
			s.waiting = true
			s.is = t.kind != quantity && strings.HasSuffix(rd.word(i), "是")
		}
		s.any, s.amount = true, t.kind == quantity
		s.ordinal = t.kind == quantity && (rd.amounts[t.amount].isOrdinal || i > 0 && rd.toks[i-1].kind == ordinal)
	case t.word < 0:
	case rd.isName(i):
		s.before = s.before || s.waiting
		s.after = s.after || s.name && (strings.Contains(rd.word(i), "了") || rd.isOptionOf(i, s.subjects)) // 投保的是首批次材料
		s.name, s.any, s.waiting = true, true, false
		s.names++
		s.subjects |= rd.subjectsOf(i)
	case t.kind == policyWord:
		s.any = true
		s.before = s.before || s.waiting && i > 0 && rd.toks[i-1].kind == negation && rd.toks[i-1].end == t.start && rd.lex.entries[t.word].cues != 0 // 没保险
		s.after = s.after || s.name && strings.Contains(rd.word(i), "了")                                                                              // 给首批次材料投了保险
		if rd.isPhrase(i, s.name) {
			s.phrase = true
			s.subjects |= rd.subjectsOf(i)
		}
	}
}

// begins says whether token i begins another statement than the one said so far.
func (rd *reading) begins(i, to int, s *said) bool {
	t := &rd.toks[i]
	switch {
	case t.kind == plainWord && isConnective(rd.word(i)):
		return (s.complete() || s.name) && i+1 < to && rd.toks[i+1].kind != benefit && rd.toks[i+1].kind != polarAsk
	case t.kind == benefit || t.kind == polarAsk && rd.isAwardAsked(i):
		return s.complete() && s.names > 1 && (t.kind == polarAsk || i+1 < to && rd.toks[i+1].kind == ask && rd.toks[i+1].start == t.end)
	case t.kind == polarAsk:
		return s.after && !s.amount && i+1 < to
	case t.kind == own:
		return s.complete() && t.start > 0 && !strings.ContainsRune("给帮对跟是为向替和与的被由", rd.f.run[t.start-1])
	case t.kind == year:
		return s.complete() && i+1 < to && (rd.isNameSoon(i, to) || rd.toks[i+1].kind == plan || rd.toks[i+1].kind == pendingWord)
	case t.kind == negation && s.after && s.amount:
		return rd.isNameNext(i, to)
	case s.signed && (s.before || s.phrase) && rd.isSignedName(i, to): // 没平台没场景
		return true
	case t.kind == affirmation && !s.name && rd.isOfFirstTime(i):
		return false
	case t.kind == negation || t.kind == affirmation:
		return s.complete() && i+1 < to && !isReply(rd.word(i)) && rd.isName(i+1) && rd.residue(t.end, rd.toks[i+1].start) == 0 &&
			!(rd.isName(i-1) && rd.toks[i-1].end == t.start && rd.isSigned(i+1, to))
	case rd.isName(i) && (rd.isGoverned(i, s.subjects) || rd.isOfOwn(i) && !rd.isSigned(i, to) || !s.name && rd.toks[i-1].kind != policyWord && rd.isOfFirstTime(i)):
		return false
	case rd.isName(i):
		if t.start > 0 && rd.f.run[t.start-1] == '的' && !(s.before && s.is) {
			return false
		}
		if j := i - 1; rd.toks[j].kind == quantity && rd.amounts[rd.toks[j].amount].kind == countAmount && rd.toks[j].end == t.start && !rd.isSigned(i, to) && !rd.isAmountNext(i, to) {
			return false // 9万2千辆整车
		}
		if s.complete() && rd.isLabel(i) {
			return true
		}
		if rd.isOptionOf(i, s.subjects) && !rd.isAmountNext(i, to) { // 费率2%首台套第一年
			return false
		}
		cues := rd.subjectsOf(i)
		if s.phrase && s.subjects != 0 && cues != 0 && cues&s.subjects == 0 || s.phrase && s.name && cues&s.subjects == 0 || s.before && (s.is && rd.f.run[t.start-1] == '的' || rd.isSigned(i, to)) {
			return true
		}
		return s.after && (cues == 0 || !s.amount && rd.isClaimed(i) && !rd.isPredicate(i, s.subjects&cues) || cues&s.subjects == 0 || s.amount && rd.isAmountNext(i, to) && !(s.ordinal && cues&s.subjects != 0))
	}
	return false
}

// isOfFirstTime says whether token i tells right behind words of a first time what it is the first time of, or not:
// 不是首次认定小巨人.
func (rd *reading) isOfFirstTime(i int) bool {
	for j := i - 1; j >= max(0, i-3) && rd.toks[j].end == rd.toks[j+1].start; j-- {
		switch rd.toks[j].kind {
		case policyWord:
			return endsWithAny(rd.word(j), firstTimes...)
		case affirmation, plainWord:
		default:
			return false
		}
	}
	return false
}

// isOfOwn says whether token i tells what the speaker is or is not: 链主那块我们不是链主企业.
func (rd *reading) isOfOwn(i int) bool {
	return i > 1 && rd.toks[i-2].kind == own && strings.HasSuffix(rd.word(i-1), "是") && rd.toks[i-2].end == rd.toks[i-1].start && rd.toks[i-1].end == rd.toks[i].start
}

// isGoverned says whether token i is what a negation right before it denies of the subject spoken of:
// 首台套没能在两年内应用.
func (rd *reading) isGoverned(i int, subjects uint64) bool {
	return i > 0 && rd.toks[i-1].kind == negation && rd.residue(rd.toks[i-1].end, rd.toks[i].start) <= 1 && rd.statesYesNo(i) && rd.subjectsOf(i)&subjects != 0
}

// statesYesNo says whether token i can only be a yes/no fact that has a deadline.
func (rd *reading) statesYesNo(i int) bool {
	return slices.ContainsFunc(rd.lex.entries[rd.toks[i].word].refs, func(x ref) bool { return rd.deadlines[x.fact].months.IsPositive() })
}

// isPredicate says whether token i is what 是 says of the subject right before it:
// 关键共性技术是首次申报.
func (rd *reading) isPredicate(i int, shared uint64) bool {
	j := i - 1
	return shared != 0 && rd.toks[j].kind == affirmation && strings.HasSuffix(rd.word(j), "是") && rd.toks[j].end == rd.toks[i].start &&
		j > 0 && rd.isName(j-1) && rd.toks[j-1].end == rd.toks[j].start
}

// isAwardAsked says whether token i asks whether something is paid for: 奖不奖.
func (rd *reading) isAwardAsked(i int) bool {
	return strings.ContainsAny(rd.word(i), "奖补给")
}

// isRule says whether a run speaks of what is required or given in general.
func (rd *reading) isRule(from, to int) bool {
	asks, bounded := false, false
	for i := from; i < to; i++ {
		switch rd.toks[i].kind {
		case requirement, every, grant, quoted:
			return true
		case ask:
			asks = true
		case bound:
			bounded = true
		}
	}
	return asks && bounded // 产能15万辆以下产量要达到多少
}

// isReply says whether a sign only follows what it is about: 整车企业否.
func isReply(w string) bool { return w == "否" || w == "无" || w == "×" || w == "√" }

// isLabel says whether token i is the whole label of a form.
func (rd *reading) isLabel(i int) bool {
	for _, x := range rd.lex.entries[rd.toks[i].word].refs {
		if x.role == roleLabel && rd.schema.Spec(int(x.fact)).Type == fact.YesNo {
			return rd.toks[i].end-rd.toks[i].start >= 5
		}
	}
	return false
}

// isClaimed says whether token i is the name of a yes/no fact in full.
func (rd *reading) isClaimed(i int) bool {
	for _, x := range rd.lex.entries[rd.toks[i].word].refs {
		if x.role == roleName && rd.schema.Spec(int(x.fact)).Type == fact.YesNo {
			return true
		}
	}
	return false
}

// isNameSoon says whether a name comes after token i before any amount, or a word that
// leads up to one.
func (rd *reading) isNameSoon(i, to int) bool {
	for j := i + 1; j < min(to, i+5); j++ {
		if rd.toks[j].kind == quantity && rd.amounts[rd.toks[j].amount].kind != countAmount {
			return false
		}
		if rd.isName(j) || j == i+1 && rd.toks[j].kind == policyWord && !rd.isPhrase(j, true) {
			return true
		}
	}
	return false
}

// isNameNext says whether a name follows token i, with a verb at most between: 没建过平台.
func (rd *reading) isNameNext(i, to int) bool {
	for j := i + 1; j < min(to, i+4); j++ {
		if rd.isName(j) {
			return rd.residue(rd.toks[i].end, rd.toks[j].start) <= 2
		}
		if k := rd.toks[j].kind; k != plainWord && k != bound {
			return false
		}
	}
	return false
}

// isSigned says whether a sign of its own follows the name at token i.
func (rd *reading) isSigned(i, to int) bool {
	j := i + 1
	if j >= to || rd.toks[j].start != rd.toks[i].end || rd.toks[j].kind != negation && rd.toks[j].kind != affirmation || rd.word(j) == "嗯" {
		return false
	}
	return j+1 >= to || !rd.isName(j+1) || rd.lex.entries[rd.toks[j+1].word].cues != 0 && len(rd.lex.entries[rd.toks[j+1].word].refs) == 0
}

// isOptionOf says whether token i is an option of what was spoken of.
func (rd *reading) isOptionOf(i int, subjects uint64) bool {
	for _, x := range rd.lex.entries[rd.toks[i].word].refs {
		if x.role == roleOption && subjects>>rd.group[x.fact]&1 == 1 && rd.group[x.fact] != 0 {
			return true
		}
	}
	return false
}

// subjectsOf are the groups that token i speaks of.
func (rd *reading) subjectsOf(i int) uint64 {
	e := &rd.lex.entries[rd.toks[i].word]
	groups := e.cues
	for _, x := range e.refs {
		if x.role == roleOption || rd.isStated(x) {
			groups |= 1 << rd.group[x.fact] &^ 1
		}
	}
	return groups
}

// isStated says whether a meaning is a phrase that states a yes or no.
func (rd *reading) isStated(x ref) bool {
	return (x.role == roleYes || x.role == roleNo || x.role == roleWeak || x.role == roleZero) && rd.schema.Spec(int(x.fact)).Type == fact.YesNo
}

// isAmountNext says whether an amount follows token i closely.
func (rd *reading) isAmountNext(i, to int) bool {
	for j := i + 1; j < min(to, i+3) && rd.toks[j].kind != ordinal; j++ {
		if rd.toks[j].kind == quantity && !rd.amounts[rd.toks[j].amount].isOrdinal {
			return true
		}
	}
	return false
}

// isName says whether token i names a fact, or the subject of some, by itself.
func (rd *reading) isName(i int) bool {
	t := &rd.toks[i]
	if t.word < 0 || t.kind != policyWord && t.kind != plainWord {
		return false
	}
	e := &rd.lex.entries[t.word]
	grouped := 0
	for _, x := range e.refs {
		switch x.role {
		case roleOption:
			if rd.group[x.fact] != 0 && t.end-t.start >= 3 {
				grouped++
			}
		case roleName, roleLabel:
			return true
		case roleLoose:
			if rd.schema.Spec(int(x.fact)).Type == fact.YesNo {
				return true
			}
		}
	}
	return grouped > 0 && grouped == len(e.refs) || e.cues != 0 && len(e.refs) == 0
}

// isPhrase says whether token i can state a fact by itself, or after its subject.
func (rd *reading) isPhrase(i int, named bool) bool {
	for _, x := range rd.lex.entries[rd.toks[i].word].refs {
		if x.role == roleYes || x.role == roleNo || x.role == roleZero || named && rd.isStated(x) {
			return true
		}
	}
	return false
}

// isAlsoNone says whether token i is 还有 and 没有 in a row, and no question: 还有没有智能工厂
// after a statement.
func (rd *reading) isAlsoNone(i, from, to int, s *said) bool {
	if rd.toks[i].kind != polarAsk || rd.word(i) != "还有没有" || !s.complete() {
		return false
	}
	for j := from; j < to; j++ {
		if k := rd.toks[j].kind; k == benefit || k == ask || k == polarAsk && j != i {
			return false
		}
	}
	return to == len(rd.toks) || rd.toks[to].arg != asksSentence
}

// none is the word that begins with the 没有 of 还有没有.
func (rd *reading) none(t token) token {
	w, end, ok := rd.lex.longest(rd.f, t.start+2)
	if !ok {
		return t
	}
	return token{kind: rd.lex.entries[w].kind, arg: rd.lex.entries[w].arg, start: t.start + 2, end: end, word: int(w), amount: -1}
}

// isFiller says whether token i is what one says between statements: 嗯.
func (rd *reading) isFiller(i, from, to int) bool {
	if i == from || i+1 >= to || rd.toks[i].kind != affirmation {
		return false
	}
	w := rd.word(i)
	return (w == "嗯" || w == "恩") && rd.toks[i-1].end == rd.toks[i].start
}

// isConnective says whether a word leads over to the next statement.
func isConnective(w string) bool {
	switch w {
	case "然后", "还有", "另外", "此外", "而且", "并且", "同时", "但是", "可是", "不过", "对了", "哦对了", "还有就是", "另外就是", "再就是", "再一个", "再有就是", "还有一个", "另有", "再者", "其次":
		return true
	}
	return false
}
