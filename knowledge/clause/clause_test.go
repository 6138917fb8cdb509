package clause

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const draftFile = "../policies/hangzhou-equipment-materials-draft/document.txt"

// parseFile reads a document laid out as its policy folder says.
func parseFile(t testing.TB, layout Layout) (string, *Document) {
	t.Helper()
	b, err := os.ReadFile(draftFile)
	if err != nil {
		t.Fatal(err)
	}
	d, err := Parse(string(b), layout)
	if err != nil {
		t.Fatal(err)
	}
	return string(b), d
}

func TestHangzhouDraftHasTheClausesOfTheSpecification(t *testing.T) {
	source, d := parseFile(t, Layout{Rename: map[ID]ID{"part-1": "scope"}})
	want := map[ID]int{"title": 1, "preamble": 2, "scope": 3, "art-1": 7, "art-2": 6, "art-3": 12, "art-4": 9,
		"art-5": 7, "art-6": 4, "art-7": 4, "art-8": 3, "art-9": 3, "art-10": 2, "closing": 2}
	got := map[ID]int{}
	for _, c := range d.Clauses {
		got[c.ID] = len(c.Sentences)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sentences a clause (-want +got):\n%s", diff)
	}
	if squeeze(d.Text()) != squeeze(source) {
		t.Error("something of the document is lost")
	}
}

func TestHangzhouDraftSentences(t *testing.T) {
	_, d := parseFile(t, Layout{})
	tests := []struct {
		id   ID
		want string
	}{
		{"title.1", "关于加快推动高端装备制造业和新材料产业高质量发展的若干措施（征求意见稿）"},
		{"art-3.1", "推动提质增效。"},
		{"art-1.4", "每年认定首台（套）产品80项，给予50万元的资金奖励；"},
		{"art-1.7", "年度补偿金额最高不超过500万元，最多可连续支持3年。"},
		{"art-5.5", "每年财政补助平台数量不超过6个（含6个,高端装备、新材料各3个）。"},
		{"art-3.9", "年度产量达到10万辆或产值达到100亿元以上，给予2000万元的奖励。"},
		{"closing.2", "本措施与本市各级其他同类政策有重叠的，按照“从优、就高、不重复”的原则予以支持。"},
	}
	for _, tt := range tests {
		s, ok := d.Sentence(tt.id)
		if !ok || s.Text != tt.want {
			t.Errorf("%s = %q, want %q", tt.id, s.Text, tt.want)
		}
	}
	if c := d.Clause("art-3.4"); c == nil || c.Heading != "推动提质增效" || c.Marker != "（三）" {
		t.Errorf("clause of art-3.4 = %+v", c)
	}
	if c := d.Clause("art-1"); c.Chapter != "二、工作举措及配套政策" {
		t.Errorf("chapter line before art-1 = %q", c.Chapter)
	}
}

func TestHangzhouDraftOffices(t *testing.T) {
	_, d := parseFile(t, Layout{})
	c := d.Clause("art-7")
	if diff := cmp.Diff([]string{"市经信局"}, c.Lead); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"市委人才办"}, c.Support); diff != "" {
		t.Error(diff)
	}
	q, err := d.QuoteOffices("art-7.2")
	if err != nil || q.Clause() != "art-7" || q.Text() != "（牵头单位：市经信局，配合单位：市委人才办）" {
		t.Errorf("offices of art-7 = %q by %s, %v", q.Text(), q.Clause(), err)
	}
	if _, err := d.QuoteOffices("art-8"); err == nil {
		t.Error("art-8 has no bracket of offices, yet one was quoted")
	}
}

// A document of another shape: articles in chapters, items, a list of offices with
// brackets in a name.
const articles = `云麓市智能制造扶持办法
云政发〔二〇二四〕八号
各区、县（市）人民政府：
第一章　总则
第一条 为了扶持，制定本办法。
第二章 支持措施
第二条 本办法所称企业，应当符合下列条件：
（一）在本市登记；
（二）依法纳税。
第三条 对改造项目补助 20 万元（责任单位：市工信局、各区、县（市）政府；配合单位：市财政局）。
第三章 附则
第四条 本办法自2024年1月1日起施行。
附件：清单
`

