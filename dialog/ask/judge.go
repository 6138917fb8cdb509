package ask

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Whether the document holds what is asked is decided twice: by the words of the question,
// one by one, and by all of it at once, from how thousands of questions were worded that
// the document answers and that it does not. Each sees what the other misses; where they
// differ the surer one is followed, but where nothing is left that could be missing.

// shortest is how many characters a question has at least.
const shortest = 4

// judgement tells from the wording of a question how likely it is that the document does
// not hold it, and that it is a case to be worked out. A line is a run of one to three
// characters of questions and its two weights in hundredths of a nat, parted by tabs, in the
// order of their bytes; it is read where it stands.
// Nothing is known where it is empty. It is learnt from testdata/kinds.txt and
// testdata/questions.jsonl, see learn_test.go.
type judgement string

// A question that the words hold the document to answer, or not to, is decided otherwise only
// where its wording as a whole says so by so many hundredths of a nat: that is how sure the
// words are, by questions that they had not seen. They are surer of a matter that the
// policy's data list as absent than of a thing that the document does not name.
const absentBeyond, listedBelow, unnamedBelow = 130, -200, -50

// caseBeyond and textBelow are the same of what is stated being a case.
const caseBeyond, textBelow = 100, -200

// maxJudged is up to how many characters a wording is judged: longer ones tell a case.
const maxJudged = 80

// leaning is by how many hundredths of a nat a wording speaks for what is asked being absent
// from the document, and for its being a case rather than a question about the text.
type leaning struct{ absent, own int }

// wordingOf is what the wording of a stretch of a question speaks for.
func (a *Asker) wordingOf(q *query, s span) (out leaning) {
	if a.wording == "" || s.to-s.from > maxJudged {
		return out
	}
	out, _ = a.wording.weight("")
	unheard := "\t" // with which no run begins
	for _, g := range a.grams(q, s) {
		if strings.HasPrefix(g, unheard) { // they are sorted: all that go on with it come next
			continue
		}
		w, heard := a.wording.weight(g)
		if !heard {
			unheard = g
		}
		out.absent += w.absent
		out.own += w.own
	}
	return out
}

// judged is the question decided otherwise, where its wording as a whole is surer than its
// words; nil if it is not.
func (t *turn) judged() *turn {
	if t.q.isName() {
		return nil
	}
	switch is := t.wordingOf(t.q, span{0, len(t.q.runes)}); {
	case is.absent > t.beyond() && t.throughout() && (t.kind == KindAnswer || t.kind == KindClarify && t.asking == "" && t.asks()) && !t.understood() && !slices.ContainsFunc(t.q.items, func(it item) bool { return it.rowed }):
		return t.unsaid()
	case t.kind == KindNotInDoc && t.asksApart():
		return t.caseBefore()
	case t.kind == KindNotInDoc && t.lacking&(1<<aspectQuota|1<<aspectCondition) == 0 && (is.absent < listedBelow || !t.listsAbsent() && is.absent < t.unheard()):
		other := t.begin(t.qn, t.read(t.qn.Text, &t.u, true), t.u)
		other.decide(nil)
		if other.kind == KindAnswer || other.kind == KindAssessment || other.asking != "" {
			return other
		}
	case (t.kind == KindAnswer || t.kind == KindAssessment) && is.absent < listedBelow && t.doubts():
		other := t.begin(t.qn, t.read(t.qn.Text, &t.u, true), t.u)
		if other.decide(nil); other.kind == t.kind {
			return other
		}
	case t.kind == KindAnswer && t.assessment == nil && is.own > caseBeyond && len(t.stated) > 0:
		other := t.begin(t.qn, t.q, t.u)
		other.sure = true
		if other.assess() {
			return other
		}
	case (t.kind == KindAssessment && !t.numeric || t.kind == KindClarify && t.asking != "" && !t.unit) && !t.own && !(t.toldBefore() && containsAny(string(t.q.runes), "能", "可以")) && is.own < textBelow:
		other := t.begin(t.qn, t.q, t.u)
		if other.document() {
			return other
		}
	}
	return nil
}

