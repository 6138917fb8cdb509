package ask_test

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"suance/calc"
	"suance/dialog/answer/answertest"
	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/knowledge"
)

// Whatever is asked, the line to say aloud fits and holds no digit, what is pasted
// is plain and says what the document is, its numbers are those of the answer, and
// the same question gives the same card.
func TestCards(t *testing.T) {
	p, err := knowledge.Default()
	if err != nil {
		t.Fatal(err)
	}
	a := asker(t)
	for _, q := range questions(t) {
		got := a.Ask(ask.Question{Text: q.Text, AsOf: today, Card: true})
		c := got.Card
		plainCard(t, q.Text, c)
		if again := a.Card(q.Text, today); !reflect.DeepEqual(again, *c) {
			t.Errorf("%s: another card the second time", q.Text)
		}
		if !strings.Contains(c.Paste, p.Rules.Standing.Name) || !strings.Contains(c.Paste, p.Rules.Validity.Until.Chinese()) {
			t.Errorf("%s: pastes no standing or validity\n%s", q.Text, indent(c.Paste))
		}
		if got.Kind == ask.KindAssessment && !strings.Contains(c.Paste, "牵头单位") {
			t.Errorf("%s: pastes no office\n%s", q.Text, indent(c.Paste))
		}
		for _, x := range nlu.Quantities(c.Paste) {
			if x.Kind == nlu.KindMoney && !strings.Contains(got.Text(), x.Text) {
				t.Errorf("%s: pastes %s, which the answer does not hold", q.Text, x.Text)
			}
		}
		for _, f := range c.FollowUps { // its own answer, or one of the calculator
			re := a.Ask(ask.Question{Text: f.Question, AsOf: today})
			if re.Text() != f.Answer && got.Kind != ask.KindAssessment {
				t.Errorf("%s: answers %s otherwise than ask does", q.Text, f.Question)
			}
			for _, wrong := range answertest.Check(p, reply(f.Question, re)) {
				t.Errorf("%s: %s", f.Question, wrong)
			}
		}
	}
}

// A card for facts, from none to all that pays.
func TestAssessmentCards(t *testing.T) {
	p, err := knowledge.Default()
	if err != nil {
		t.Fatal(err)
	}
	a := asker(t)
	for _, given := range []string{
		`{}`,
		`{"industry":"new_materials","revenue":"12亿","revenue_first_reached":true,"revenue_award_received":0}`,
		`{"industry":"new_materials","smart_factory":true,"digital_workshop":true,"first_set_recognized":2}`,
		`{"chain_leader":true}`,
		`{"fund_government_share":"123456789.01"}`,
		`{"first_set_recognized":1000000000,"scene_selected":true,"scene_investment":"1234567.89"}`,
		`{"industry":"other","revenue":"1000000000000000","carmaker":false}`,
	} {
		rec, err := p.Rules.Schema.Decode([]byte(given), p.Rules.AwardMeasures())
		if err != nil {
			t.Fatal(err)
		}
		as := p.Calc.Assess(rec.Facts, calc.Options{AsOf: today})
		c := a.AssessmentCard(&as)
		plainCard(t, given, c)
		if !strings.Contains(c.Paste, as.Receipt) || !strings.Contains(c.Paste, p.Rules.Standing.Name) || !strings.Contains(c.Paste, "牵头单位") {
			t.Errorf("%s: no receipt, standing or office in\n%s", given, indent(c.Paste))
		}
	}
}

func TestCardSaysTheSum(t *testing.T) {
	a := asker(t)
	for _, x := range []struct{ ask, say string }{
		{"数字化车间补多少钱", "八十万元"},
		{"场景补助标准", "百分之二十"},
		{"链主补助多少", "不超过五百万元"},
		{"首台套每年认定多少项", "八十项"},
		{"链主和小巨人各能拿多少", "不超过一百万元"},
		{"我们是新材料企业，营收12亿，首次达到，没领过，奖多少", "一百万元"},
		{"首次达到50亿的营收奖多少", "二百万元"}, // the tier asked for, and not the range of tiers
		{"智能工厂和数字化车间补助差多少", "相差一百二十万元"},
		{"保险最多连续补几年", "三年"},
		{"保险补偿第一年补保费的百分之几", "百分之九十"},
		{"采购本市零部件的奖励比例", "百分之一点五"},
		{"本措施全称是什么", "若干措施"},
		{"整车企业核准产能20万辆，产量11.5万辆，还差多少辆", "还差五千辆"},
		{"我们新材料企业营收4.2亿，离最低一档还差多少", "还差八千万元"},
		{"我们首次认定小巨人又是链主，上限一共多少", "不超过六百万元"},
		{"营收12亿的新材料企业，首次达到，奖多少？", "一百万元"},
		{"这个文件现在有效吗", "二零二五年十二月三十一日"},
		{"首台套由哪个部门负责", "市经信局"},
		{"申报要什么材料", "没有写"},
	} {
		if c := a.Card(x.ask, today); !strings.Contains(c.Say, x.say) {
			t.Errorf("%s: says %s, not %s", x.ask, c.Say, x.say)
		}
	}
}

// plainCard holds a card to what all cards have in common.
func plainCard(t *testing.T, of string, c *ask.Card) {
	t.Helper()
	if n := utf8.RuneCountInString(c.Say); n == 0 || n > ask.MaxSay {
		t.Errorf("%s: says %d characters: %s", of, n, c.Say)
	}
	if strings.ContainsAny(c.Say, "0123456789%") {
		t.Errorf("%s: says digits: %s", of, c.Say)
	}
	if len(c.FollowUps) > ask.MaxFollowUps {
		t.Errorf("%s: %d follow-ups", of, len(c.FollowUps))
	}
	texts := []string{c.Paste}
	for _, f := range c.FollowUps {
		texts = append(texts, f.Answer)
	}
	for _, s := range texts {
		if s == "" || strings.ContainsAny(s, "<>*_`#") {
			t.Errorf("%s: markup or nothing in\n%s", of, indent(s))
		}
	}
}
