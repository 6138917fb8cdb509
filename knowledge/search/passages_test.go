package search

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// passageQuestions are questions as people ask them about three policies, with words
// of the passage that answers.
var passageQuestions = []struct{ question, answer string }{
	// 杭州
	{"装备制造和新材料政策主要支持哪些行业？", "本措施重点支持高端装备制造业"},
	{"做工业机器人算不算智能装备？", "机器人、数控机床"},
	{"充电桩这类基础设施属于新能源汽车领域吗", "关键零部件、智能网联汽车和基础设施"},
	{"首台套认定下来一台能拿多少钱？", "每年认定首台（套）产品80项"},
	{"首台套买保险，保费政府补多少？", "首年度实际保费的90%"},
	{"保险补偿一年最多补多少，能补几年？", "年度补偿金额最高不超过500万元"},
	{"链主企业有没有补助？", "对“链主”企业给予不超过500万元"},
	{"我们想兼并下游企业，基金和贷款有照顾吗？", "兼并、重组等形式整合"},
	{"小巨人和专精特新中小企业分别奖多少", "“专精特新”中小企业，按现有政策分档"},
	{"营收第一次过十亿奖励多少？", "营业收入首次达到500亿元"},
	{"建数字化车间有补贴吗", "“数字化车间”80万元"},
	{"整车厂产能利用率要到多少才有奖励？", "达到产能75%"},
	{"推出一款新车型，产量多少可以拿两千万？", "年度产量达到10万辆"},
	{"向本地供应商买零部件有什么奖励？", "采购本市零部件企业生产的产品"},
	{"产业基金里市和区各出多少？", "市本级与区、县（市）1：1比例配套"},
	{"检测平台买研发设备能补几成？", "新购研发设备总价的30%"},
	{"氢燃料电池关键技术再次申请怎么算？", "再次申报的"},
	{"开放应用场景的医院能得到多少资金？", "投资总额20%"},
	{"每年要引进多少高层次人才", "每年引进100名"},
	{"链长由谁当？", "由市政府领导任链长"},
	{"考核结果跟领导挂钩吗？", "“一把手”的目标责任考核"},
	{"这个措施什么时候到期？", "有效期至2025年12月31日"},
	{"跟市里别的政策重复了怎么办", "“从优、就高、不重复”的原则"},
	// 云麓
	{"云麓的规定哪些企业能用？", "在云麓市登记的制造业企业"},
	{"研发投入一千万能补多少？", "年度研发投入达到1000万元"},
	{"招应届大学生每个月补多少钱", "每人每月1500元"},
	{"绿色工厂奖多少？", "市级绿色工厂称号"},
	{"低碳工厂和绿色工厂能一起拿吗", "只奖励较高的一项"},
	{"重大项目一事一议最高能给多少？", "实行一事一议"},
	{"一家公司一年奖补加起来有没有封顶？", "奖励和补助总额不超过400万元"},
	// 澄江
	{"创新药做完三期临床奖多少？", "完成Ⅲ期临床的奖励500万元"},
	{"医疗器械公司可以享受生物医药政策吗？", "含医疗器械企业"},
	{"企业技术中心要满足哪些条件？", "企业技术中心"},
	{"引进一个博士给多少生活补贴？", "新引进博士、硕士"},
	{"新增一个岗位补多少？", "每个新增岗位2000元"},
	{"工业产值第一次破亿有奖吗", "年工业产值首次突破1亿元"},
	{"出口额三亿的企业，奖励按几个点算？", "年出口额5000万元（含）"},
	{"药品责任险的保费怎么补贴", "药品责任险保费"},
	{"租厂房有房租补贴吗", "租用标准厂房"},
	{"生物医药政策由哪个部门解释？", "由市工信局会同有关部门负责解释"},
}

// passages cuts a document into passages of at least sixty characters, at the ends of
// its sentences and lines.
func passages(t *testing.T, name, path string) (docs []Doc) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var passage strings.Builder
	for part := range strings.SplitAfterSeq(strings.ReplaceAll(string(text), "\n", "\n。"), "。") {
		passage.WriteString(strings.TrimSuffix(part, "\n。"))
		if utf8.RuneCountInString(passage.String()) >= 60 {
			docs = append(docs, Doc{fmt.Sprintf("%s-%d", name, len(docs)), passage.String()})
			passage.Reset()
		}
	}
	return append(docs, Doc{fmt.Sprintf("%s-%d", name, len(docs)), passage.String()})
}

// TestPassages ranks passages of official documents, which the lexicon knows nothing
// of, by themselves and among articles of statutes, which must not push them away.
func TestPassages(t *testing.T) {
	var docs []Doc
	for name, path := range map[string]string{
		"hangzhou":   "../policies/hangzhou-equipment-materials-draft/document.txt",
		"yunlu":      "../testdata/yunlu/document.txt",
		"chengjiang": "../testdata/chengjiang/document.txt",
	} {
		docs = append(docs, passages(t, name, path)...)
	}
	statutes := readSuite(t, "testdata", "").docs
	for _, tt := range []struct {
		name          string
		docs          []Doc
		mrr, recall10 float64
	}{
		{"passages", docs, 0.72, 0.89},
		{"passages among statutes", append(docs, statutes...), 0.72, 0.89},
	} {
		s := suite{docs: tt.docs, relevant: map[string]map[string]bool{}}
		for i, q := range passageQuestions {
			id := fmt.Sprint(i)
			s.queries = append(s.queries, Doc{id, q.question})
			s.relevant[id] = map[string]bool{}
			for _, d := range docs {
				if strings.Contains(d.Text, q.answer) {
					s.relevant[id][d.ID] = true
				}
			}
			if len(s.relevant[id]) != 1 {
				t.Fatalf("%s: %d passages have %q", q.question, len(s.relevant[id]), q.answer)
			}
		}
		x := New(s.docs)
		plain, whole := s.ask(x.plain()), s.ask(x)
		t.Logf("%d %s, BM25 alone: %v", len(s.docs), tt.name, plain)
		t.Logf("%d %s:             %v", len(s.docs), tt.name, whole)
		if whole.mrr < tt.mrr || whole.recall10 < tt.recall10 {
			t.Errorf("%s: %v, want MRR@10 ≥ %.2f, Recall@10 ≥ %.2f", tt.name, whole, tt.mrr, tt.recall10)
		}
	}
}
