package nlu

import (
	"math/bits"
	"strings"

	"suance/calc/fact"
	"suance/dialog/pattern"
)

// readRefused reads a clause that says of a subject, and not of its title by name, that it was not found to
// be that: 关键技术审核没过, 新车型没通过评审; or not yet: 关键技术还没批下来.
func (rd *reading) readRefused(c *clause) {
	if !c.has(negation) && !c.has(pendingWord) || c.has(quantity) || c.has(ask) || c.has(polarAsk) || c.has(plan) || rd.statesInClause() {
		return
	}
	i, f := rd.titledIn(c)
	if f < 0 {
		return
	}
	rest := rd.f.words(rd.toks[i].end, c.end)
	switch s := (statement{fact: f, span: rd.spanOf(i, c.to-1)}); {
	case isRefusal(rest):
		s.value = fact.Bool(false)
		rd.say(s, i)
		rd.claims = []claim{{tok: i, fact: f}}
	case c.has(pendingWord) && i+1 < c.to && rd.toks[c.to-1].kind == pendingWord && rd.residue(rd.toks[i].end, c.end) == 0:
		s.why = WhyPending
		rd.say(s, i)
	}
}

// titledIn is the last word of a clause that brings up one subject with a title, and that title; -1 where a
// name of a fact stands there too.
func (rd *reading) titledIn(c *clause) (tok, f int) {
	tok, f = -1, -1
	for i := c.from; i < c.to; i++ {
		w := rd.toks[i].word
		if w < 0 {
			continue
		}
		if _, claimed := rd.resolve(i, isClaim); claimed {
			return -1, -1
		}
		if cues := rd.lex.entries[w].cues; bits.OnesCount64(cues) == 1 {
			tok, f = i, rd.titles[bits.TrailingZeros64(cues)]-1
		}
	}
	return tok, f
}

// isRefusal says whether words are nothing but that something was not passed, with the steps it was to pass
// and when before or behind: 去年的审核没过, 没能通过专家评审.
func isRefusal(words string) bool {
	denied := false
	for words != "" {
		if rest, ok := passSteps.Cut(words); ok {
			words = rest
			continue
		}
		rest, ok := refusals.Cut(words)
		if !ok || denied {
			return false
		}
		if words, ok = passing.Cut(rest); !ok {
			return false
		}
		denied = true
	}
	return denied && !strings.HasPrefix(words, "期")
}

// Words of a refusal: the steps, with when they were and how; what denies that they were passed; and that.
var (
	passSteps = pattern.Fields(`审核认定 审核 评审 审批 审查 验收 认定 核定 复核 复审 初审 终审 专家 公示 公告 答辩 的 在 今年 去年 本年 上年 前年 这次 上次 这回 上回 最后 最终 结果 一直 始终 到现在 至今 目前 也 都 可惜 是 了 呢 啊 呀 哦 嘛`)
	refusals  = pattern.Fields(`还没有 还没能 都没有 还没 都没 没有被 没能够 没有 没能 未能 未获 未获得 没被 没 未 不`)
	passing   = pattern.Fields(`获得通过 获通过 通过 过 批准 认可`)
)