// asksApart says whether a question tells of an enterprise and then asks, in words that name no matter of
// the document, for something that it does not hold (我们今年认定2项首台套，食堂补贴有没有): that what was
// told is spoken of in the document says nothing of what is asked.
func (t *turn) asksApart() bool {
	apart := false
	for i := range t.q.parts {
		p := &t.q.parts[i]
		switch {
		case !p.asks():
		case i == 0 || len(t.stated) == 0 || p.has(topicWord) || t.wordingOf(t.q, span{p.from, p.to}).absent < listedBelow:
			return false
		default:
			apart = true
		}
	}
	return apart && (t.own || t.numeric || t.besides()) && !slices.ContainsFunc(t.q.items, func(it item) bool { return !it.outside() || it.told })
}

// caseBefore is the case that is told before what the document does not hold, worked out where the
// question says that it asks that besides (另外, 还有); nil where it does not.
func (t *turn) caseBefore() *turn {
	if !t.besides() {
		return nil
	}
	other := t.begin(t.qn, t.q, t.u)
	other.sure = true
	if !other.assess() || other.kind != KindAssessment {
		return nil
	}
	return other
}

// besides says whether one thing is asked besides another.
func (t *turn) besides() bool {
	return slices.ContainsFunc(t.q.hits, func(h hit) bool { return h.sort == splitWord && utf8.RuneCountInString(h.text) > 1 })
}

// unheard and beyond are how sure the wording must be that a thing that the document does
// not name is none, and that what was found is no answer: where no sum could be taken for an
// answer, less is lost by one too many.
func (t *turn) unheard() int {
	if t.onSums() {
		return unnamedBelow
	}
	return 0
}

func (t *turn) beyond() int {
	if t.onSums() {
		return absentBeyond
	}
	return 2 * absentBeyond
}

// onSums says whether something asked is about what is granted.
func (t *turn) onSums() bool {
	return slices.ContainsFunc(t.q.items, func(it item) bool { return t.Asker.pays(it.topics) })
}

// listsAbsent says whether what is asked is held absent by what the policy's data list, or
// as another place's.
func (t *turn) listsAbsent() bool {
	return slices.ContainsFunc(t.q.items, func(it item) bool { return it.absence >= 0 || it.place })
}

// doubts says whether something in the question is held absent although its own wording is
// surer that the document holds it.
func (t *turn) doubts() bool {
	return slices.ContainsFunc(t.q.items, func(it item) bool {
		if !it.outside() || it.told {
			return it.told && it.foreign != ""
		}
		is := t.wordingOf(t.q, span{it.from, it.to})
		return is.absent < listedBelow || it.foreign != "" && is.absent < unnamedBelow
	})
}

// throughout says whether the wording of each part that asks speaks for its not being in
// the document: of several questions the others are answered, and what is but named is told.
func (t *turn) throughout() bool {
	return !slices.ContainsFunc(t.q.parts, func(p part) bool {
		return p.recalls() || p.asks() && t.wordingOf(t.q, span{p.from, p.to}).absent < 0
	})
}

// understood says whether a question for how much measures grant, or for whether they do,
// holds nothing but their words and those of asking: no other thing is left that the
// document could lack (营收奖励具体多少, 零部件企业研发氢燃料电池技术能不能申报).
func (t *turn) understood() bool {
	if len(t.q.items) == 1 && (t.sumNamed(&t.q.items[0]) || len(t.q.items[0].topics) > 0 && t.asksField(t.q, &t.q.items[0])) {
		return true
	}
	const sums = 1<<aspectAmount | 1<<aspectCap | 1<<aspectBenefit
	if t.q.onward && len(t.q.items) == 1 && !t.q.items[0].outside() && t.q.items[0].aspects&sums != 0 { // 首台套认定后卖出去奖多少
		return true
	}
	var topics []int
	for i := range t.q.items {
		if it := &t.q.items[i]; it.outside() || len(it.named) > 0 || len(it.topics) == 0 {
			return false
		}
		topics = append(topics, t.q.items[i].topics...)
	}
	ruled := len(t.q.parts) == 1 && t.q.parts[0].asksRule()
	if !ruled && slices.ContainsFunc(topics, func(x int) bool { return !t.weak[x] && !t.Asker.pays([]int{x}) }) {
		return false
	}
	return len(topics) > 0 && !slices.ContainsFunc(t.q.parts, func(p part) bool {
		return slices.ContainsFunc(p.hits, func(h hit) bool {
			return h.sort == cueWord && !(ruled && aspect(h.arg) == aspectWhat) && !p.asksSum(h) && !t.conditioned(&p, topics, h)
		}) ||
			slices.ContainsFunc(t.content(t.q, &p), func(s span) bool { return !t.says(topics, string(t.q.runes[s.from:s.to])) })
	})
}

