package telegram_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"suance/calc/fact"
	"suance/calc/money"
	"suance/dialog"
	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/dialog/session"
	"suance/knowledge"
)

// talker is a service without a store: a copy of it with one holds conversations.
var talker = sync.OnceValue(func() *dialog.Service {
	policy, err := knowledge.Default()
	if err != nil {
		panic(err)
	}
	reader := nlu.New(policy.Rules.Schema)
	day, _ := fact.ParseDay("2025-06-30")
	return dialog.New(dialog.Config{Policy: policy, Reader: reader, Asker: ask.New(policy, reader),
		Today: func() fact.Day { return day }, TextOnly: true})
})

func schema() *fact.Schema { return talker().Policy.Rules.Schema }

// statements are sentences that each state one fact, with what they do to what is
// known. They are made of the policy's labels; one that is not taken as plainly
// meant is left out.
var statements = sync.OnceValue(func() map[string]func(fact.Set) fact.Set {
	out := map[string]func(fact.Set) fact.Set{}
	coupled := map[fact.ID]bool{}
	for i := range schema().Len() {
		if sp := schema().Spec(i); sp.AtMost != "" || sp.PositiveIf != "" {
			coupled[sp.ID], coupled[sp.AtMost], coupled[sp.PositiveIf] = true, true, true
		}
	}
	for i := range schema().Len() {
		sp := schema().Spec(i)
		if coupled[sp.ID] || sp.Asked != fact.Always {
			continue
		}
		for _, v := range valuesOf(sp) {
			service := *talker()
			service.Config.Store = session.NewMemory(time.Hour, time.Now)
			text := sp.Label + "：" + sp.Say(v)
			set := func(f fact.Set) fact.Set { return f.With(sp.ID, fact.Point(v)) }
			r, err := service.Turn(context.Background(), dialog.Message{Conversation: "c", ID: "1", Text: text})
			if err == nil && len(r.Confirm) == 0 && string(r.Facts) == string(set(fact.NewSet(schema())).AppendJSON(nil)) {
				out[text] = set
			}
		}
	}
	return out
})

func valuesOf(sp *fact.Spec) []int64 {
	switch sp.Type {
	case fact.Money:
		return []int64{int64(12 * money.Yi), int64(3500 * money.Wan), int64(6 * money.Yi)}
	case fact.Count:
		return []int64{max(1, sp.Least), 2, 3}
	case fact.YesNo:
		return []int64{0, 1}
	}
	return nil
}

// sentences are the statements in an order.
var sentences = sync.OnceValue(func() []string {
	var out []string
	for s := range statements() {
		out = append(out, s)
	}
	slices.Sort(out)
	return out
})

const undo = "撤销"

// person talks in one chat.
type person struct {
	w    *world
	chat int64
	name string
}

func newPerson(w *world, chat int64) *person {
	return &person{w: w, chat: chat, name: fmt.Sprint("person ", chat)}
}

// talk says what there is to say: one thing after another, mostly waiting for the
// answer, now and then several at once.
func (p *person) talk() {
	w := p.w
	time.Sleep(w.between(p.name+" comes", 0, 2*time.Second))
	for left := w.messages; left > 0; {
		together := 1
		if w.webhook && w.chance(p.name+" rushes", 10) {
			together = min(left, 2+int(w.draw(p.name)%2))
		}
		left -= together
		var all sync.WaitGroup
		var last int64
		for range together {
			id, raw := p.update()
			last = id
			if w.webhook {
				all.Go(func() { w.deliver(id, raw) })
			} else {
				w.api.enqueue(id, raw)
			}
		}
		all.Wait()
		if w.chance(p.name+" waits", 60) {
			for n := 0; n < 200 && !w.check.answered(last); n++ {
				time.Sleep(w.between(p.name+" looks", 100*time.Millisecond, 300*time.Millisecond))
			}
		}
		time.Sleep(w.between(p.name+" thinks", time.Millisecond, 500*time.Millisecond))
	}
}