func TestArticlesInChapters(t *testing.T) {
	d, err := Parse(articles, Layout{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, c := range d.Clauses {
		b.WriteString(string(c.ID) + " " + c.Marker + "\n")
		for _, s := range c.Sentences {
			b.WriteString("  " + string(s.ID) + " " + s.Text + "\n")
		}
	}
	want := `title 
  title.1 云麓市智能制造扶持办法云政发〔二〇二四〕八号
preamble 
  preamble.1 各区、县（市）人民政府：
art-1 第一条
  art-1.1 为了扶持，制定本办法。
art-2 第二条
  art-2.1 本办法所称企业，应当符合下列条件：（一）在本市登记；
  art-2.2 （二）依法纳税。
art-3 第三条
  art-3.1 对改造项目补助 20 万元
art-4 第四条
  art-4.1 本办法自2024年1月1日起施行。
  art-4.2 附件：清单
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"市工信局", "各区、县（市）政府"}, d.Clause("art-3").Lead); diff != "" {
		t.Error(diff)
	}
	if c := d.Clause("art-2"); c.Chapter != "第二章 支持措施" {
		t.Errorf("chapter = %q", c.Chapter)
	}
	if squeeze(d.Text()) != squeeze(articles) {
		t.Error("something of the document is lost")
	}
}

func TestLayouts(t *testing.T) {
	tests := []struct {
		name, text string
		layout     Layout
		want       string // ids in a row
	}{
		{"chapters of their own", "通知\n一、总则\n为了发展。\n二、措施\n（一）补助。\n（二）奖励。\n本措施自发布之日起施行。", Layout{}, "title part-1 art-1 art-2 closing"},
		{"articles by 一、", "通知\n一、支持研发。给予补助：\n（一）甲。\n（二）乙。\n二、支持应用。\n（一）丙。", Layout{}, "title art-1 art-2"},
		{"articles by 1.", "通知\n1.支持研发。\n2．支持应用。\n1.5倍的另行规定。", Layout{}, "title art-1 art-2"},
		{"numbers that begin anew", "通知\n第一章 甲\n第一条 一。\n第二章 乙\n第一条 二。", Layout{}, "title art-1 art-2"},
		{"a number left out", "通知\n第一条 一。\n第三条 二。", Layout{}, "title art-1 art-3"},
		{"layout stated", "通知\n一、甲。\n二、乙。\n（一）丙。", Layout{Article: "N、"}, "title art-1 art-2"},
		{"closing stated", "通知\n第一条 甲。\n特此通知。", Layout{Closing: "特此"}, "title art-1 closing"},
		{"no closing", "通知\n（一）甲。\n本措施自即日起施行。", Layout{Closing: NoClosing}, "title art-1"},
		{"an article that is only a heading before the closing words", "通知\n第一条 甲。\n第二条 附则\n本措施自即日起施行。", Layout{}, "title art-1 art-2"},
		{"half-width brackets", "通知\n(一)甲。\n(二)乙。", Layout{}, "title art-1 art-2"},
		{"an empty chapter", "通知\n第一章 甲\n第一条 一。\n第二章 乙", Layout{}, "title art-1 part-2"},
		{"no title", "为了发展，特此通知。\n第一条 甲。", Layout{}, "preamble art-1"},
	}
	for _, tt := range tests {
		d, err := Parse(tt.text, tt.layout)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		var ids []string
		for _, c := range d.Clauses {
			ids = append(ids, string(c.ID))
		}
		if got := strings.Join(ids, " "); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestOfficesInOtherShapes(t *testing.T) {
	tests := []struct{ text, lead, support, sentence string }{
		{"甲。（责任单位：市局）", "市局", "", "甲。"},
		{"甲。【牵头单位：市局；配合单位：区局、县局】", "市局", "区局 县局", "甲。"},
		{"甲。责任单位：市局", "市局", "", "甲。"},
		{"甲。责任部门:市局、各区、县（市）政府。", "市局 各区、县（市）政府", "", "甲。"},
		{"甲（牵头单位：市局）。", "市局", "", "甲"},
		{"甲（含乙）。", "", "", "甲（含乙）。"},
		{"责任单位应当负责。", "", "", "责任单位应当负责。"},
	}
	for _, tt := range tests {
		d, err := Parse("通知\n第一条 "+tt.text, Layout{})
		if err != nil {
			t.Fatal(err)
		}
		c := d.Clause("art-1")
		if got := strings.Join(c.Lead, " "); got != tt.lead {
			t.Errorf("%s: led by %q", tt.text, got)
		}
		if got := strings.Join(c.Support, " "); got != tt.support {
			t.Errorf("%s: supported by %q", tt.text, got)
		}
		if got := c.Text(); got != tt.sentence {
			t.Errorf("%s: the sentence is %q", tt.text, got)
		}
	}
}

// A heading on a line of its own is part of no sentence, like a chapter line.
func TestHeadingLines(t *testing.T) {
	const text = "通知\n第一条 适用对象\n本市企业。\n外地企业除外。\n第二条 支持企业做大做强\n（一）补助；\n第三条 为了发展，\n制定本办法。"
	d, err := Parse(text, Layout{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range d.Clauses[1:] {
		got = append(got, c.Heading)
		for _, s := range c.Sentences {
			got = append(got, string(s.ID)+" "+s.Text)
		}
	}
	want := []string{"适用对象", "art-1.1 本市企业。", "art-1.2 外地企业除外。", "支持企业做大做强", "art-2.1 （一）补助；", "", "art-3.1 为了发展，制定本办法。"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if squeeze(d.Text()) != squeeze(text) {
		t.Errorf("%q became %q", text, d.Text())
	}
}

func TestUnreadableDocuments(t *testing.T) {
	for text, want := range map[string]error{"": ErrEmpty, " \n\n": ErrEmpty, "\xff": ErrEncoding, strings.Repeat("一", 400_000): ErrTooLarge} {
		if _, err := Parse(text, Layout{}); err != want {
			t.Errorf("Parse(%.8q) = %v, want %v", text, err, want)
		}
	}
}

func TestQuote(t *testing.T) {
	_, d := parseFile(t, Layout{})
	tests := []struct {
		id   ID
		text string
		want string // of the quote, or of the error
	}{
		{"art-2.5", "给予不超过500万元的一次性补助", "给予不超过500万元的一次性补助"},
		{"art-2.5", "给予不超过\n 500万元的一次性补助", "给予不超过500万元的一次性补助"},
		{"art-3", "推动提质增效。以自主创新能力", "推动提质增效。以自主创新能力"},
		{"art-3", "牵头单位：市经信局", "牵头单位：市经信局"},
		{"art-2.5", "给予500万元的一次性补助", "引文不是该条款的原文"},
		{"art-2.5", "牵头单位：市经信局", "引文不是该条款的原文"},
		{"art-2.5", "500", "引文过短"},
		{"art-22", "给予不超过500万元", "没有这个条款"},
		{"art-2.9", "给予不超过500万元", "没有这个条款"},
	}
	for _, tt := range tests {
		q, err := d.Quote(tt.id, tt.text)
		switch {
		case err != nil && !strings.Contains(err.Error(), tt.want):
			t.Errorf("%s %q: %v, want %q", tt.id, tt.text, err, tt.want)
		case err == nil && (q.Text() != tt.want || q.Clause() != tt.id):
			t.Errorf("%s %q = %q by %s, want %q", tt.id, tt.text, q.Text(), q.Clause(), tt.want)
		}
	}
}

func TestQuoteSentence(t *testing.T) {
	_, d := parseFile(t, Layout{})
	q, err := d.QuoteSentence("closing.1")
	if err != nil || q.Text() != "本措施自发布之日起施行，有效期至2025年12月31日。" {
		t.Errorf("%q, %v", q.Text(), err)
	}
	if _, err := d.QuoteSentence("closing"); err == nil {
		t.Error("a clause is no sentence")
	}
}

func TestPositionLeadsBackToTheFile(t *testing.T) {
	source, d := parseFile(t, Layout{})
	s, _ := d.Sentence("closing.1")
	line, column := d.Position(source, "closing.1", strings.Index(s.Text, "2025"))
	runes := []rune(strings.Split(source, "\n")[line-1])
	if got := string(runes[column-1 : column+3]); got != "2025" {
		t.Errorf("line %d, column %d is %q", line, column, got)
	}
}

// Nothing of a text is lost, every sentence can be quoted, and ids lead to it.
func FuzzParse(f *testing.F) {
	f.Add(articles)
	f.Add("标题\n一、甲\n文字。（一）乙；丙（牵头单位：市局）")
	f.Add("（《“”》）；。\r第一条\u3000“甲。")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := Parse(text, Layout{})
		if err != nil {
			return
		}
		if got, want := squeeze(d.Text()), squeeze(strings.TrimPrefix(text, "\ufeff")); got != want {
			t.Fatalf("%q became %q", want, got)
		}
		for _, s := range d.Sentences() {
			if squeeze(s.Text) == "" {
				t.Fatalf("%s is empty", s.ID)
			}
			if got, ok := d.Sentence(s.ID); !ok || got.Text != s.Text {
				t.Fatalf("%s leads to %q, want %q", s.ID, got.Text, s.Text)
			}
			if q, err := d.Quote(s.ID, s.Text); err == nil && squeeze(q.Text()) != squeeze(s.Text) {
				t.Fatalf("quote of %q is %q", s.Text, q.Text())
			}
		}
	})
}
