package search

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// What a search finds, best first.
func TestSearch(t *testing.T) {
	docs := []Doc{
		{"a", "对首次达到的企业，给予不超过500万元的一次性补助。"},
		{"b", "本措施自发布之日起施行，有效期至2025年12月31日。"},
		{"c", "对新认定的ＡＩ平台，按投资额的20%给予补助。"},
		{"d", "由市经信局牵头，市财政局配合。"},
	}
	x := New(docs)
	for _, tt := range []struct{ name, query, want string }{
		{"bigrams before single characters", "财政局", "d"},
		{"full-width and capital letters are as plain ones", "ai平台", "c"},
		{"numbers are words", "2025年", "b"},
		{"a word in a question of other words", "补助最多能拿500万吗", "a"},
		{"nothing in common", "鲸鱼", ""},
		{"nothing to search for", "？！，。", ""},
		{"empty", "", ""},
	} {
		got := ""
		if hits := x.Search(tt.query, 10); len(hits) > 0 {
			got = hits[0].ID
			if docs[hits[0].Doc].ID != got {
				t.Errorf("%s: Doc is another clause than ID", tt.name)
			}
		}
		if got != tt.want {
			t.Errorf("%s: %q finds %q first, want %q", tt.name, tt.query, got, tt.want)
		}
	}
}

// Of documents that answer alike, the one that others cite comes first.
func TestKnownDocumentsComeFirst(t *testing.T) {
	docs := []Doc{
		{"1", "甲法第一条 承租人应当按期支付租金。"},
		{"2", "乙条例第一条 承租人应当按期支付租金。"},
		{"3", "丙规定第一条 依照《中华人民共和国乙条例》办理。"},
		{"4", "丁规定第一条 依照《乙条例》第一条办理。"},
	}
	if hits := New(docs).Search("承租人不付租金", 4); len(hits) < 2 || hits[0].ID != "2" || hits[1].ID != "1" {
		t.Errorf("hits %v, want the article of the cited document first", hits)
	}
}

// Of articles that answer alike, one beside another that answers too comes first.
func TestNeighboursCount(t *testing.T) {
	docs := []Doc{
		{"1", "甲法第九条 承租人应当按期支付租金。"},
		{"2", "甲法第一条 国家保护公民。"},
		{"3", "乙法第十一条 承租人应当按期支付租金。"},
		{"4", "乙法第三条 国家保护公民。"},
		{"5", "乙法第十条 承租人逾期的，应当说明。"},
	}
	if hits := New(docs).Search("承租人不付租金", 2); len(hits) < 2 || hits[0].ID != "3" || hits[1].ID != "1" {
		t.Errorf("hits %v, want the article beside the one about the same first", hits)
	}
}

// An article begins with the title of its document and its number.
func TestArticleHead(t *testing.T) {
	for _, tt := range []struct {
		text, title string
		number      int
	}{
		{"民法典第一条 为了保护", "民法典", 1},
		{"民法典第一千零六十二条 夫妻", "民法典", 1062},
		{"中华人民共和国刑法第一百二十条之一 资助", "刑法", 120},
		{"第三产业促进条例第15条 ", "第三产业促进条例", 15},
		{"最高人民法院关于适用《民法典》有关担保制度的解释第十条 因抵押", "最高人民法院关于适用《民法典》有关担保制度的解释", 10},
		{"依照《民法典》第三条办理", "", 3},
		{"本市企业，按照第三条办理", "", 3},
		{"第三条 本市企业", "", 3},
		{"第一章总则", "", 0},
		{"", "", 0},
	} {
		if title, number := articleHead(tt.text); title != tt.title || number != tt.number {
			t.Errorf("%s: %q, %d, want %q, %d", tt.text, title, number, tt.title, tt.number)
		}
	}
}

