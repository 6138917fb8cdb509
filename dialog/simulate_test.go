package dialog_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/dialog"
)

// person is a simulated user: facts that nobody else knows, and ways to say them.
type person struct {
	*rand.Rand
	facts fact.Set // what they know; what is not in it they do not know
}

// newPerson draws an enterprise. Of each fact it knows the value or, now and
// then, does not.
func newPerson(seed uint64) *person {
	p := &person{Rand: rand.New(rand.NewPCG(seed, 7)), facts: fact.NewSet(policy.Rules.Schema)}
	schema := policy.Rules.Schema
	for i := range schema.Len() {
		sp := schema.Spec(i)
		if sp.Asked != fact.Always || p.IntN(12) == 0 {
			continue
		}
		f := p.facts.With(sp.ID, fact.Point(p.value(sp)))
		if len(f.Conflicts()) == 0 {
			p.facts = f
		}
	}
	return p
}

// value draws a value of a fact, often near the lines of the text.
func (p *person) value(sp *fact.Spec) int64 {
	switch sp.Type {
	case fact.Money:
		sums := []money.Amount{0, 30 * money.Wan, 500 * money.Wan, 3000 * money.Wan, money.Yi, 5 * money.Yi,
			12 * money.Yi, 49*money.Yi + 5000*money.Wan, 120 * money.Yi, 600 * money.Yi}
		return int64(sums[p.IntN(len(sums))])
	case fact.Share:
		return int64(money.One) / 200 * int64(1+p.IntN(10))
	case fact.Count:
		if sp.Unit == "辆" {
			return []int64{0, 20_000, 50_000, 75_000, 100_000, 150_000, 200_000}[p.IntN(7)]
		}
		return max(sp.Least, int64(p.IntN(5)))
	case fact.Choice:
		return int64(p.IntN(len(sp.Options)))
	}
	return int64(p.IntN(2))
}

// answer says what the person knows of a fact, one way or another.
func (p *person) answer(sp *fact.Spec) string {
	n, known := p.facts.Get(sp.ID).Exact()
	if !known {
		return p.one("不知道", "跳过", "不清楚", "/skip", "这个我不清楚", "不知道啊", "不清楚呢", "跳过吧")
	}
	said := p.put(sp, n)
	if sp.Type == fact.YesNo || sp.Type == fact.Choice {
		return said
	}
	return p.one("", "", "", "是", "嗯，") + said + p.one("", "", "吧", "。")
}

// put puts a value into words, as people vary them.
func (p *person) put(sp *fact.Spec, n int64) string {
	said := sp.Say(n)
	switch {
	case sp.Type == fact.YesNo && n == 1:
		return p.one("是", "是的", "对", "有", "嗯，是的", "是啊", "对的")
	case sp.Type == fact.YesNo:
		return p.one("否", "没有", "不是", "不是的", "没有的")
	case sp.Type == fact.Choice:
		return p.one(append([]string{said, said}, sp.Options[n].Synonyms...)...)
	case sp.Type == fact.Money && n == 0:
		return p.one("没有", "0元", "零", "0")
	case sp.Type == fact.Money:
		return p.sum(money.Amount(n))
	case sp.Type == fact.Share:
		return p.one(said, "百分之"+strings.TrimSuffix(said, "%"), strings.TrimSuffix(said, "%")+"个点")
	case len(sp.Words.Ordinal) == 0 && n == 0:
		return p.one("没有", "0", "零", said)
	case len(sp.Words.Ordinal) > 0:
		return p.one(said, fmt.Sprint(n), fmt.Sprint("第", n, string([]rune(sp.Unit)[0])))
	}
	return p.one(said, said, strings.Replace(said, "万辆", "万", 1))
}

// sum puts a sum of money into words.
func (p *person) sum(a money.Amount) string {
	said := a.Chinese()
	ways := []string{said, strings.TrimSuffix(said, "元"), "大概" + said, said + "左右", a.String() + "元"}
	switch {
	case a%money.Yi == 0:
		ways = append(ways, fmt.Sprint(int64(a/money.Yi), "个亿"), fmt.Sprint(int64(a/money.Wan), "万元"))
	case a%money.Wan == 0:
		ways = append(ways, fmt.Sprint(int64(a/money.Wan), "万块"), fmt.Sprint(int64(a/money.Wan), "w"))
	}
	return p.one(ways...)
}

