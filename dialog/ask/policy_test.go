package ask_test

import (
	"os"
	"slices"
	"testing"

	"suance/dialog/answer"
	"suance/dialog/answer/answertest"
	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/knowledge"
)

// Another policy, with few words of its own, is answered by the same code: its
// measures are known by their titles, its clauses by their numbers, and everybody
// may ask whether it is in force.
func TestAnotherPolicy(t *testing.T) {
	p, err := knowledge.Open(os.DirFS("../../knowledge/testdata/yunlu"))
	if err != nil {
		t.Fatal(err)
	}
	a := ask.New(p, nlu.New(p.Rules.Schema))
	for _, x := range []struct {
		text   string
		kind   ask.Kind
		clause string // "" for none
	}{
		{"这个文件还有效吗", ask.KindAnswer, "art-10.1"},
		{"是正式文件吗", ask.KindAnswer, "art-10.1"},
		{"绿色工厂奖多少", ask.KindAnswer, "art-5.1"},
		{"重大项目补助多少", ask.KindAnswer, "art-6.1"},
		{"区级产业引导资金市区怎么承担", ask.KindAnswer, "art-7.1"},
		{"第八条写了什么", ask.KindAnswer, "art-8.1"},
		{"适用于哪些企业", ask.KindAnswer, "art-2.1"},
		{"绿色工厂由哪个部门负责", ask.KindAnswer, "art-5"},
		{"我们刚获评绿色工厂，能拿多少", ask.KindAssessment, "art-5.1"},
		{"有哪些政策适合我们", ask.KindAnswer, "art-3.1"},
		{"智能工厂奖多少", ask.KindNotInDoc, ""},
		{"申报材料有哪些", ask.KindNotInDoc, ""},
		{"杭州怎么补", ask.KindNotInDoc, ""},
		{"绿色工厂什么时候申报", ask.KindNotInDoc, ""},
		{"重大项目补助由哪个部门负责", ask.KindNotInDoc, ""},
		{"你好", ask.KindClarify, ""},
		{"奖多少钱", ask.KindClarify, ""},
	} {
		got := a.Ask(ask.Question{Text: x.text, AsOf: today, Card: true})
		cited := slices.ContainsFunc(got.Citations, func(c answer.Citation) bool { return c.Clause == x.clause })
		if got.Kind != x.kind || x.clause != "" && !cited {
			t.Errorf("%s: %s, cites %v\n%s", x.text, got.Kind, got.Citations, indent(got.Text()))
		}
		for _, wrong := range answertest.Check(p, reply(x.text, got)) {
			t.Errorf("%s: %s", x.text, wrong)
		}
		plainCard(t, x.text, got.Card)
	}
}
