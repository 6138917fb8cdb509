package knowledge

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
)

// open opens the embedded policy for a test.
func open(t testing.TB) *Policy {
	t.Helper()
	p, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The document is the government's, to the byte.
func TestDocumentIsVerbatim(t *testing.T) {
	sum := sha256.Sum256(defaultDocument)
	if got, want := hex.EncodeToString(sum[:]), "52e8cce6f70397d38bd34653de610d1117b6ee944c651a3b5b368722197033f2"; got != want {
		t.Errorf("sha256 of the document is %s, want %s", got, want)
	}
}

// The measures, their sentences and kinds, in the order of every output, as the
// specification's table has them.
func TestMeasuresOfTheTable(t *testing.T) {
	const table = `first_set_recognition fixed art-1.4
first_set_application fixed art-1.5
first_set_insurance fixed art-1.6 art-1.7
chain_leader up_to art-2.5 once
little_giant up_to art-3.3 once
specialized_sme up_to art-3.3 once
revenue_milestone fixed art-3.4
smart_factory fixed art-3.5 once
digital_workshop fixed art-3.5 once
carmaker_output fixed art-3.6 art-3.7 once
new_model fixed art-3.8 art-3.9
local_purchase fixed art-3.10 art-3.11 art-3.12
fund_matching split art-4.8
platform_equipment fixed art-5.4 art-5.5
key_technology_first fixed art-5.6 once
key_technology_repeat fixed art-5.7
scene_opening fixed art-6.3 art-6.4
`
	kinds := map[calc.Kind]string{calc.Fixed: "fixed", calc.UpTo: "up_to", calc.Split: "split"}
	var b strings.Builder
	for _, m := range open(t).Rules.Measures {
		b.WriteString(m.ID + " " + kinds[m.Kind] + " " + strings.Join(m.Sentences, " "))
		if m.Once {
			b.WriteString(" once")
		}
		b.WriteString("\n")
	}
	if diff := cmp.Diff(table, b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The facts, their types and labels, in the order of the specification's table:
// they are the contract for JSON.
func TestFactsOfTheTable(t *testing.T) {
	const table = `industry choice 所属产业
first_set_recognized count 当年被认定的杭州市首台（套）产品数
first_set_ecosystem choice 首台（套）产品所属产业生态圈
first_set_applied_within_two_years yes/no 认定后两年内成功实现应用
first_set_rank count 该产品投入应用的第几台（套）
first_set_annual_sales money 符合条件的首台（套）产品年销售总额（合计）
insured_item choice 投保对象（市级）
insurance_premium money 当年实际保费
insurance_rate share 实际投保费率
insurance_year count 第几个补偿年度
chain_leader yes/no 是否“链主”企业
little_giant_first yes/no 首次认定专精特新“小巨人”
specialized_sme_first yes/no 首次认定“专精特新”中小企业
revenue money 年营业收入（智能装备/新材料产业）
revenue_first_reached yes/no 该档营业收入为首次达到
revenue_award_received money 此前已获营业收入奖励累计额（没有则 0）
smart_factory yes/no 获评“智能工厂”
digital_workshop yes/no 获评“数字化车间”
carmaker yes/no 是否整车企业
approved_capacity count 国家发改委核准产能
vehicle_output count 年度实际产量
nev_output count 其中新能源汽车产量
new_model_listed yes/no 有新列入《公告》且在杭州生产的单一新车型
model_output count 该车型年度产量
model_output_value money 该车型年度产值
local_purchase money 本年度采购本市零部件企业产品的金额
local_purchase_previous money 上一年度同口径采购额
platform_field choice 建设期内的公共技术/测试平台所属领域
platform_equipment_cost money 建设期内累计新购研发设备总价
platform_subsidy_received money 该平台已获补助（没有则 0）
key_technology_recognized yes/no 智能网联或氢燃料电池汽车关键共性技术及成套产品已经审核认定（本市整车、零部件或科技企业）
key_technology_first_application yes/no 是否首次申报
key_technology_output money 该技术/成套产品年产值
key_technology_output_previous money 上一年度年产值
scene_selected yes/no 本单位为建设单位且项目入选年度应用场景开放项目
scene_investment money 场景项目投资总额
fund_government_share money 基金中的政府出资额
`
	types := map[fact.Type]string{fact.Money: "money", fact.Share: "share", fact.Count: "count", fact.YesNo: "yes/no", fact.Choice: "choice"}
	s := open(t).Rules.Schema
	var b strings.Builder
	for i := range s.Len() {
		b.WriteString(string(s.Spec(i).ID) + " " + types[s.Spec(i).Type] + " " + s.Spec(i).Label + "\n")
	}
	if diff := cmp.Diff(table, b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Every choice has the options of the specification, each with its label.
func TestOptionsOfTheTable(t *testing.T) {
	want := map[fact.ID]string{
		"industry":            "intelligent_equipment 智能装备 nev_icv 新能源及智能网联汽车 new_materials 新材料 other_high_end 其他高端装备 other 其他",
		"first_set_ecosystem": "smart_iot 智能物联 biomedicine 生物医药 high_end_equipment 高端装备 new_materials 新材料 green_low_carbon 绿色低碳 other 其他",
		"insured_item":        "first_set 首台（套）产品 first_batch 首批次材料 none 无",
		"platform_field":      "high_end_equipment 高端装备 new_materials 新材料 none 无",
	}
	s := open(t).Rules.Schema
	for id, line := range want {
		var words []string
		for _, o := range s.Lookup(id).Options {
			words = append(words, o.ID, o.Label)
		}
		if got := strings.Join(words, " "); got != line {
			t.Errorf("%s: %s, want %s", id, got, line)
		}
	}
}

// The couplings and limits of the contract, and what near and the conversation
// never offer.
func TestFactsAreCoupledAndLimited(t *testing.T) {
	s := open(t).Rules.Schema
	if got := s.Lookup("nev_output").AtMost; got != "vehicle_output" {
		t.Errorf("nev_output is at most %q", got)
	}
	if got := s.Lookup("insurance_rate").PositiveIf; got != "insurance_premium" {
		t.Errorf("insurance_rate is positive beside %q", got)
	}
	var least, near, mentioned []fact.ID
	for i := range s.Len() {
		sp := s.Spec(i)
		if sp.Least > 0 {
			least = append(least, sp.ID)
		}
		if !sp.Near && (sp.Type == fact.Money || sp.Type == fact.Count) {
			near = append(near, sp.ID)
		}
		if sp.Asked == fact.WhenMentioned {
			mentioned = append(mentioned, sp.ID)
		}
		if sp.Question == "" {
			t.Errorf("%s has no question", sp.ID)
		}
	}
	if diff := cmp.Diff([]fact.ID{"first_set_rank", "insurance_year"}, least); diff != "" {
		t.Errorf("facts that count from one:\n%s", diff)
	}
	never := []fact.ID{"first_set_rank", "insurance_year", "revenue_award_received", "approved_capacity",
		"local_purchase_previous", "platform_subsidy_received", "key_technology_output_previous", "fund_government_share"}
	if diff := cmp.Diff(never, near); diff != "" {
		t.Errorf("facts that are never offered in near:\n%s", diff)
	}
	if diff := cmp.Diff([]fact.ID{"fund_government_share"}, mentioned); diff != "" {
		t.Errorf("facts asked for only when spoken of:\n%s", diff)
	}
}

// The named kinds of amount expand to the calculator's terms; what the text does
// not write itself is derived.
func TestAmountsExpand(t *testing.T) {
	p := open(t)
	rules := map[string]calc.Measure{}
	for _, m := range p.Rules.Measures {
		rules[m.ID] = m
	}
	tests := []struct {
		name string
		got  any
		want any
	}{
		{"per item", rules["first_set_recognition"].Branches[0].Amount,
			[]calc.Product{{calc.Value{Fact: "first_set_recognized"}, calc.Sum(50 * money.Wan)}}},
		{"rate", rules["scene_opening"].Branches[0].Amount,
			[]calc.Product{{calc.Value{Fact: "scene_investment"}, calc.Ratio{Num: 1, Den: 5}}}},
		{"staged, by percentage points", rules["first_set_insurance"].Branches[0].Amount, insurance(calc.Ratio{Num: 4, Den: 5}, calc.Ratio{Num: 7, Den: 10})},
		{"staged, relative", rules["first_set_insurance"].Readings[1].Rule.Branches[0].Amount, insurance(calc.Ratio{Num: 81, Den: 100}, calc.Ratio{Num: 729, Den: 1000})},
		{"cap under the other reading", rules["first_set_insurance"].Readings[1].Rule.Branches[0].Cap, 500 * money.Wan},
		{"increment", rules["key_technology_repeat"].Branches[0].Amount,
			[]calc.Product{{calc.Increment{Now: "key_technology_output", Before: "key_technology_output_previous"}, calc.Ratio{Num: 1, Den: 100}}}},
		{"split", rules["fund_matching"].Parts,
			[]calc.SplitPart{{Label: "市本级", Share: calc.Ratio{Num: 1, Den: 2}}, {Label: "区、县（市）", Share: calc.Ratio{Num: 1, Den: 2}}}},
		{"a share of another fact", rules["carmaker_output"].Branches[0].When[1],
			calc.Condition(calc.Proportion{Fact: "vehicle_output", Op: calc.AtLeast, Share: calc.Ratio{Num: 3, Den: 4}, Of: "approved_capacity"})},
		{"the cap of the last band only", caps(rules["local_purchase"].Readings[1].Rule.Branches), []money.Amount{1000 * money.Wan, 0, 0}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, tt.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func insurance(second, third calc.Ratio) []calc.Product {
	return []calc.Product{{
		calc.Capped{Base: "insurance_premium", Rate: "insurance_rate", Limit: calc.Ratio{Num: 1, Den: 50}},
		calc.ByOrdinal{Fact: "insurance_year", Ratios: []calc.Ratio{{Num: 9, Den: 10}, second, third}},
	}}
}

func caps(bs []calc.Branch) []money.Amount {
	var out []money.Amount
	for _, b := range bs {
		out = append(out, b.Cap)
	}
	return out
}

// The offices of a measure are those of its clause's bracket.
func TestOfficesComeFromTheClause(t *testing.T) {
	for _, m := range open(t).Rules.Measures {
		if diff := cmp.Diff([]string{"市经信局"}, m.Lead); diff != "" {
			t.Errorf("%s is led by:\n%s", m.ID, diff)
		}
		if len(m.Support) == 0 {
			t.Errorf("%s has no supporting office", m.ID)
		}
	}
}

// Every topic can be answered: each of its sentences can be quoted, and an office
// is named by a clause that has one.
func TestTopicsCanBeQuoted(t *testing.T) {
	p := open(t)
	for _, tp := range p.Topics {
		for aspect, ids := range tp.Aspects {
			for _, id := range ids {
				_, err := p.Doc.QuoteSentence(id)
				if err != nil && aspect == "office" {
					_, err = p.Doc.QuoteOffices(id)
				}
				if err != nil {
					t.Errorf("%s, %s: %v", tp.ID, aspect, err)
				}
			}
		}
	}
}

// Words lead to topics and absences, never to two absences.
func TestAbsencesDoNotOverlap(t *testing.T) {
	seen := map[string]string{}
	for _, a := range open(t).Absent {
		for _, w := range a.Words {
			if other := seen[w]; other != "" {
				t.Errorf("%q stands in %s and %s", w, other, a.ID)
			}
			seen[w] = a.ID
		}
	}
}

// A version is bound to every byte of the folder.
func TestVersionFollowsTheContent(t *testing.T) {
	fsys := yunlu(t)
	before, err := Open(fsys)
	if err != nil {
		t.Fatal(err)
	}
	fsys[PolicyFile].Data = append(fsys[PolicyFile].Data, "# a remark\n"...)
	after, err := Open(fsys)
	if err != nil {
		t.Fatal(err)
	}
	if before.Version == after.Version {
		t.Error("the content changed and the version did not")
	}
	if before.Rules.Version != before.Version {
		t.Error("receipts would be bound to another version than the policy's")
	}
}

// The index over sentences finds the one that a plain question is about.
func TestIndexFindsTheSentence(t *testing.T) {
	x := open(t).NewIndex()
	tests := []struct{ question, want string }{
		{"链主企业能拿多少补助", "art-2.5"},
		{"智能工厂和数字化车间补多少", "art-3.5"},
		{"应用场景开放项目投资补助", "art-6.3"},
		{"政府出资部分市和区县怎么配套", "art-4.8"},
		{"措施有效期到什么时候", "closing.1"},
		{"智能装备包括哪些领域", "scope.2"},
	}
	for _, tt := range tests {
		if hits := x.Search(tt.question, 3); len(hits) == 0 || hits[0].ID != tt.want {
			t.Errorf("%s: %v, want %s first", tt.question, hits, tt.want)
		}
	}
}