func (p *person) one(ways ...string) string { return ways[p.IntN(len(ways))] }

// digressions are what people say in between.
var digressions = []string{"有效期到什么时候？", "这个归哪个部门管？", "为什么问这个", "汇总", "链主企业补多少？",
	"要交哪些材料？", "你好", "如果营收做到60亿呢？", "小结一下", "牵头单位是哪个？", "咨询电话多少？", "要是营收10亿和60亿分别能拿多少？",
	"/privacy", "谢谢", "还差多少到下一档？", "/export"}

// simulated is how many conversations TestSimulatedUser holds.
var simulated = flag.Int("simulated", 120, "how many simulated conversations to hold")

// TestSimulatedUser talks as drawn enterprises do, in drawn words, with questions
// in between. Each conversation ends with the total that the hidden facts give,
// and asks nothing that can no longer matter.
func TestSimulatedUser(t *testing.T) {
	engine, err := calc.New(policy.Rules)
	if err != nil {
		t.Fatal(err)
	}
	var questions []int
	for seed := range uint64(*simulated) {
		p := newPerson(seed)
		n, err := converse(t, engine, p)
		if err != "" {
			t.Errorf("seed %d: %s", seed, err)
		}
		questions = append(questions, n)
	}
	slices.Sort(questions)
	t.Logf("questions to a settled total: median %d, most %d", questions[len(questions)/2], questions[len(questions)-1])
}

// volunteer states a fact that was not asked for, by its name.
func (p *person) volunteer(r dialog.Reply) string {
	heard := factsOf(r)
	for range 50 {
		sp := policy.Rules.Schema.Spec(p.IntN(policy.Rules.Schema.Len()))
		if n, known := p.facts.Get(sp.ID).Exact(); known && !heard.Get(sp.ID).Known() && sp.ID != r.Asking {
			return p.statement(sp, n)
		}
	}
	return "你好"
}

// statement says a fact by its name.
func (p *person) statement(sp *fact.Spec, n int64) string {
	if sp.Type == fact.YesNo { // “…是否” would ask
		return name(sp) + "：" + sp.Say(n)
	}
	return name(sp) + p.one("：", "是") + sp.Say(n)
}

// opening is how the person begins: with a question, with a few facts, or with both.
func (p *person) opening() string {
	ask := p.one("我们能拿多少？", "帮我算算我们一共能拿多少", "各项补贴一共能拿多少", "想问问我们公司总共能享受多少")
	if p.IntN(3) > 0 {
		return ask
	}
	var said []string
	for range 1 + p.IntN(4) {
		sp := policy.Rules.Schema.Spec(p.IntN(policy.Rules.Schema.Len()))
		if n, known := p.facts.Get(sp.ID).Exact(); known {
			said = append(said, p.statement(sp, n))
		}
	}
	return strings.Join(append(said, ask), p.one("，", "；", "。", "\n"))
}

// mistakes is a plain wrong answer about a fact, for those where it contradicts no
// other; empty where the person would not make one.
func (p *person) mistakes(sp *fact.Spec) string {
	n, known := p.facts.Get(sp.ID).Exact()
	if !known || sp.Type != fact.Money || sp.ID == "insurance_premium" {
		return ""
	}
	return sp.Say(n + int64(7*money.Wan))
}

