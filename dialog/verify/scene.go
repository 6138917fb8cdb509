package verify

import (
	"slices"
	"strings"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog/answer"
)

// scene is a run of a reply that speaks of another situation than the one it rests
// on.
type scene struct {
	from, to int // tokens
	facts    fact.Set
	fact     fact.ID
	value    fact.Value
	listed   bool // it is one of a list, each with its total
}

// The words that begin and end such runs.
const (
	totalMark = ",固定金额合计"
	awayMark  = ",要到的是"
	thereMark = "假设达到了:"
)

// nextMarks stand between where a value is and where it would come to.
var nextMarks = []string{",下一档是", ",再往上的一档是", awayMark}

var sceneEnds = []string{"以上各次加起来", "两种情况的", "申报和咨询", "文件状态"}

// supposed are the situations that a reply sets beside what is known: each begins
// where it is stated and ends where the next one does.
func (v *Verifier) supposed(f folded, ts []token, now fact.Set) []scene {
	text := string(f.runes)
	shared := v.sharedIn(text, now)
	var out []scene
	for i, label := range v.labels {
		sp := v.policy.Rules.Schema.Spec(i)
		for from := 0; ; {
			at := strings.Index(text[from:], label)
			if at < 0 {
				break
			}
			from += at + len(label)
			if s, begin, ok := v.supposition(text, from-len(label), from, sp); ok {
				s.from, s.to, s.fact = tokenAt(ts, runeAt(text, begin)), len(ts), sp.ID
				s.facts = now.With(sp.ID, s.value)
				if s.listed {
					s.facts = shared.With(sp.ID, s.value)
				}
				out = append(out, s)
			}
		}
	}
	slices.SortFunc(out, func(a, b scene) int { return a.from - b.from })
	for i := range out {
		out[i].to = sceneEnd(f, ts, out[i].from)
		if i > 0 {
			out[i-1].to = min(out[i-1].to, out[i].from)
		}
	}
	return out
}

// sharedIn is what is known with what a reply supposes of all the situations that it lists, before them
// (假设实际投保费率由2.5%变为1.8%（只是假设…）).
func (v *Verifier) sharedIn(text string, now fact.Set) fact.Set {
	heading, found := between(text, "假设", "(只是假设")
	if !found {
		return now
	}
	for i, label := range v.labels {
		_, said, ok := strings.Cut(heading, label)
		if !ok {
			continue
		}
		said = upTo(said, ";")
		if _, to, changed := strings.Cut(said, "变为"); changed {
			said = to
		}
		sp := v.policy.Rules.Schema.Spec(i)
		if x, ok := v.value(sp, strings.TrimPrefix(said, ":")); ok {
			now = now.With(sp.ID, x)
		}
	}
	return now
}

// supposition reads what is supposed of a fact whose name stands in a text, and
// where the run about it begins: one of a list, or the next line of the text.
func (v *Verifier) supposition(text string, at, after int, sp *fact.Spec) (s scene, begin int, ok bool) {
	rest := text[after:]
	if said, found := between(rest, ":", totalMark); found && strings.HasPrefix(rest, ":") {
		if x, ok := v.value(sp, said); ok {
			return scene{value: x, listed: true}, at, true
		}
	}
	then := strings.Index(rest, thereMark)
	for _, mark := range nextMarks {
		said, found := between(rest, mark, ",")
		if x, ok := point(sp, said); ok && found && then >= 0 && then < 200 {
			return scene{value: fact.Point(x)}, after + then + len(thereMark), true
		}
	}
	return scene{}, 0, false
}

// sceneEnd is the token at which a run about a situation ends.
func sceneEnd(f folded, ts []token, from int) int {
	end, begin := len(ts), ts[from].start
	rest := string(f.runes[begin:])
	for _, mark := range sceneEnds {
		if at := strings.Index(rest, mark); at >= 0 {
			end = min(end, tokenAt(ts, begin+runeAt(rest, at)))
		}
	}
	return end
}

// tokenAt is the token that a rune stands in.
func tokenAt(ts []token, at int) int {
	i, _ := slices.BinarySearchFunc(ts, at, func(t token, at int) int { return t.end - at - 1 })
	return min(i, len(ts)-1)
}

// scenes adds what replies say of the situations that they suppose, and of all of
// them together.
func (v *Verifier) scenes(c *corpus, list []scene, b *basis) {
	var all []*calc.Assessment
	for i, s := range list {
		a := v.worked(s.facts, b.day, b.readings)
		c.scene = i + 1
		v.assessment(c, a)
		if !s.listed {
			continue
		}
		sp := v.policy.Rules.Schema.Lookup(s.fact)
		c.text(v.write().Label(sp).Words("：").Value(sp, s.value).Words("，固定金额合计").Figure(a.Total.Payable).Text(), "")
		all = append(all, a)
	}
	c.scene = 0
	if len(all) < 2 {
		return
	}
	for i := range all[0].Measures {
		var sums []answer.Sum
		for _, a := range all {
			if r := &a.Measures[i]; r.Status == calc.Payable {
				sums = append(sums, answer.OfFigure(r.Amount))
			}
		}
		if len(sums) > 1 {
			c.text(v.write().Words("以上各次加起来：").Added(sums...).Text(), "")
		}
	}
	c.text(v.write().Words("两种情况的固定金额合计相差").
		Difference(answer.OfFigure(all[0].Total.Payable), answer.OfFigure(all[1].Total.Payable)).Words("。").Text(), "")
}
