package nlu

import (
	"slices"
	"strings"

	"suance/calc/fact"
)

// Reader reads texts by a policy's own words. It is immutable and safe for
// concurrent use.
type Reader struct {
	schema     *fact.Schema
	lex        *lexicon
	group      []int             // of each fact; 0 for none
	previous   []int             // the fact of the year before; -1 for none
	current    []int             // the fact of which this is the year before; -1 for none
	sums       []int             // of each group, 1 + the fact that has words before an amount; 0 for none
	base       []int             // of each fact of what was got already: what that was got for; -1 for none
	titles     []int             // of each group, 1 + the yes/no fact that says what it was found to be; 0 for none or several
	stepAwards []int32           // of each group, 1 + the word for the award that a step of its sum was given; 0 for none
	summed     []bool            // the facts that are a sum over years, by their labels
	annual     []bool            // the facts that are what comes together in a year, by their labels
	deadlines  []deadline        // of each fact; most have none
	timed      []int             // the facts that have one
	placed     []placed          // the facts that hold only of what is made in a place
	reached    []int32           // of each group, 1 + a word that its sum was reached in an earlier year; 0 for none
	zero       []int64           // what none means to each fact; -1 where it means nothing
	unitCues   map[string]uint64 // the groups whose facts count with a unit of their own
	firsts     []bool            // the yes/no facts that having been so before denies
	kinds      []bool            // the yes/no facts that ask what kind of enterprise it is, by their labels
	apart      uint64            // the groups of which nothing is asked unless spoken of: they need not be the enterprise's own
	restOption []int             // the option of each choice that stands for all others; -1 for none
}

// Context is what is known when a text is read.
type Context struct {
	Asking fact.ID  // the fact that was asked for; empty if none
	Known  fact.Set // what the session knows; the zero Set if nothing
	// Recent are the facts last set, the latest first: what a correction
	// without a name is about.
	Recent []fact.ID
	Today  fact.Day // that it is, for years of the calendar; the zero Day if nobody knows
}

// New compiles the words of a schema.
func New(schema *fact.Schema) *Reader {
	r := &Reader{schema: schema, lex: newLexicon(), unitCues: map[string]uint64{}}
	for _, l := range slices.Concat(replies, language) {
		for w := range strings.FieldsSeq(l.words) {
			if e := r.lex.add(w); e.kind == plainWord {
				e.kind, e.arg = l.kind, l.arg
			}
		}
	}
	groups := map[string]int{}
	r.sums = []int{0}
	for i := range schema.Len() {
		sp := schema.Spec(i)
		g := 0
		if name := sp.Words.Group; name != "" {
			if g = groups[name]; g == 0 {
				g = len(groups) + 1
				groups[name] = g
				r.sums = append(r.sums, 0)
			}
		}
		r.group = append(r.group, g)
		r.previous, r.current, r.zero = append(r.previous, -1), append(r.current, -1), append(r.zero, -1)
		if g > 0 && sp.Words.DoubtBelow > 0 {
			r.unitCues[sp.Unit] |= 1 << g
		}
		if g > 0 && len(sp.Words.Sums) > 0 {
			r.sums[g] = i + 1
		}
		if g > 0 && sp.Asked == fact.WhenMentioned {
			r.apart |= 1 << g
		}
		r.firsts = append(r.firsts, sp.Type == fact.YesNo && slices.ContainsFunc(sp.Words.WeakNo, func(w string) bool { return strings.HasSuffix(w, "过") }))
		r.restOption = append(r.restOption, restOf(sp))
		r.words(i, sp, g)
	}
	for i := range schema.Len() {
		if j, ok := schema.Index(schema.Spec(i).Previous); ok {
			r.previous[i], r.current[j] = j, i
		}
	}
	for i := range schema.Len() {
		r.base = append(r.base, r.baseOf(i))
		r.deadlines = append(r.deadlines, deadlineOf(schema.Spec(i)))
		if p, ok := placeOf(i, schema.Spec(i)); ok {
			r.placed = append(r.placed, p)
		}
		if r.deadlines[i].months.IsPositive() {
			r.timed = append(r.timed, i)
		}
		label := schema.Spec(i).Label
		r.kinds = append(r.kinds, schema.Spec(i).Type == fact.YesNo && strings.HasPrefix(label, "是否") && strings.HasSuffix(label, "企业"))
		r.annual = append(r.annual, isAnnual(schema.Spec(i)))
		r.summed = append(r.summed, schema.Spec(i).Type == fact.Money && (strings.Contains(label, "累计") || strings.Contains(label, "已获")))
	}
	r.nameSteps()
	r.nameTitles()
	for i := range r.lex.entries {
		e := &r.lex.entries[i]
		r.nameCues(e)
		if e.kind == plainWord && len(e.refs) > 0 {
			e.kind = policyWord
		}
	}
	return r
}