// converse holds one conversation to its end.
func converse(t *testing.T, engine *calc.Calculator, p *person) (questions int, wrong string) {
	x := newTester(t, defaultDay)
	log := []string{p.opening()}
	r := x.say(log[0])
	for range 200 {
		if r.Kind == dialog.KindDone {
			want := engine.Outcomes(p.facts).Total.Payable.String()
			if got := assessmentOf(r).Total.Payable; got != want {
				return questions, fmt.Sprintf("total %s, want %s\nhidden %s\nheard  %s\n%s", got, want,
					p.facts.AppendJSON(nil), r.Facts, strings.Join(log, "\n"))
			}
			return questions, ""
		}
		sp := policy.Rules.Schema.Lookup(r.Asking)
		if sp == nil {
			return questions, fmt.Sprintf("asks nothing and is not done (%s): %s\n%s", r.Kind, r.Text, strings.Join(log, "\n"))
		}
		say := p.answer(sp)
		switch {
		case len(r.Confirm) > 0:
			say = p.one("对", "是的", "嗯")
		case p.IntN(10) == 0:
			say = digressions[p.IntN(len(digressions))]
		case p.IntN(12) == 0:
			say = p.volunteer(r)
		case p.IntN(12) == 0 && p.mistakes(sp) != "":
			log = append(log, string(r.Asking)+"? "+p.mistakes(sp))
			x.say(p.mistakes(sp))
			n, _ := p.facts.Get(sp.ID).Exact()
			say = p.one("不对，是", "说错了，应该是", "更正一下，") + sp.Say(n)
		default:
			questions++
			if useless(engine, r) {
				return questions, fmt.Sprintf("useless question for %s with %s", sp.ID, r.Facts)
			}
		}
		log = append(log, string(r.Asking)+"? "+say)
		next := x.say(say)
		if slices.Contains(digressions, say) && next.Asking != r.Asking {
			return questions, fmt.Sprintf("after %q it asks for %s, no longer for %s", say, next.Asking, r.Asking)
		}
		r = next
	}
	return questions, "no end\n" + strings.Join(log, "\n")
}

// useless says whether the fact asked for is missing nowhere.
func useless(engine *calc.Calculator, r dialog.Reply) bool {
	for _, m := range engine.Outcomes(factsOf(r)).Measures {
		if slices.Contains(m.Missing, r.Asking) {
			return false
		}
	}
	return true
}

// TestOrderAndSplittingChangeNothing says the same things in drawn orders and in
// drawn groups: facts and assessment are the same to the byte.
func TestOrderAndSplittingChangeNothing(t *testing.T) {
	statements := []string{
		"我们是新材料企业", "营业收入12亿", "营业收入是首次达到这一档", "此前已获营业收入奖励50万元", "智能工厂评上了",
		"数字化车间评上了", "首台套认定了2项", "不是整车企业", "不是链主企业", "首次认定专精特新小巨人",
	}
	r := rand.New(rand.NewPCG(3, 4))
	var facts, assessment string
	for run := range 40 {
		order := r.Perm(len(statements))
		x := newTester(t, defaultDay)
		var script []string
		for len(order) > 0 {
			n := 1 + r.IntN(3)
			if run == 0 {
				n = 1
			}
			n = min(n, len(order))
			var group []string
			for _, i := range order[:n] {
				group = append(group, statements[i])
			}
			order = order[n:]
			script = append(script, strings.Join(group, "，"))
			x.say(script[len(script)-1])
		}
		end := x.say("汇总")
		if run == 0 {
			facts, assessment = string(end.Facts), string(end.Assessment)
			continue
		}
		if string(end.Facts) != facts || string(end.Assessment) != assessment {
			t.Errorf("another order, another result:\n%s\nfacts %s\nwant  %s", strings.Join(script, "\n"), end.Facts, facts)
		}
	}
}

// TestAnEnterpriseInAnyOrder states all that drawn enterprises know of themselves, one
// fact after another and several in a message, in drawn orders: the facts and the
// assessment are those of the enterprise.
func TestAnEnterpriseInAnyOrder(t *testing.T) {
	for seed := range uint64(12) {
		p := newPerson(seed + 2000)
		var said []string
		for i := range policy.Rules.Schema.Len() {
			sp := policy.Rules.Schema.Spec(i)
			if n, ok := p.facts.Get(sp.ID).Exact(); ok {
				said = append(said, sp.Label+"："+sp.Say(n))
			}
		}
		var first string
		for run := range 3 {
			p.Shuffle(len(said), func(i, j int) { said[i], said[j] = said[j], said[i] })
			x := newTester(t, defaultDay)
			for at := 0; at < len(said); {
				n := min(1+p.IntN(1+4*run), len(said)-at)
				x.say(strings.Join(said[at:at+n], "\n"))
				at += n
			}
			end := x.say("汇总")
			for _, id := range differing(p.facts, factsOf(end)) {
				sp := policy.Rules.Schema.Lookup(id)
				t.Errorf("seed %d: %s：%s heard as %s", seed, sp.Label, sp.SayValue(p.facts.Get(id)), sp.SayValue(factsOf(end).Get(id)))
			}
			if run == 0 {
				first = string(end.Assessment)
			} else if string(end.Assessment) != first {
				t.Errorf("seed %d: another order, another assessment", seed)
			}
		}
	}
}