// asksRule says whether a part asks what is laid down of its matter (小巨人的规定): all that is
// said of it answers that.
func (p *part) asksRule() bool {
	return slices.ContainsFunc(p.hits, func(h hit) bool { return h.sort == cueWord && strings.HasSuffix(h.text, "规定") })
}

// conditioned says whether a word of asking is for the conditions of a benefit (新车型奖励要什么
// 条件) or for how many there are (首台套认定奖励名额多少), and the policy's data name sentences
// for those of each of some topics.
func (t *turn) conditioned(p *part, topics []int, cue hit) bool {
	asked := p.aspects()
	named := func(x aspect) bool {
		return !slices.ContainsFunc(topics, func(i int) bool { return len(t.policy.Topics[i].Aspects[aspectNames[x]]) == 0 })
	}
	if asked.has(aspectQuota) && !containsAny(string(t.q.runes[p.from:p.to]), "已", "了", "剩") && (aspectQuota.bit()|aspectAmount.bit()|aspectTimes.bit())&(1<<cue.arg) != 0 {
		return named(aspectQuota)
	}
	return asked.has(aspectBenefit) && asked.has(aspectCondition) && (aspectCondition.bit()|aspectWhat.bit()|aspectAmount.bit())&(1<<cue.arg) != 0 && named(aspectCondition)
}

// sumNamed says whether the policy's data answer what an item asks by the name of an absent
// matter, with sentences that grant something (分几年发 by 一次性补助).
func (t *turn) sumNamed(it *item) bool {
	return slices.ContainsFunc(it.named, func(name string) bool {
		return slices.ContainsFunc(it.topics, func(x int) bool { return t.holdsSum(t.policy.Topics[x].Aspects[name]) })
	})
}

// asksSum says whether a word of asking is for a sum, or for a yes or no.
func (p *part) asksSum(cue hit) bool {
	return strings.HasSuffix(cue.text, "多少") && aspect(cue.arg) == aspectAmount ||
		slices.ContainsFunc(p.hits, func(h hit) bool { return h.sort == polarWord && h.from == cue.from && h.to == cue.to })
}

// isName says whether a question is nothing but the name of a matter, or a word.
func (q *query) isName() bool {
	return len(q.runes) < shortest || slices.ContainsFunc(q.hits, func(h hit) bool { return h.sort == topicWord && h.from == 0 && h.to == len(q.runes) })
}

// trust drops the words for absent matters from the parts of a question that the document
// is known to answer: of several those whose own wording says so, one at least.
func (a *Asker) trust(q *query) {
	least, asking := 0, 0
	score := make([]int, len(q.parts))
	for i := range q.parts {
		p := &q.parts[i]
		if score[i] = a.wordingOf(q, span{p.from, p.to}).absent; !p.asks() {
			continue
		}
		if asking++; asking == 1 || score[i] < score[least] {
			least = i
		}
	}
	for i := range q.parts {
		if p := &q.parts[i]; !p.has(talkWord) && (score[i] < 0 || i == least || !p.asks()) {
			p.trusted = true
			p.hits = slices.DeleteFunc(p.hits, func(h hit) bool { return h.sort == absenceWord || h.sort == placeWord })
		}
	}
}

// unsaid says of all that a question names that the document does not hold what it asks.
func (t *turn) unsaid() *turn {
	q := *t.q
	it := item{absence: -1, unsaid: true, from: 0, to: len(q.runes)}
	for i := range q.items {
		it.topics = append(it.topics, q.items[i].topics...)
		it.found = append(it.found, q.items[i].found...)
	}
	it.topics = t.narrow(it.topics)
	q.items = []item{it}
	other := t.begin(t.qn, &q, t.u)
	other.document()
	return other
}