// collections draws small collections over few characters, so that they share
// words; some clauses are articles that cite each other.
func collections() *rapid.Generator[[]Doc] {
	text := rapid.StringOfN(rapid.RuneFrom([]rune("奖补资金企业税率年度 a1，。")), 0, 25, -1)
	head := rapid.SampledFrom([]string{"", "", "甲法第一条 ", "乙法第十二条 ", "丙条例第3条 ", "依照《甲法》", "第一条 "})
	return rapid.Custom(func(t *rapid.T) []Doc {
		docs := make([]Doc, rapid.IntRange(0, 60).Draw(t, "n"))
		for i := range docs {
			docs[i] = Doc{fmt.Sprintf("d%02d", i), head.Draw(t, "head") + text.Draw(t, "text")}
		}
		return docs
	})
}

var questions = rapid.StringOfN(rapid.RuneFrom([]rune("奖补资金企业税率年度多少甲乙法 a1？")), 0, 15, -1)

// The k best are the first k of all, in order, whatever k is.
func TestBestAreTheFirstOfAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, query := New(collections().Draw(t, "docs")), questions.Draw(t, "query")
		all := x.Search(query, math.MaxInt)
		if !slices.IsSortedFunc(all, func(a, b Hit) int {
			return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID))
		}) {
			t.Fatalf("not in order: %v", all)
		}
		for _, h := range all {
			if h.Score <= 0 {
				t.Fatalf("out of range: %+v", h)
			}
		}
		k := rapid.IntRange(-1, len(all)+2).Draw(t, "k")
		if got, want := x.Search(query, k), all[:max(0, min(k, len(all)))]; !slices.Equal(got, want) {
			t.Fatalf("the %d best are %v, want %v", k, got, want)
		}
	})
}

// The order of a collection changes nothing but the places.
func TestOrderChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		docs, query := collections().Draw(t, "docs"), questions.Draw(t, "query")
		other := rapid.Permutation(docs).Draw(t, "other order")
		a, b := New(docs).Search(query, 20), New(other).Search(query, 20)
		for i := range a {
			a[i].Doc = 0
		}
		for i := range b {
			b[i].Doc = 0
		}
		if !reflect.DeepEqual(a, b) {
			t.Fatalf("%v in one order, %v in another", a, b)
		}
	})
}

// The scores are BM25 by the book, up to the steps in which impacts are kept, where
// no clause is an article.
func TestScoresAreBM25(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		docs := collections().Draw(t, "docs")
		for i := range docs {
			docs[i].Text = strings.ReplaceAll(docs[i].Text, "第", "") // no articles
		}
		query := questions.Draw(t, "query")
		for _, h := range New(docs).Search(query, len(docs)) {
			want := bm25(docs, query, h.Doc)
			if math.Abs(h.Score-want) > 0.02*want+0.05 {
				t.Fatalf("%q in %q: %v, want %v", query, docs[h.Doc].Text, h.Score, want)
			}
		}
	})
}

// bm25 is the score of a clause, computed the long way.
func bm25(docs []Doc, query string, d int) float64 {
	counts, length, whole, with := make([]map[term]int, len(docs)), make([]int, len(docs)), 0, map[term]int{}
	for i, doc := range docs {
		counts[i] = map[term]int{}
		terms(doc.Text, func(t term) {
			if counts[i][t]++; counts[i][t] == 1 {
				with[t]++
			}
			if !t.bigram() {
				length[i]++
				whole++
			}
		})
	}
	asked := map[term]int{}
	terms(query, func(t term) { asked[t]++ })
	score := 0.0
	for t, n := range asked {
		tf := float64(counts[d][t])
		if tf == 0 {
			continue
		}
		idf := math.Log(1 + (float64(len(docs)-with[t])+0.5)/(float64(with[t])+0.5))
		norm := 1.2 * (1 - 0.75 + 0.75*float64(length[d])*float64(len(docs))/float64(whole))
		score += (1 + math.Log(float64(n))) * idf * 2.2 * tf / (tf + norm)
	}
	return score
}

// Many searches at once give what each gives alone.
func TestManyAtOnce(t *testing.T) {
	s := readSuite(t, "testdata", "")
	x := New(s.docs)
	want := make([][]Hit, len(s.queries))
	for i, q := range s.queries {
		want[i] = New(s.docs).Search(q.Text, 10)
		if i == 9 {
			break
		}
	}
	var all sync.WaitGroup
	for c := range 8 {
		all.Go(func() {
			for i := range 200 {
				i = (i*7 + c) % 10
				if got := x.Search(s.queries[i].Text, 10); !slices.Equal(got, want[i]) {
					t.Errorf("%s: %v, alone %v", s.queries[i].Text, got, want[i])
				}
			}
		})
	}
	all.Wait()
}

