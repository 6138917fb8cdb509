package dialog_test

import (
	"fmt"
	"strings"
	"testing"

	"suance/calc/fact"
	"suance/dialog"
	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/dialog/session"
	"suance/knowledge"
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

// unsound says what is wrong with a reply by the rules that hold for every one,
// beside those of answertest.
func unsound(r dialog.Reply) []string {
	var wrong []string
	bad := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	worked := false
	for _, f := range r.Figures {
		worked = worked || strings.HasPrefix(f.Source, "calc:")
	}
	if r.Text == "" {
		bad("no text")
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
	wrong = append(wrong, saidTwice(r.Text)...)
	return append(wrong, unsoundQuestion(r)...)
}

// saidTwice checks that a reply says no line twice, and the document's standing and the lead office
// but once.
func saidTwice(text string) []string {
	var wrong []string
	seen := map[string]bool{}
	for l := range strings.SplitSeq(text, "\n") {
		for _, head := range []string{"文件状态：", "申报和咨询：牵头单位"} {
			if strings.HasPrefix(l, head) && seen[head] {
				wrong = append(wrong, "two lines "+head)
			}
			seen[head] = seen[head] || strings.HasPrefix(l, head)
		}
		if seen[l] {
			wrong = append(wrong, "said twice: "+l)
		}
		seen[l] = true
	}
	return wrong
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

// dialogTalk takes single turns without a store.
var dialogTalk = dialog.NewTalk(policy, reader, asker)
