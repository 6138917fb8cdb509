package main

import (
	"fmt"
	"strconv"
	"strings"

	"suance/bot/telegram"
	"suance/calc/fact"
	"suance/dialog/ask"
	"suance/dialog/session"
)

// officers reads OFFICERS: Telegram ids, comma separated.
func officers(list string) ([]int64, error) {
	var ids []int64
	for _, s := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == '，' || r == ' ' }) {
		id, err := strconv.ParseInt(s, 10, 64)
		if err != nil || id <= 0 {
			return nil, fmt.Errorf("OFFICERS: “%s”不是Telegram的用户编号；应写成 123456789,987654321 这样的编号，不是用户名", s)
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// blank is the state of a talk that has not begun.
func (a *app) blank() []byte {
	rules := a.policy.Rules
	state := session.New(a.policy.ID, a.policy.Version, rules.Schema)
	return session.Codec{Schema: rules.Schema, Awards: rules.AwardMeasures()}.Encode(&state)
}

// about is what an empty chat shows of the bot.
func (a *app) about() string {
	return "我是算策，根据《" + a.policy.Doc.Title + "》回答条款问题，并逐项测算企业能拿多少、还缺什么情况。每个数都有出处。发送 /privacy 可看保存什么，/forget 删除。"
}

// card makes hotline cards: the same that ask --card prints.
func (a *app) card(asker *ask.Asker) func(string) telegram.Card {
	return func(question string) telegram.Card {
		c := asker.Ask(ask.Question{Text: question, AsOf: a.today(), Card: true}).Card
		if c == nil {
			return telegram.Card{}
		}
		out := telegram.Card{Say: c.Say, Paste: c.Paste}
		for _, f := range c.FollowUps {
			out.FollowUps = append(out.FollowUps, telegram.FollowUp{Question: f.Question, Answer: f.Answer})
		}
		return out
	}
}

// link gives the question that a deep link's parameter stands for: the id of a
// measure, a topic or a fact. The policy's own id stands for none, like anything
// unknown.
func (a *app) link(parameter string) string {
	for i := range a.policy.Rules.Measures {
		if m := &a.policy.Rules.Measures[i]; m.ID == parameter {
			return m.Title + "能拿多少？"
		}
	}
	for _, t := range a.policy.Topics {
		if t.ID == parameter {
			return t.Name + "有什么规定？"
		}
	}
	if s := a.policy.Rules.Schema.Lookup(fact.ID(parameter)); s != nil {
		return s.Label
	}
	return ""
}
