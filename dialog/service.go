package dialog

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strconv"
	"strings"

	"suance/calc/fact"
	"suance/dialog/answer"
	"suance/dialog/ask"
	"suance/dialog/nlu"
	"suance/dialog/session"
	"suance/knowledge"
)

// Config is what a Service is made of. Outgoing may be nil, all else is needed.
type Config struct {
	Policy *knowledge.Policy
	Reader *nlu.Reader
	Asker  *ask.Asker
	Store  session.Store
	Today  func() fact.Day // the day in the policy's city; asked once a turn
	// Model points where the rules find no way on; nil for none.
	Model Model
	// Outgoing renders a reply as the sends that a channel makes from its outbox,
	// committed with the turn; nil where the caller hands the reply over itself.
	Outgoing func(Message, Reply) [][]byte
	// TextOnly leaves Assessment out of the replies, for a channel that shows
	// their text only.
	TextOnly bool
}

// Service holds conversations with their states in a store. It is safe for
// concurrent use; turns of one conversation that meet are computed one after the
// other.
type Service struct {
	talk   *Talk
	guide  *guide // nil without a model
	recent *session.Recent[written]
	Config
}

// New returns a Service.
func New(c Config) *Service {
	talk := NewTalk(c.Policy, c.Reader, c.Asker)
	talk.textOnly = c.TextOnly
	s := &Service{talk: talk, recent: session.NewRecent[written](recentStates), Config: c}
	if c.Model != nil {
		s.guide = newGuide(c.Policy, c.Reader, c.Asker)
	}
	return s
}

// Turn answers one message: it takes effect once and as a whole, or, where an
// error is returned, as far as can be known not at all. A message whose id was
// answered before gets the reply it got then and changes nothing. The error is
// the store's.
func (s *Service) Turn(ctx context.Context, m Message) (Reply, error) {
	day := s.Today()
	help := &advice{ctx: ctx, model: s.Model}
	for attempt := 0; ; attempt++ {
		reply, err := s.turn(ctx, m, day, help)
		if !errors.Is(err, session.ErrConflict) || attempt == maxAttempts {
			return reply, err
		}
	}
}

// maxAttempts is how often a turn is computed anew because another one of the
// same conversation was faster.
const maxAttempts = 8

func (s *Service) turn(ctx context.Context, m Message, day fact.Day, help *advice) (_ Reply, err error) {
	defer func() { // one message that breaks a rule of ours must not end the process
		if p := recover(); p != nil {
			err = fmt.Errorf("turn: %v\n%s", p, debug.Stack())
		}
	}()
	loaded, err := s.Store.Load(ctx, m.Conversation, m.ID)
	if err != nil {
		return Reply{}, fmt.Errorf("load the conversation: %w", err)
	}
	if loaded.Answered {
		return again(loaded.Reply)
	}
	c, reply := s.compute(m, loaded, day, help)
	c.Conversation, c.Base, c.Message = m.Conversation, loaded.Version, m.ID
	if s.Outgoing != nil { // the reply lies in the outbox; who sends the message again waits for none
		c.Outgoing = s.Outgoing(m, reply)
	} else {
		c.Reply = Pack(reply)
	}
	if err := s.Store.Commit(ctx, c); err != nil {
		if errors.Is(err, session.ErrConflict) {
			return Reply{}, err
		}
		return Reply{}, fmt.Errorf("commit the turn: %w", err)
	}
	return reply, nil
}

// again is the reply to a message that was answered before, as it was then.
func again(stored []byte) (Reply, error) {
	if stored == nil { // too long ago: the store kept only that it was answered
		return Reply{Text: "这条消息之前已经回答过。", Kind: KindClarify, Repeated: true}, nil
	}
	r, err := Unpack(stored)
	r.Repeated = true
	return r, err
}

// Unavailable is the reply of a channel that must say something where Turn
// returned an error.
func Unavailable() Reply {
	return Reply{Text: "暂时无法处理，刚才这条消息没有记录，请稍后再发一次。", Kind: KindClarify}
}