// TestUndoGoesBackToTheByte takes back ten statements one by one.
func TestUndoGoesBackToTheByte(t *testing.T) {
	statements := []string{"新材料企业", "营收12亿", "首次达到", "此前已获营收奖励50万", "智能工厂评上了", "数字化车间评上了",
		"首台套2项", "不是整车企业", "不是链主企业", "首次认定小巨人", "营收改成60亿"}
	x := newTester(t, defaultDay)
	replies := []dialog.Reply{}
	for _, s := range statements {
		replies = append(replies, x.say(s))
		x.say("有效期到什么时候？") // changes no facts, so undo passes it by
	}
	for i := len(statements) - 2; i >= 0; i-- {
		got, want := x.say("撤销"), replies[i]
		if string(got.Facts) != string(want.Facts) || string(got.Assessment) != string(want.Assessment) || got.Asking != want.Asking {
			t.Errorf("back at %q: facts %s, want %s; asking %s, want %s", statements[i], got.Facts, want.Facts, got.Asking, want.Asking)
		}
	}
}

// FuzzTalk says anything in any order: every message gets a sound reply. Where a
// number of the person's own stands in garbage (保费00万1), only that it is called
// theirs is held, not where it stands.
func FuzzTalk(f *testing.F) {
	f.Add("我们能拿多少？\n2\n撤销\n大概12亿\n对")
	f.Add("新材料企业，营收12\n亿\n不是，是13亿\n/undo\n如果60亿呢\n为什么问这个\n跳过")
	f.Add("整车企业，产能10万辆\n产量8万辆\n新能源9万辆\n换一家企业\n/forget")
	f.Add("费率0\n保费100万\n-3\n3.5项\n1e9\n\n{\n９９９９９９９９９９９９９９９９亿")
	f.Fuzz(func(t *testing.T, script string) {
		x := newTester(t, defaultDay)
		x.garbled = true
		for i, line := range strings.Split(script, "\n") {
			if i == 12 {
				break
			}
			x.say(line)
		}
	})
}

// TestPastedForm: the same facts as a form in one message, label by label, come to
// the same facts and total.
func TestPastedForm(t *testing.T) {
	engine, err := calc.New(policy.Rules)
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(40) {
		p := newPerson(seed + 1000)
		var form []string
		for i := range policy.Rules.Schema.Len() {
			sp := policy.Rules.Schema.Spec(i)
			if n, ok := p.facts.Get(sp.ID).Exact(); ok {
				form = append(form, sp.Label+"："+sp.Say(n))
			}
		}
		x := newTester(t, defaultDay)
		r := x.say(strings.Join(form, "\n"))
		if string(r.Facts) != string(p.facts.AppendJSON(nil)) {
			for _, id := range differing(p.facts, factsOf(r)) {
				sp := policy.Rules.Schema.Lookup(id)
				t.Errorf("seed %d: %s：%s heard as %s", seed, sp.Label, sp.SayValue(p.facts.Get(id)), sp.SayValue(factsOf(r).Get(id)))
			}
			continue
		}
		if want := engine.Outcomes(p.facts).Total.Payable.String(); assessmentOf(x.say("汇总")).Total.Payable != want {
			t.Errorf("seed %d: not the total %s", seed, want)
		}
	}
}

// differing are the facts that two sets do not agree on.
func differing(a, b fact.Set) []fact.ID {
	var ids []fact.ID
	for i := range a.Schema().Len() {
		if a.At(i) != b.At(i) {
			ids = append(ids, a.Schema().Spec(i).ID)
		}
	}
	return ids
}