// weight is what a run speaks for, and whether any run is known that begins with it.
func (j judgement) weight(run string) (_ leaning, heard bool) {
	if strings.IndexByte(run, '\t') >= 0 || strings.IndexByte(run, '\n') >= 0 {
		return leaning{}, true // they part lines and weights
	}
	const few = 64                  // bytes: from there on line by line
	for low, high := 0, len(j); ; { // the line begins at low or behind it, and is the first one behind high or before that
		if high-low > few {
			middle := (low + high) / 2
			next := middle + strings.IndexByte(string(j[middle:high]), '\n') + 1
			if next > middle && string(j[next:]) < run {
				low = next
			} else {
				high = middle
			}
			continue
		}
		line, _, more := strings.Cut(string(j[low:]), "\n")
		if !more || line >= run {
			rest, begins := strings.CutPrefix(line, run)
			return weightsOf(rest), begins && more
		}
		low += len(line) + 1
	}
}

// weightsOf reads the weights of a run from what follows it on a line; none if another run
// goes on there.
func weightsOf(rest string) (out leaning) {
	weights, ok := strings.CutPrefix(rest, "\t")
	if !ok {
		return out
	}
	absent, own, _ := strings.Cut(weights, "\t")
	out.absent, _ = strconv.Atoi(absent)
	out.own, _ = strconv.Atoi(own)
	return out
}

// maxGram is how long the runs are that a wording is told by.
const maxGram = 3

// matters are the characters that stand for matters of the policy; a plain text holds none.
const matters = "OWMT"

// grams are the runs of a stretch of a question, each once, its beginning and end and a row
// of digits being characters too, and those that hold a matter of the policy, as one
// character that tells its sort.
func (a *Asker) grams(q *query, s span) []string {
	plain, named := []rune{'^'}, []rune{'^'}
	at := s.from
	for _, h := range q.hits {
		if h.from < at || h.to > s.to || h.sort != topicWord && h.sort != officeWord {
			continue
		}
		for ; at < h.from; at++ {
			named = append(named, q.runes[at])
		}
		named, at = append(named, a.sortOf(h)), h.to
	}
	named = append(append(named, q.runes[at:s.to]...), '$')
	plain = append(append(plain, q.runes[s.from:s.to]...), '$')
	out := runsOf(make([]string, 0, 2*maxGram*len(plain)), plain, "")
	if at > s.from {
		out = runsOf(out, named, matters)
	}
	slices.Sort(out)
	out = slices.Compact(out)
	for n := range a.repeats(q.runes[s.from:s.to]) {
		out = append(out, "§"+strconv.Itoa(n))
	}
	return out
}

// runsOf appends the runs of a text; where characters are given, only those that hold one.
func runsOf(out []string, runes []rune, with string) []string {
	text := string(withoutDigits(runes))
	ends := make([]int, 0, len(runes)+1) // of each character, after the beginning
	for i := range text {
		ends = append(ends, i)
	}
	ends = append(ends, len(text))
	for n := 1; n <= maxGram; n++ {
		for i := 0; i+n < len(ends); i++ {
			if run := text[ends[i]:ends[i+n]]; with == "" || strings.ContainsAny(run, with) {
				out = append(out, run)
			}
		}
	}
	return out
}

// maxRepeats is up to how many characters of the document in a row count that a question
// repeats.
const maxRepeats = 12

// repeats is how many characters of a sentence of the document a text repeats in a row.
func (a *Asker) repeats(text []rune) int {
	most := 0
	for i := range text {
		for most < maxRepeats && i+most < len(text) && a.vocabulary.contains(text[i:i+most+1]) {
			most++
		}
	}
	return most
}

// sortOf is the character for a matter: one that is granted, an industry, an office, another.
func (a *Asker) sortOf(h hit) rune {
	switch {
	case h.sort == officeWord:
		return 'O'
	case a.weak[h.arg]:
		return 'W'
	case a.pays([]int{h.arg}):
		return 'M'
	}
	return 'T'
}

// withoutDigits is a text with one digit for each row of them.
func withoutDigits(text []rune) []rune {
	out := text[:0]
	for _, r := range text {
		switch {
		case !isDigit(r):
			out = append(out, r)
		case len(out) == 0 || out[len(out)-1] != '0':
			out = append(out, '0')
		}
	}
	return out
}