// compute works the turn out from what was loaded.
func (s *Service) compute(m Message, loaded session.Loaded, day fact.Day, help *advice) (session.Commit, Reply) {
	state, lost, err := s.stateOf(m.Conversation, loaded.State)
	if err != nil {
		if c := commandOf(m.Text); m.Choice != "" || (c != start && c != restart && c != forget) {
			return session.Commit{State: loaded.State}, s.talk.undecoded(err)
		}
		state = s.talk.Begin()
	}
	u := s.talk.open(state, day, lost)
	switch {
	case m.Fault != FaultNone:
		u.unreadable(m.Fault)
	case m.Choice == "":
		u.text = m.Text
		u.run()
	default:
		text, ok := pressed(m.Choice, loaded.Version, &state)
		if !ok {
			u.outdated()
			break
		}
		u.text = text
		u.run()
	}
	proposed := u.propose(s.guide, help)
	out := u.finish()
	out.offerFirst(proposed)
	for i := range out.Reply.Buttons {
		out.Reply.Buttons[i].Data = buttonData(loaded.Version+1, i, out.Reply.Asking)
	}
	if out.Forget {
		s.recent.Forget(m.Conversation)
		return session.Commit{}, out.Reply
	}
	return session.Commit{State: s.write(m.Conversation, &out.State)}, out.Reply
}

// recentStates is how many conversations have their state at hand: a few megabytes.
const recentStates = 1024

// written is a state and the bytes that it was written as.
type written struct {
	bytes []byte
	state session.State
}

// stateOf is the state that stands in the bytes; lost are facts of it that the policy
// no longer has. What was just written need not be read again, if it is that.
func (s *Service) stateOf(c session.Conversation, stored []byte) (_ session.State, lost []fact.ID, _ error) {
	if stored == nil {
		return s.talk.Begin(), nil, nil
	}
	if w, ok := s.recent.Get(c); ok && bytes.Equal(w.bytes, stored) {
		return w.state, nil, nil
	}
	return s.talk.codec.Decode(stored)
}

// write encodes a state and keeps it at hand.
func (s *Service) write(c session.Conversation, state *session.State) []byte {
	b := s.talk.codec.Encode(state)
	s.recent.Put(c, written{b, state.Shared()})
	return b
}

// buttonData names the version under which the reply is stored, the place among
// its choices and the fact; at most 64 bytes.
func buttonData(version int64, place int, id fact.ID) string {
	data := strconv.FormatInt(version, 10) + "." + strconv.Itoa(place) + "." + string(id)
	return data[:min(len(data), 64)]
}

// pressed is the label of the button with the data, if it belongs to the last
// reply of the conversation.
func pressed(data string, version int64, state *session.State) (string, bool) {
	v, rest, _ := strings.Cut(data, ".")
	place, _, _ := strings.Cut(rest, ".")
	i, err := strconv.Atoi(place)
	if v != strconv.FormatInt(version, 10) || err != nil || i < 0 || i >= len(state.Offered) ||
		data != buttonData(version, i, state.Asking) {
		return "", false
	}
	return state.Offered[i], true
}

// outdated answers a press that no longer fits: it changes nothing and shows the
// current question.
func (u *turn) outdated() {
	u.engaged = true
	u.out.Line().Words("这个按钮已经过期，没有改变任何内容。")
}

// unreadable answers what the channel could not turn into text.
func (u *turn) unreadable(f Fault) {
	u.engaged, u.kind = true, KindClarify
	if f == FaultMedia {
		u.out.Line().Words("我只看得懂文字，图片、语音和表情暂时看不了。请用文字告诉我。")
		return
	}
	u.out.Line().Words("这一行不是可以识别的格式，没有记录。以“{”开头的一行应为带 text 字段的JSON对象；也可以直接写文字。")
}

// undecoded is the reply where the stored state cannot be read.
func (t *Talk) undecoded(err error) Reply {
	out := answer.New(t.policy)
	if errors.Is(err, session.ErrNewer) {
		out.Line().Words("这段对话由更新版本的程序保存，现在的程序读不了，内容原样保留。请稍后再发；要从头开始，请发 /start。")
	} else {
		out.Line().Words("这段对话保存的内容已损坏，不能再用来测算。请发 /start 重新开始。")
	}
	return Reply{Text: out.Text().String(), Kind: KindClarify, Facts: []byte("{}")}
}