// isGot says whether a fact is what was got already of an award.
func (r *Reader) isGot(f int) bool {
	sp := r.schema.Spec(f)
	return sp.Type == fact.Money && len(sp.Words.Zero) > 0 && r.current[f] < 0
}

// baseOf is the sum that the award is for of which a fact is what was got already: the one
// with words before an amount, or the only other of the subject; -1 for none.
func (r *Reader) baseOf(f int) int {
	g := r.group[f]
	if g == 0 || !r.isGot(f) {
		return -1
	}
	if r.sums[g] > 0 {
		return r.sums[g] - 1
	}
	found := -1
	for i := range r.group {
		if r.group[i] != g || i == f || r.schema.Spec(i).Type != fact.Money {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}

// nameSteps finds the words for the awards of steps, which are the labels of what was got of them,
// and words that steps were reached before.
func (r *Reader) nameSteps() {
	r.stepAwards, r.reached = make([]int32, len(r.sums)), make([]int32, len(r.sums))
	for f, g := range r.group {
		if no := r.schema.Spec(f).Words.No; r.sums[g] > 0 && r.schema.Spec(f).Type == fact.YesNo && len(no) > 0 {
			w, _, _ := r.lex.longest(fold(no[0]), 0)
			r.reached[g] = w + 1
		}
	}
	for f, base := range r.base {
		if g := r.group[f]; base >= 0 && r.sums[g] == base+1 {
			if w, _, ok := r.lex.longest(fold(r.schema.Spec(f).Label), 0); ok {
				r.stepAwards[g] = w + 1
			}
		}
	}
}

// nameTitles finds of each group the one yes/no fact of something that is attained: recognized, listed, selected.
func (r *Reader) nameTitles() {
	r.titles = make([]int, len(r.sums))
	several := make([]bool, len(r.sums))
	for f, g := range r.group {
		if r.schema.Spec(f).Type != fact.YesNo || g == 0 || r.firsts[f] || r.kinds[f] || r.deadlines[f].months.IsPositive() {
			continue
		}
		several[g] = several[g] || r.titles[g] > 0
		if r.titles[g] = f + 1; several[g] {
			r.titles[g] = 0
		}
	}
}

// nameCues lets the name of a fact bring up its group, unless the word means
// something else beside another subject.
func (r *Reader) nameCues(e *entry) {
	var cues uint64
	for _, x := range e.refs {
		switch x.role {
		case roleZero:
			if len(e.refs) > 1 {
				return
			}
			fallthrough
		case roleName, roleLabel, roleLoose, roleYes, roleNo:
			cues |= 1 << r.group[x.fact]
		default:
			return
		}
	}
	e.cues |= cues &^ 1
}

// words enters the words of one fact.
func (r *Reader) words(i int, sp *fact.Spec, g int) {
	enter := func(words []string, role role, option int) {
		for _, w := range words {
			if e := r.lex.add(w); e != nil {
				r.lex.mean(e, ref{fact: int16(i), option: int16(option), role: role})
			}
		}
	}
	enter(labels(sp.Label), roleLabel, 0)
	if sp.Short != "" {
		enter(labels(sp.Short), roleLabel, 0)
	}
	enter(sp.Synonyms, roleName, 0)
	enter(sp.Words.Weak, roleWeak, 0)
	enter(sp.Words.WeakNo, roleWeakNo, 0)
	enter(sp.Words.Loose, roleLoose, 0)
	enter(sp.Words.Yes, roleYes, 0)
	enter(sp.Words.No, roleNo, 0)
	enter(sp.Words.Zero, roleZero, 0)
	enter(sp.Words.Sums, roleSums, 0)
	for j, o := range sp.Options {
		enter([]string{o.Label}, roleOption, j)
		enter(o.Synonyms, roleOption, j)
		enter(o.Loose, roleLooseOption, j)
	}
	for _, w := range sp.Words.Cues {
		if e := r.lex.add(w); e != nil && g > 0 {
			e.cues |= 1 << g
		}
	}
	if sp.Words.None {
		r.zero[i] = none(sp)
	}
}

// none is what 没有 means to a fact: zero, or the option that people call so.
func none(sp *fact.Spec) int64 {
	for j, o := range sp.Options {
		if o.Label == "无" || o.ID == "none" {
			return int64(j)
		}
	}
	if sp.Type == fact.Choice {
		return -1
	}
	return 0
}

// restOf is the option of a choice that people call none of these; -1 for none.
func restOf(sp *fact.Spec) int {
	for j, o := range sp.Options {
		if slices.Contains(o.Synonyms, "都不是") {
			return j
		}
	}
	return -1
}

// labels are a label as printed and without what its brackets add.
func labels(label string) []string {
	if i := strings.IndexAny(label, "（("); i > 0 {
		short := Plain(label)
		if j := strings.IndexByte(short, '('); j > 0 {
			return []string{label, short[:j]}
		}
	}
	return []string{label}
}
