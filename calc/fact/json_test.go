package fact_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"suance/calc/fact"
	"suance/calc/money"

	"pgregory.net/rapid"
)

// testSchema has a fact of each type and each coupling.
func testSchema() *fact.Schema {
	return fact.NewSchema([]fact.Spec{
		{ID: "industry", Type: fact.Choice, Label: "产业", Options: []fact.Option{
			{ID: "equipment", Label: "装备"}, {ID: "first_set", Label: "首台（套）产品"}}},
		{ID: "revenue", Type: fact.Money, Label: "年营业收入"},
		{ID: "rate", Type: fact.Share, Label: "费率", PositiveIf: "premium"},
		{ID: "premium", Type: fact.Money, Label: "保费"},
		{ID: "rank", Type: fact.Count, Label: "第几台", Unit: "台（套）", Least: 1},
		{ID: "output", Type: fact.Count, Label: "产量", Unit: "辆"},
		{ID: "nev", Type: fact.Count, Label: "新能源产量", Unit: "辆", AtMost: "output"},
		{ID: "factory", Type: fact.YesNo, Label: "智能工厂"},
		{ID: "founded", Type: fact.Date, Label: "成立日期"},
	})
}

var testAwards = []string{"milestone", "workshop"}

func TestDecodeReads(t *testing.T) {
	for _, c := range []struct{ in, out string }{
		{`{}`, `{}`},
		{` {"revenue": 1230000000.5} `, `{"revenue":"1230000000.5"}`},
		{`{"revenue":"12亿"}`, `{"revenue":"1200000000"}`},
		{`{"revenue":"3500万元"}`, `{"revenue":"35000000"}`},
		{`{"revenue":"1,200,000.50"}`, `{"revenue":"1200000.5"}`},
		{`{"revenue":1e0}`, ``},
		{`{"revenue":0}`, `{"revenue":"0"}`},
		{`{"revenue":1000000000000000}`, `{"revenue":"1000000000000000"}`},
		{`{"revenue":null}`, `{}`},
		{`{"rate":"2%"}`, `{"rate":"0.02"}`},
		{`{"rate":0.018}`, `{"rate":"0.018"}`},
		{`{"rate":"0.000000000000000001"}`, `{"rate":"0.000000000000000001"}`},
		{`{"rate":"百分之二"}`, `{"rate":"0.02"}`},
		{`{"rate":1}`, `{"rate":"1"}`},
		{`{"output":"15万辆"}`, `{"output":150000}`},
		{`{"output":150000}`, `{"output":150000}`},
		{`{"rank":1}`, `{"rank":1}`},
		{`{"factory":true}`, `{"factory":true}`},
		{`{"factory":"否"}`, `{"factory":false}`},
		{`{"industry":"equipment"}`, `{"industry":"equipment"}`},
		{`{"industry":"装备"}`, `{"industry":"equipment"}`},
		{`{"industry":"首台(套)产品"}`, `{"industry":"first_set"}`},
		{`{"founded":"2019-02-28"}`, `{"founded":"2019-02-28"}`},
		{`{"revenue":{"ge":"1亿","lt":"5亿"}}`, `{"revenue":{"ge":"100000000","lt":"500000000"}}`},
		{`{"revenue":{"gt":"1亿"}}`, `{"revenue":{"gt":"100000000"}}`},
		{`{"revenue":{"ge":"5亿","le":"5亿"}}`, `{"revenue":"500000000"}`},
		{`{"revenue":{"le":0}}`, `{"revenue":"0"}`},
		{`{"rate":{"gt":"2%"}}`, `{"rate":{"gt":"0.02"}}`},
		{`{"output":{"le":"15万辆"}}`, `{"output":{"le":150000}}`},
		{`{"output":{"gt":5,"lt":7}}`, `{"output":6}`},
		{`{"nev":{"ge":5},"output":{"le":5}}`, `{"output":{"le":5},"nev":{"ge":5}}`},
		{`{"rate":0,"premium":{"ge":0}}`, `{"rate":"0","premium":{"ge":"0"}}`},
		{`{"rate":0,"premium":0}`, `{"rate":"0","premium":"0"}`},
		{`{"nev":5,"output":5}`, `{"output":5,"nev":5}`},
		{`{"other_awards":{"workshop":"1万","milestone":null}}`, `{"other_awards":{"workshop":"10000"}}`},
		{`{"other_awards":null}`, `{}`},
		{`{"enterprise":"甲公司","as_of":"2025-06-30"}`, `{}`},
		{`{"rev\u0065nue":1}`, `{"revenue":"1"}`},
	} {
		rec, err := testSchema().Decode([]byte(c.in), testAwards)
		if c.out == "" {
			if err == nil {
				t.Errorf("Decode(%s) = %s, want an error", c.in, rec.Facts.AppendJSON(nil))
			}
			continue
		}
		if err != nil {
			t.Errorf("Decode(%s): %v", c.in, err)
			continue
		}
		if got := string(rec.Facts.AppendJSON(nil)); got != c.out {
			t.Errorf("Decode(%s) = %s, want %s", c.in, got, c.out)
		}
		again, err := testSchema().Decode(rec.Facts.AppendJSON(nil), testAwards)
		if err != nil || string(again.Facts.AppendJSON(nil)) != c.out {
			t.Errorf("what is printed is not accepted unchanged: %s: %v", c.out, err)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	for _, c := range []struct {
		in, field string
		says      string // part of the message
	}{
		{``, "", "line 1, column 1"},
		{`   `, "", "没有内容"},
		{`[]`, "", "JSON对象"},
		{`"revenue"`, "", "JSON对象"},
		{"{\"revenue\":1,\n \"rate\" 2}", "", "line 2, column 9"},
		{`{"revenue":1`, "", "line 1, column 13"},
		{`{"revenue":1} {}`, "", "不能再有内容"},
		{`{"revenue":1},`, "", "不能再有内容"},
		{"{\"revenue\":\"1\xff\"}", "", "UTF-8"},
		{`{"revenue":01}`, "", "line 1"},
		{`{"revenue":+1}`, "", "line 1"},
		{`{"revenue":NaN}`, "", "line 1"},
		{`{"revenue":1,}`, "", "line 1"},
		{`{'revenue':1}`, "", "line 1"},
		{`{"revenue":1,"revenue":1}`, "revenue", "两次"},
		{`{"other_awards":{"workshop":1,"workshop":1}}`, "other_awards.workshop", "两次"},
		{`{"other_awards":{},"other_awards":{}}`, "other_awards", "两次"},
		{`{"revenue":1,"rev\u0065nue":2}`, "revenue", "两次"},
		{`{"Revenue":1}`, "Revenue", "没有这一项"},
		{`{"turnover":1}`, "turnover", "没有这一项"},
		{`{"":1}`, "", "没有这一项"},
		{`{"revenue":-1}`, "revenue", "不能为负"},
		{`{"revenue":"-1亿"}`, "revenue", "不能为负"},
		{`{"revenue":1e9}`, "revenue", "科学计数法"},
		{`{"revenue":"1E9"}`, "revenue", "科学计数法"},
		{`{"revenue":0.001}`, "revenue", "两位小数"},
		{`{"revenue":1000000000000000.01}`, "revenue", "超出范围"},
		{`{"revenue":99999999999999999999999999999}`, "revenue", "超出范围"},
		{`{"revenue":""}`, "revenue", "应为金额"},
		{`{"revenue":"很多"}`, "revenue", "应为金额"},
		{`{"revenue":true}`, "revenue", "应为金额"},
		{`{"revenue":[1]}`, "revenue", "应为金额"},
		{`{"revenue":{}}`, "revenue", "至少要有一端"},
		{`{"revenue":{"ge":1,"gt":1}}`, "revenue", "只能有一个"},
		{`{"revenue":{"ge":1,"ge":1}}`, "revenue", "两次"},
		{`{"revenue":{"min":1}}`, "revenue", "ge"},
		{`{"revenue":{"ge":2,"le":1}}`, "revenue", "没有任何可取的值"},
		{`{"revenue":{"gt":1,"lt":1}}`, "revenue", "没有任何可取的值"},
		{`{"revenue":{"gt":1,"lt":1.01}}`, "revenue", "没有任何可取的值"},
		{`{"revenue":{"lt":0}}`, "revenue", "没有任何可取的值"},
		{`{"revenue":{"lt":-1}}`, "revenue", "不能为负"},
		{`{"revenue":{"le":"1亿亿"}}`, "revenue", "超出范围"},
		{`{"revenue":{"ge":null}}`, "revenue", "应为金额"},
		{`{"output":{"gt":1,"lt":2}}`, "output", "没有任何可取的值"},
		{`{"rate":"101%"}`, "rate", "超出范围"},
		{`{"rate":2}`, "rate", "超出范围"},
		{`{"rate":"-2%"}`, "rate", "不能为负"},
		{`{"rate":"0.0000000000000000001"}`, "rate", "小数"},
		{`{"output":1.5}`, "output", "整数"},
		{`{"output":1.0}`, "output", "整数"},
		{`{"output":"半"}`, "output", "整数"},
		{`{"output":1000000001}`, "output", "超出范围"},
		{`{"output":"15万元"}`, "output", ""},
		{`{"rank":0}`, "rank", "超出范围"},
		{`{"rank":{"lt":1}}`, "rank", "没有任何可取的值"},
		{`{"factory":1}`, "factory", "true"},
		{`{"factory":"yes"}`, "factory", "true"},
		{`{"factory":{"ge":true}}`, "factory", "true"},
		{`{"industry":"农业"}`, "industry", "装备"},
		{`{"industry":0}`, "industry", "装备"},
		{`{"founded":"2019-02-29"}`, "founded", "日期"},
		{`{"as_of":"2025-13-01"}`, "as_of", "日期"},
		{`{"as_of":20250630}`, "as_of", "日期"},
		{`{"enterprise":5}`, "enterprise", "文字"},
		{`{"enterprise":"\ud800"}`, "enterprise", "文字"},
		{`{"other_awards":5}`, "other_awards", "对象"},
		{`{"other_awards":{"fund":1}}`, "other_awards.fund", "不是可以填写的措施"},
		{`{"other_awards":{"workshop":-1}}`, "other_awards.workshop", "不能为负"},
		{`{"other_awards":{"workshop":{"ge":1}}}`, "other_awards.workshop", "确定的金额"},
		{`{"nev":6,"output":5}`, "nev", "不能大于"},
		{`{"nev":{"gt":5},"output":{"le":5}}`, "nev", "不能大于"},
		{`{"rate":0,"premium":1}`, "rate", "不能为零"},
		{`{"rate":{"le":0},"premium":{"gt":0}}`, "rate", "不能为零"},
		{strings.Repeat(`{"revenue":`, 20000), "", "line 1"},
	} {
		_, err := testSchema().Decode([]byte(c.in), testAwards)
		var errs fact.Errors
		if !errors.As(err, &errs) {
			t.Errorf("Decode(%.60s) = %v, want Errors", c.in, err)
			continue
		}
		if errs[0].Field != c.field || !strings.Contains(err.Error(), c.says) {
			t.Errorf("Decode(%.60s): field %q, %v; want field %q and %q", c.in, errs[0].Field, err, c.field, c.says)
		}
	}
}

func TestDecodeTellsAllThatIsWrong(t *testing.T) {
	_, err := testSchema().Decode([]byte(`{"revenue":-1,"rate":2,"x":1}`), nil)
	var errs fact.Errors
	if !errors.As(err, &errs) || len(errs) != 3 {
		t.Fatalf("got %v, want three errors", err)
	}
}

// TestDecodePrintedFacts: whatever is known prints as an object that decodes to
// the same.
func TestDecodePrintedFacts(t *testing.T) {
	schema := testSchema()
	rapid.Check(t, func(t *rapid.T) {
		f := fact.NewSet(schema)
		for i := range schema.Len() {
			sp := schema.Spec(i)
			if v, ok := drawValue(t, sp); ok {
				f = f.With(sp.ID, v)
			}
		}
		if len(f.Conflicts()) > 0 {
			t.Skip("not admissible")
		}
		printed := f.AppendJSON(nil)
		if !json.Valid(printed) {
			t.Fatalf("not JSON: %s", printed)
		}
		rec, err := schema.Decode(printed, testAwards)
		if err != nil {
			t.Fatalf("Decode(%s): %v", printed, err)
		}
		if again := rec.Facts.AppendJSON(nil); string(again) != string(printed) {
			t.Fatalf("%s came back as %s", printed, again)
		}
	})
}

func drawValue(t *rapid.T, sp *fact.Spec) (fact.Value, bool) {
	if !rapid.Bool().Draw(t, "known") {
		return fact.Value{}, false
	}
	most := map[fact.Type]int64{fact.Money: int64(money.Max), fact.Share: int64(money.One), fact.Count: fact.MaxCount,
		fact.YesNo: 1, fact.Choice: int64(len(sp.Options) - 1), fact.Date: 2932896}[sp.Type]
	draw := rapid.Int64Range(sp.Least, most)
	v := fact.Point(draw.Draw(t, "value"))
	if sp.Type <= fact.Count && rapid.Bool().Draw(t, "range") {
		var low, high *fact.Bound
		if rapid.Bool().Draw(t, "low") {
			low = &fact.Bound{Value: draw.Draw(t, "from"), Open: rapid.Bool().Draw(t, "gt")}
		}
		if low == nil || rapid.Bool().Draw(t, "high") {
			high = &fact.Bound{Value: draw.Draw(t, "to"), Open: rapid.Bool().Draw(t, "lt")}
		}
		v = sp.Range(low, high)
	}
	return v, sp.Check(v) == nil
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{`{"revenue":"12亿","rate":{"gt":"2%"}}`, `{"other_awards":{"workshop":1}}`, `{"nev":{"ge":1}}`} {
		f.Add([]byte(s))
	}
	schema := testSchema()
	f.Fuzz(func(t *testing.T, data []byte) {
		rec, err := schema.Decode(data, testAwards)
		if err != nil {
			if err.Error() == "" {
				t.Error("an error without a message")
			}
			return
		}
		printed := rec.Facts.AppendJSON(nil)
		again, err := schema.Decode(printed, testAwards)
		if err != nil || string(again.Facts.AppendJSON(nil)) != string(printed) {
			t.Errorf("%s does not decode to itself: %v", printed, err)
		}
	})
}

func TestSayValue(t *testing.T) {
	sp := testSchema().Lookup("revenue")
	bound := func(n int64, open bool) *fact.Bound { return &fact.Bound{Value: n * int64(money.Yi), Open: open} }
	for _, c := range []struct {
		v    fact.Value
		want string
	}{
		{fact.Value{}, "未知"},
		{fact.Point(int64(12 * money.Yi)), "12亿元"},
		{sp.Range(bound(1, true), nil), "超过1亿元"},
		{sp.Range(bound(1, false), bound(5, true)), "不少于1亿元、不到5亿元"},
		{sp.Range(nil, bound(5, false)), "不超过5亿元"},
	} {
		if got := sp.SayValue(c.v); got != c.want {
			t.Errorf("SayValue = %q, want %q", got, c.want)
		}
	}
}

func TestDays(t *testing.T) {
	d, ok := fact.ParseDay("2025-12-31")
	if !ok || d.String() != "2025-12-31" || d.Chinese() != "2025年12月31日" {
		t.Errorf("got %v %v %v", d, d.Chinese(), ok)
	}
	for _, bad := range []string{"", "2025-2-3", "2025-02-30", "20250630", "2025-06-30 ", "０２５-06-30"} {
		if d, ok := fact.ParseDay(bad); ok {
			t.Errorf("ParseDay(%q) = %v", bad, d)
		}
	}
}
