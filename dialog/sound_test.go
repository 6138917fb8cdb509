package dialog_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"suance/calc"
	"suance/calc/fact"
	"suance/dialog"
	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/dialog/session"
	"suance/knowledge"
	"suance/knowledge/clause"
)

// policy is the embedded policy, opened once for all tests.
var policy = func() *knowledge.Policy {
	p, err := knowledge.Default()
	if err != nil {
		panic(err)
	}
	return p
}()

var (
	reader = nlu.New(policy.Rules.Schema)
	asker  = ask.New(policy, reader)
)

func newService(t testing.TB, store session.Store, today func() fact.Day) *dialog.Service {
	t.Helper()
	return dialog.New(dialog.Config{Policy: policy, Reader: reader, Asker: asker, Store: store, Today: today})
}

// number is what the contract calls a number of a reply.
var number = regexp.MustCompile(`[0-9０-９]+(?:[,.，．][0-9０-９]+)*[万亿千百]*[%％]?` +
	`|百分之[零〇一二两三四五六七八九十百千万亿半点]+` +
	`|[零〇一二两三四五六七八九十百千万亿半点]+(?:元|万元|亿元|万辆|个百分点)`)

// exempt are the places that need no source: clause and sentence ids, 第N条, the
// receipt's line.
var exempt = regexp.MustCompile(`art-\d+(?:\.\d+)?|第[（(]?[一二三四五六七八九十\d]+[）)]?[条句](?:第\d+句)?|（[一二三四五六七八九十]+）|校验码：\S+`)

// unsound says what is wrong with a reply by the rules that hold for every one.
func unsound(r dialog.Reply, heard string) []string {
	var wrong []string
	bad := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	if n := utf8.RuneCountInString(r.Text); n == 0 || n > 1500 {
		bad("text of %d characters", n)
	}
	if len(r.Citations) > 12 {
		bad("%d citations", len(r.Citations))
	}
	text := exempt.ReplaceAllStringFunc(r.Text, func(s string) string { return strings.Repeat("＿", utf8.RuneCountInString(s)) })
	covered := make([]bool, len(text))
	worked := false
	for _, f := range r.Figures {
		worked = worked || strings.HasPrefix(f.Source, "calc:")
		if !strings.Contains(r.Text, f.Text) {
			bad("figure %q is not in the text", f.Text)
		}
		if !plausible(f.Source) {
			bad("figure %q has source %q", f.Text, f.Source)
		}
		for at := 0; ; {
			i := strings.Index(text[at:], f.Text)
			if i < 0 {
				break
			}
			for j := at + i; j < at+i+len(f.Text); j++ {
				covered[j] = true
			}
			at += i + len(f.Text)
		}
	}
	for _, m := range number.FindAllStringIndex(text, -1) {
		if slices.Contains(covered[m[0]:m[1]], false) {
			bad("number %q without a source", text[m[0]:m[1]])
		}
	}
	if worked != (r.Receipt != "") || worked && !strings.Contains(r.Text, r.Receipt) {
		bad("receipt %q with worked-out figures %v", r.Receipt, worked)
	}
	if worked && (!strings.Contains(r.Text, "征求意见稿") || !strings.Contains(r.Text, "2025年12月31日") || len(r.Warnings) == 0) {
		bad("a worked-out figure without standing and validity")
	}
	if f := factsOf(r); f.Conflicts() != nil {
		bad("facts that cannot stand together: %v", f.Conflicts())
	}
	return append(wrong, unsoundQuestion(r)...)
}

// unsoundQuestion checks that asking is set exactly when the text asks.
func unsoundQuestion(r dialog.Reply) []string {
	last := r.Text[strings.LastIndexByte(r.Text, '\n')+1:]
	if r.Asking == "" {
		for i := range policy.Rules.Schema.Len() {
			if q := policy.Rules.Schema.Spec(i).Question; strings.HasPrefix(last, q) {
				return []string{"the text asks " + q + " but asking is not set"}
			}
		}
		if r.Kind == dialog.KindAskFact {
			return []string{"kind ask_fact without asking"}
		}
		return nil
	}
	sp := policy.Rules.Schema.Lookup(r.Asking)
	if !strings.Contains(last, sp.Question) && !strings.Contains(last, sp.Label) && !strings.Contains(last, name(sp)) {
		return []string{fmt.Sprintf("asking is %s but the last line is %q", r.Asking, last)}
	}
	return nil
}

// plausible says whether a source is one of the contract's.
func plausible(source string) bool {
	what, of, _ := strings.Cut(source, ":")
	switch what {
	case "user":
		return of == ""
	case "meta":
		return of == "as_of"
	case "clause":
		return policy.Doc.Has(clause.ID(of))
	case "calc":
		return of == "total" || of == "compare" ||
			slices.ContainsFunc(policy.Rules.Measures, func(m calc.Measure) bool { return m.ID == of })
	}
	return false
}

// dialogTalk takes single turns without a store.
var dialogTalk = dialog.NewTalk(policy, reader, asker)
