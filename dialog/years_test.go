package dialog_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"suance/calc/fact"
	"suance/calc/money"
)

// yearPairs are the facts of the policy that have one of the year before, each with a
// name that holds no year.
func yearPairs(t *testing.T) (pairs []*fact.Spec, names []string) {
	t.Helper()
	schema := policy.Rules.Schema
	for i := range schema.Len() {
		sp := schema.Spec(i)
		if sp.Previous == "" {
			continue
		}
		at := slices.IndexFunc(sp.Synonyms, func(w string) bool { return !strings.ContainsAny(w, "年上") })
		if at < 0 {
			t.Fatalf("%s has no name without a year", sp.ID)
		}
		pairs, names = append(pairs, sp), append(names, sp.Synonyms[at])
	}
	if len(pairs) < 2 {
		t.Fatalf("%d facts with a year before", len(pairs))
	}
	return pairs, names
}

// TestYearsInAnyOrderAndSplitting says the sums of two years of a fact in one message
// or in two, the one or the other first, the second with its name or without, with other
// things in between: the facts are always the same.
func TestYearsInAnyOrderAndSplitting(t *testing.T) {
	pairs, names := yearPairs(t)
	between := [][]string{nil, nil, {"对"}, {"跳过"}, {"有效期到什么时候？"}, {"汇总"}, {"为什么问这个"}, {"智能工厂评上了"},
		{"智能工厂评上了", "撤销"}, {"你好"}}
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 11))
		pick := func(ways ...string) string { return ways[r.IntN(len(ways))] }
		k := r.IntN(len(pairs))
		sp := pairs[k]
		now, last := money.Amount(1+r.IntN(300))*money.Yi/10, money.Amount(1+r.IntN(300))*money.Yi/10
		of := map[bool]string{true: pick("今年", "本年") + names[k] + now.Chinese(), false: pick("去年", "上年") + names[k] + last.Chinese()}
		bare := map[bool]string{true: pick("今年", "本年") + now.Chinese(), false: pick("去年", "上年") + last.Chinese()}
		first := r.IntN(2) == 0
		var script []string
		switch in := between[r.IntN(len(between))]; r.IntN(5) {
		case 0:
			script = []string{of[first] + pick("，", "；", "\n") + of[!first]}
		case 1:
			script = []string{of[first] + "，" + bare[!first]}
		case 2: // said twice, taken back once
			script = slices.Concat([]string{of[first]}, in, []string{of[!first], "撤销", of[!first]})
		case 3:
			script = slices.Concat([]string{of[first]}, in, []string{of[!first]})
		case 4:
			script = []string{of[first], bare[!first]}
		}
		x := newTester(t, defaultDay)
		for _, s := range script {
			x.say(s)
		}
		end := factsOf(x.say("汇总"))
		if got, want := end.Get(sp.ID), fact.Point(int64(now)); got != want {
			t.Errorf("seed %d: %s %s, want %s: %s", seed, sp.ID, sp.SayValue(got), now.Chinese(), strings.Join(script, " / "))
		}
		if got, want := end.Get(sp.Previous), fact.Point(int64(last)); got != want {
			t.Errorf("seed %d: %s %s, want %s: %s", seed, sp.Previous, sp.SayValue(got), last.Chinese(), strings.Join(script, " / "))
		}
		if len(x.reply.Confirm) > 0 {
			t.Errorf("seed %d: %s still waits: %s", seed, x.reply.Confirm, strings.Join(script, " / "))
		}
	}
}

// TestYearsAmongOtherFacts says the sums of both years of every such fact among other
// things, in drawn orders and groups: facts and assessment are the same to the byte.
func TestYearsAmongOtherFacts(t *testing.T) {
	pairs, names := yearPairs(t)
	statements := []string{"新材料企业", "智能工厂评上了", "首台套认定了2项", "是整车企业", "不是链主企业", "去年营收8亿", "今年营收12亿"}
	for k := range pairs {
		statements = append(statements, "前年"+names[k]+"3亿", "去年"+names[k]+"8亿", "今年"+names[k]+"11亿")
	}
	r := rand.New(rand.NewPCG(5, 6))
	var facts, assessment string
	for run := range 60 {
		order := r.Perm(len(statements))
		x := newTester(t, defaultDay)
		var script []string
		for at := 0; at < len(order); {
			n := min(1+r.IntN(3), len(order)-at)
			var group []string
			for _, i := range order[at : at+n] {
				group = append(group, statements[i])
			}
			at += n
			script = append(script, strings.Join(group, "，"))
			x.say(script[len(script)-1])
		}
		end := x.reply
		for range 5 {
			if len(end.Confirm) > 0 {
				end = x.say("对")
			}
		}
		end = x.say("汇总")
		if run == 0 {
			facts, assessment = string(end.Facts), string(end.Assessment)
			continue
		}
		if string(end.Facts) != facts || string(end.Assessment) != assessment {
			t.Errorf("another order, another result:\n%s\nfacts %s\nwant  %s", strings.Join(script, "\n"), end.Facts, facts)
		}
	}
}