// update makes the next update: a statement, a step back, a press of a button of
// any message that came, mostly the last, or something that nothing can read.
func (p *person) update() (int64, json.RawMessage) {
	w := p.w
	w.mu.Lock()
	w.update++
	id := w.update
	w.mu.Unlock()
	from := map[string]any{"id": p.chat, "is_bot": false, "first_name": "人"}
	chat := map[string]any{"id": p.chat, "type": "private"}
	what := said{chat: p.chat, text: sentences()[w.draw(p.name+" says")%uint64(len(sentences()))]}
	u := map[string]any{"update_id": id}
	switch draw := w.draw(p.name+" does") % 100; {
	case draw < 10:
		what.text = undo
	case draw < 35:
		if data, value, ok := p.press(draw < 27); ok {
			what.text, what.choice, what.value = "", data, value
			u["callback_query"] = map[string]any{"id": fmt.Sprint(id), "from": from, "chat_instance": "1", "data": data,
				"message": map[string]any{"message_id": 1, "date": 1, "text": "…", "chat": chat}}
		}
	}
	switch {
	case w.faults && w.chance(p.name+" is odd", 3):
		what = said{chat: p.chat, poison: true}
		u["message"], u["callback_query"] = map[string]any{"message_id": "x", "chat": p.chat}, 7
	case what.text != "":
		u["message"] = map[string]any{"message_id": id, "date": 1, "text": what.text, "from": from, "chat": chat}
	}
	raw, err := json.Marshal(u)
	if err != nil {
		panic(err)
	}
	w.check.said(id, what)
	return id, raw
}

// press chooses a button that says a value, of the last message or of an older one.
func (p *person) press(last bool) (string, fact.Value, bool) {
	got := p.w.api.messages(p.chat)
	if len(got) == 0 {
		return "", fact.Value{}, false
	}
	i := len(got) - 1
	if !last {
		i = int(p.w.draw(p.name+" looks back") % uint64(len(got)))
	}
	var data []string
	var values []fact.Value
	for _, k := range got[i].keys {
		if v, ok := valueOf(k.Data, k.Text); ok {
			data, values = append(data, k.Data), append(values, v)
		}
	}
	if len(data) == 0 {
		return "", fact.Value{}, false
	}
	n := p.w.draw(p.name+" presses") % uint64(len(data))
	return data[n], values[n], true
}

// valueOf is what a button says of its fact.
func valueOf(data, label string) (fact.Value, bool) {
	_, rest, _ := strings.Cut(data, ".")
	_, id, _ := strings.Cut(rest, ".")
	sp := schema().Lookup(fact.ID(id))
	if sp == nil || sp.Type != fact.YesNo && sp.Type != fact.Choice {
		return fact.Value{}, false
	}
	for v := range int64(max(2, len(sp.Options))) {
		if sp.Say(v) == label {
			return fact.Point(v), true
		}
	}
	return fact.Value{}, false
}

// deliver posts an update to the webhook until it is accepted, as Telegram does;
// now and then twice at once.
func (w *world) deliver(id int64, raw json.RawMessage) {
	name := fmt.Sprint("update ", id)
	var all sync.WaitGroup
	if w.faults && w.chance(name+" twice", 5) {
		all.Go(func() { w.post(name+" again", id, raw) })
	}
	w.post(name, id, raw)
	all.Wait()
}

func (w *world) post(name string, id int64, raw json.RawMessage) {
	for {
		w.lag(context.Background(), name, slowTelegram)
		p := w.pick(name)
		lost := w.faults && !w.calm.Load() && w.chance(name+" answer lost", 3)
		if p != nil && p.serve(raw) == 200 && !lost {
			w.check.accepted(id)
			return
		}
		time.Sleep(w.between(name+" later", 20*time.Millisecond, time.Second))
	}
}
