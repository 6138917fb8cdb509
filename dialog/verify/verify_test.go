package verify_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/dialog"
	"suance/dialog/answer"
	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/dialog/verify"
	"suance/knowledge"
)

var policy = func() *knowledge.Policy {
	p, err := knowledge.Default()
	if err != nil {
		panic(err)
	}
	return p
}()

var (
	reader   = nlu.New(policy.Rules.Schema)
	asker    = ask.New(policy, reader)
	verifier = verify.New(policy, reader)
	today    = day("2026-11-23")
	options  = verify.Options{Today: today, Pinned: true}
)

func day(s string) fact.Day {
	d, ok := fact.ParseDay(s)
	if !ok {
		panic(s)
	}
	return d
}

// reply is a reply with what it is of, for a message.
type reply struct{ of, text string }

// talked are the replies of the recorded conversations.
func talked(t testing.TB) []reply {
	files, err := filepath.Glob("../testdata/talks/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no talks", err)
	}
	var out []reply
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		talk := dialog.NewTalk(policy, reader, asker)
		state := talk.Begin()
		for l := range strings.Lines(string(data)) {
			text, ok := strings.CutPrefix(strings.TrimSpace(l), "用户：")
			if !ok {
				continue
			}
			o := talk.Turn(state, strings.ReplaceAll(text, "⏎", "\n"), today)
			state = o.State
			out = append(out, reply{filepath.Base(f) + " " + text, o.Reply.Text})
		}
	}
	return out
}

// asked are the answers to the recorded questions.
func asked(t testing.TB) []reply {
	data, err := os.ReadFile("../ask/testdata/questions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var out []reply
	for l := range strings.Lines(string(data)) {
		var q struct{ Text string }
		if err := json.Unmarshal([]byte(l), &q); err != nil {
			t.Fatal(err)
		}
		out = append(out, reply{"ask " + q.Text, asker.Ask(ask.Question{Text: q.Text, AsOf: today}).Text()})
	}
	return out
}

// onMeasure is a reply about one measure of an assessment.
func onMeasure(a *calc.Assessment, m *calc.Result) string {
	return answer.New(policy).Outcome(a, m).Footing(a.AsOf).CiteStanding().Basis(a).Text().String()
}

// assessed are results of drawn enterprises: all of them, or one measure's.
func assessed(rng *rand.Rand, n int) []reply {
	var out []reply
	for range n {
		f := enterprise(rng)
		o := calc.Options{AsOf: today - fact.Day(rng.IntN(600))}
		if rng.IntN(6) == 0 {
			o.Readings = []string{"degression"}
		}
		a := policy.Calc.Assess(f, o)
		m := &a.Measures[rng.IntN(len(a.Measures))]
		of := string(f.AppendJSON(nil))
		out = append(out, reply{of, answer.Report(policy, a).String()}, reply{m.ID + " " + of, onMeasure(&a, m)})
	}
	return out
}

// enterprise draws facts, some known as a range.
func enterprise(rng *rand.Rand) fact.Set {
	s := policy.Rules.Schema
	f := fact.NewSet(s)
	some := 1 + rng.IntN(4)
	for i := range s.Len() {
		sp := s.Spec(i)
		if rng.IntN(5) > some {
			continue
		}
		v := fact.Point(value(rng, sp))
		if x, _ := v.Exact(); rng.IntN(8) == 0 && (sp.Type == fact.Money || sp.Type == fact.Count) {
			v = sp.Range(&fact.Bound{Value: x, Open: rng.IntN(2) == 0}, &fact.Bound{Value: 2*x + 200})
		}
		if g := f.With(sp.ID, v); sp.Check(v) == nil && len(g.Conflicts()) == 0 {
			f = g
		}
	}
	if rng.IntN(4) == 0 {
		awards := policy.Rules.AwardMeasures()
		f = f.WithAward(awards[rng.IntN(len(awards))], money.Amount(rng.Int64N(400))*money.Wan)
	}
	return f
}

func value(rng *rand.Rand, sp *fact.Spec) int64 {
	switch sp.Type {
	case fact.Money:
		switch rng.IntN(3) {
		case 0:
			return rng.Int64N(9000) * int64(money.Wan)
		case 1:
			return rng.Int64N(6000) * int64(money.Yi) / 10
		}
		return rng.Int64N(int64(money.Yi))
	case fact.Share:
		return int64(money.One) / 1000 * rng.Int64N(60)
	case fact.Count:
		if sp.Unit == "辆" {
			return rng.Int64N(300) * 1000
		}
		return sp.Least + rng.Int64N(6)
	case fact.Choice:
		return rng.Int64N(int64(len(sp.Options)))
	}
	return rng.Int64N(2)
}

func accused(r verify.Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "receipt %s:", r.Receipt)
	for _, n := range r.Numbers {
		if n.Source == nil {
			fmt.Fprintf(&b, " %q（%s）", n.Text, n.Why)
		}
	}
	return b.String()
}

// sample is how much TestMutations does: a tenth, all with SUANCE_FULL.
func sample() int {
	if os.Getenv("SUANCE_FULL") != "" {
		return 10
	}
	return 1
}