// Building takes linear time: one index of 8,000 clauses takes about as much of the
// processor as thirty-two of 250, not thirty-two times as much.
func TestNewIsLinear(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	docs := make([]Doc, 8000)
	for i := range docs {
		var b strings.Builder
		fmt.Fprintf(&b, "第%d号法第一条 依照《第%d号法》，", i%97, rng.IntN(97))
		for range 60 {
			b.WriteRune('一' + rune(rng.IntN(300)))
		}
		docs[i] = Doc{fmt.Sprint(i), b.String()}
	}
	took := func(size int) time.Duration {
		best := time.Duration(math.MaxInt64)
		for range 3 {
			before := processorTime(t)
			for part := range slices.Chunk(docs, size) {
				New(part)
			}
			best = min(best, processorTime(t)-before)
		}
		return best
	}
	if parts, whole := took(250), took(len(docs)); whole > 8*parts {
		t.Errorf("8,000 clauses take %v of the processor, in parts of 250 %v", whole, parts)
	}
}

// processorTime is what this process has used so far; on a busy machine it tells
// more than the clock.
func processorTime(t *testing.T) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// FuzzSearch: whatever the texts, what is found is in order and within its limits.
func FuzzSearch(f *testing.F) {
	f.Add("民法典第一条 为了保护民事主体的合法权益", "依照《民法典》第一条", "民法典保护谁？")
	f.Add("ＡＢＣ１２３", "\xff\xfe《", "第条第一条")
	f.Add("", "《《》》第", "😀𠀀𠀁")
	f.Fuzz(func(t *testing.T, a, b, query string) {
		x := New([]Doc{{"a", a}, {"b", b}, {"c", query}})
		hits := x.Search(query, 3)
		for i, h := range hits {
			if !(h.Score > 0) || i > 0 && h.Score > hits[i-1].Score {
				t.Errorf("%q: %+v", query, hits)
			}
		}
		if strings.ContainsFunc(query, func(r rune) bool { return '一' <= r && r <= '龥' }) && len(hits) == 0 {
			t.Errorf("%q does not find itself", query)
		}
	})
}

// The lexicon is in the form that its lookup needs, and its lookup finds each line.
func TestLexicon(t *testing.T) {
	last := ""
	for line := range strings.Lines(string(learnt)) {
		word, list, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok || utf8.RuneCountInString(word) != 2 || word <= last || !strings.HasSuffix(line, "\n") {
			t.Fatalf("%q after %q: want two characters, a tab, and the lines in order", line, last)
		}
		last = word
		if got := learnt.line(word); got != list {
			t.Fatalf("%s: looked up %q, want %q", word, got, list)
		}
		leads := 0
		from, _, _ := cutBigram(word)
		learnt.leads(from, func(to term, hundredths int) {
			leads++
			if !to.bigram() || hundredths < 1 || hundredths > 200 {
				t.Errorf("%s leads to %s with %d", word, to.spell(), hundredths)
			}
		})
		if leads != strings.Count(list, " ")+1 {
			t.Errorf("%s: %d leads in %q", word, leads, list)
		}
	}
	for _, absent := range []string{"", "一", "龥龥", "㐀㐀", "鲸鱼"} {
		if got := learnt.line(absent); got != "" {
			t.Errorf("%q is not in the lexicon, and leads to %q", absent, got)
		}
	}
}

// The lexicon acts on articles only: where a collection has none, what it knows of
// statutes changes nothing.
func TestLexiconStaysWithStatutes(t *testing.T) {
	s := readSuite(t, "testdata", "")
	for i, d := range s.docs {
		s.docs[i].Text = strings.ReplaceAll(d.Text, "条", "项")
	}
	x := New(s.docs)
	for _, q := range s.queries {
		if got, want := x.Search(q.Text, 10), x.plain().Search(q.Text, 10); !slices.Equal(got, want) {
			t.Fatalf("%s: %v, want %v", q.Text, got, want)
		}
	}
}