func corpus(t testing.TB) []reply {
	rng := rand.New(rand.NewPCG(7, 7))
	return append(append(talked(t), asked(t)...), assessed(rng, 60*sample())...)
}

// TestUntouchedReplies: no reply of the program is accused, however it is pasted.
func TestUntouchedReplies(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	n, wrong := 0, 0
	replies := corpus(t)
	const most = 2400 // replies pasted, unless all are wanted: the talks that they are taken from grow in number
	every := max(2, (len(replies)+most-1)/most) * len(pastes)
	for i, r := range replies {
		for k, paste := range pastes {
			if sample() == 1 && (i+k)%every != 0 {
				continue
			}
			n++
			if got := verifier.Verify(paste.of(rng, r.text), options); !got.OK {
				wrong++
				if wrong <= 12 {
					t.Errorf("%s, %s: %s\n%s", r.of, paste.name, accused(got), r.text)
				}
			}
		}
	}
	t.Logf("%d replies, %d accused", n, wrong)
}

// pastes are the ways in which people paste.
var pastes = []struct {
	name string
	of   func(*rand.Rand, string) string
}{
	{"as it is", func(_ *rand.Rand, s string) string { return s }},
	{"one line", func(_ *rand.Rand, s string) string { return strings.ReplaceAll(s, "\n", " ") }},
	{"full width", func(_ *rand.Rand, s string) string {
		return strings.Map(func(r rune) rune {
			if r > ' ' && r <= '~' {
				return r - '!' + '！'
			}
			return r
		}, s)
	}},
	{"words cut", cutWords},
}

// cutWords leaves a few words of prose out: not numbers, nor what they rest on.
func cutWords(rng *rand.Rand, s string) string {
	body, rest := s, ""
	if i := strings.Index(s, "依据："); i >= 0 {
		body, rest = s[:i], s[i:]
	}
	words := prose.FindAllStringIndex(body, -1)
	if len(words) == 0 {
		return s
	}
	w := words[rng.IntN(len(words))]
	return body[:w[0]] + body[w[1]:] + rest
}

var prose = regexp.MustCompile(`(文件状态：|申报和咨询：|参考测算|符合条件|（参考测算）|条件是|另一种读法：|仅供参考|，尚不是正式政策)`)

// mutations change one thing of a reply; what they cannot change they leave.
var mutations = []struct {
	name string
	of   func(*rand.Rand, string) string
}{
	{"digit", func(rng *rand.Rand, s string) string {
		return change(rng, s, regexp.MustCompile(`[0-9]`), func(d string) string {
			return strconv.Itoa((int(d[0]-'0') + 1 + rng.IntN(9)) % 10)
		})
	}},
	{"unit", func(rng *rand.Rand, s string) string {
		return change(rng, s, regexp.MustCompile(`[1-9](万元|亿元|万辆|元|%|辆)`), func(x string) string {
			other := map[string]string{"万元": "亿元", "亿元": "万元", "万辆": "辆", "元": "万元", "%": "‰", "辆": "万辆"}
			return x[:1] + other[x[1:]]
		})
	}},
	{"clause", func(rng *rand.Rand, s string) string {
		return change(rng, s, regexp.MustCompile(`第（[一二三四五六七八九十]+）条第[0-9]+句`), func(x string) string {
			if rng.IntN(2) == 0 {
				return strings.Replace(x, "句", "1句", 1)
			}
			from := x[len("第（"):strings.Index(x, "）")]
			to := "二"
			if from == to {
				to = "五"
			}
			return strings.Replace(x, "（"+from+"）", "（"+to+"）", 1)
		})
	}},
	{"bound", func(rng *rand.Rand, s string) string {
		return change(rng, s, regexp.MustCompile(`不超过`), func(string) string { return "" })
	}},
	{"swap", func(rng *rand.Rand, s string) string {
		at := regexp.MustCompile(`[0-9.,]+[万亿]?元`).FindAllStringIndex(s, -1)
		for range 20 {
			if len(at) < 2 {
				return s
			}
			i, j := rng.IntN(len(at)), rng.IntN(len(at))
			a, b := at[min(i, j)], at[max(i, j)]
			if x, y := s[a[0]:a[1]], s[b[0]:b[1]]; x != y {
				return s[:a[0]] + y + s[a[1]:b[0]] + x + s[b[1]:]
			}
		}
		return s
	}},
}

func change(rng *rand.Rand, s string, re *regexp.Regexp, to func(string) string) string {
	at := re.FindAllStringIndex(s, -1)
	if len(at) == 0 {
		return s
	}
	x := at[rng.IntN(len(at))]
	return s[:x[0]] + to(s[x[0]:x[1]]) + s[x[1]:]
}

// mere says whether the first character that differs lies in a number that only
// says the person's own words back (对吗？, 由12亿元变为60亿元): no figure rests on it,
// and nothing in the reply could hold against it.
func mere(was, now string) bool {
	x, y := []rune(was), []rune(now)
	at := 0
	for at < min(len(x), len(y)) && x[at] == y[at] {
		at++
	}
	for _, n := range verifier.Verify(was, options).Numbers {
		if at >= n.Start && at < n.End && n.Source != nil && *n.Source == "user" {
			basis := strings.LastIndex(string(x[:n.Start]), "依据：")
			return basis < 0 || strings.Contains(string(x[:n.Start])[basis:], "校验码")
		}
	}
	return false
}

// TestMutations: one digit, one unit, one clause, one 不超过, two sums swapped, in
// what is said on the document's or the calculator's authority.
func TestMutations(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	replies := corpus(t)
	n, missed := map[string]int{}, map[string]int{}
	shown, total, all := 0, 250*sample()*sample()/min(sample(), 5), 0
	for all < total {
		r := replies[rng.IntN(len(replies))]
		if !strings.Contains(r.text, "校验码：") && !strings.Contains(r.text, "原文") {
			continue
		}
		m := mutations[all%len(mutations)]
		text := m.of(rng, r.text)
		if text == r.text || mere(r.text, text) {
			continue
		}
		all++
		n[m.name]++
		if got := verifier.Verify(text, options); got.OK {
			missed[m.name]++
			if shown++; shown <= 12 {
				t.Logf("missed %s: %s\n%s", m.name, r.of, difference(r.text, text))
			}
		}
	}
	sum := 0
	for name := range n {
		sum += missed[name]
	}
	t.Logf("of %v missed %v", n, missed)
	if 200*sum > total {
		t.Errorf("%d of %d mutations were missed", sum, total)
	}
}

// difference shows where two texts part.
func difference(a, b string) string {
	x, y := []rune(a), []rune(b)
	i := 0
	for i < min(len(x), len(y)) && x[i] == y[i] {
		i++
	}
	from := max(0, i-30)
	return string(x[from:min(len(x), i+30)]) + "\n" + string(y[from:min(len(y), i+30)])
}

// TestFacts: figures of other facts than those handed in are accused, and a reply
// without a receipt is held against them.
func TestFacts(t *testing.T) {
	set := func(revenue int64) fact.Set {
		return fact.NewSet(policy.Rules.Schema).With("industry", fact.Point(2)).With("revenue", fact.Point(revenue*int64(money.Yi))).
			With("revenue_first_reached", fact.Bool(true)).With("revenue_award_received", fact.Point(0))
	}
	o := options
	o.Facts = set(12)
	a := policy.Calc.Assess(o.Facts, calc.Options{AsOf: today})
	text := onMeasure(&a, &a.Measures[slices.IndexFunc(a.Measures, func(m calc.Result) bool { return m.ID == "revenue_milestone" })])
	if r := verifier.Verify(text, o); !r.OK || r.Receipt != verify.ReceiptOK {
		t.Error(accused(r))
	}
	bare := text[:strings.Index(text, "依据：")]
	if r := verifier.Verify(bare, o); !r.OK || r.Receipt != verify.ReceiptAbsent {
		t.Error(accused(r))
	}
	if r := verifier.Verify(bare, options); r.OK {
		t.Error("worked-out figures without facts were backed")
	}
	o.Facts = set(60)
	if r := verifier.Verify(text, o); r.OK || r.Receipt != verify.ReceiptMismatch {
		t.Error(accused(r))
	}
	if r := verifier.Verify(bare, o); r.OK {
		t.Error("figures of other facts were backed")
	}
}

// TestDayOfAnOldReply: a reply without a receipt, of some days ago, is no forgery,
// unless today was fixed.
func TestDayOfAnOldReply(t *testing.T) {
	text := asker.Ask(ask.Question{Text: "数字化车间补多少钱", AsOf: today - 30}).Text()
	if r := verifier.Verify(text, verify.Options{Today: today}); !r.OK {
		t.Error(accused(r))
	}
	if r := verifier.Verify(text, options); r.OK {
		t.Error("another day than the one that was fixed")
	}
}

// TestSpans: each number is where it is said to be, in the text as it was given.
func TestSpans(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	for _, r := range assessed(rng, 20) {
		runes := []rune(r.text)
		for _, n := range verifier.Verify(r.text, options).Numbers {
			if got := string(runes[n.Start:n.End]); got != n.Text {
				t.Fatalf("%q at %d to %d is %q", n.Text, n.Start, n.End, got)
			}
		}
	}
}

// FuzzVerify: whatever is pasted, the spans lie in it and nothing fails.
func FuzzVerify(f *testing.F) {
	f.Add("依据：测算日＝2025-06-30；年营业收入＝超过1亿元、不到\n校验码：SC-AAAA-AAAA-AAAA")
	f.Add("假设（只是假设，不改动已经记下的情况）：\n· 第几个补偿年度：第一年，固定金额合计120万元\n以上各次加起来：1元")
	f.Add("第（三）条，文件原文：１２０万元，下一档是5亿元，还差。假设达到了：")
	f.Fuzz(func(t *testing.T, text string) {
		runes := []rune(text)
		for _, n := range verifier.Verify(text, options).Numbers {
			if n.Start < 0 || n.End > len(runes) || n.Start >= n.End {
				t.Fatalf("span %d to %d", n.Start, n.End)
			}
		}
	})
}
