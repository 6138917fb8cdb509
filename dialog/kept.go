package dialog

import (
	"strings"
	"unicode/utf8"

	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// What stays as it is need not be said: without the clauses that only say so, the rest of a message
// supposes or states what it does alone.

// withoutKept is a message without those of its clauses that say what stays as it is (那采购额要到20亿呢，去年不变;
// 如果首次不变，营收50亿呢), or, where the rest supposes something, say again what is known (保费到400万呢，费率还是1.8%).
func (u *turn) withoutKept(text string) string {
	if !u.hears(mayBeKept, text) || !severalClauses(text) {
		return text
	}
	rest, again, supposed := "", u.saidAgain(text), false
	for from := 0; from < len(text); {
		end := from + len(text[from:])
		if at := strings.IndexFunc(text[from:], isMark); at >= 0 {
			_, size := utf8.DecodeRuneInString(text[from+at:])
			end = from + at + size
		}
		piece := text[from:end]
		clause := strings.TrimFunc(piece, parts)
		m := staysAsIs.FindStringSubmatch(clause)
		switch {
		case m != nil && !staysOtherwise.MatchString(clause):
			if rest += m[1]; m[3] != "" { // what asks is asked of the whole: 如果营收到50亿，首次不变呢
				rest = strings.TrimRightFunc(rest, parts) + m[3] + piece[len(strings.TrimRightFunc(piece, parts)):]
			}
			supposed = supposed || m[2] != ""
		case !again(from, end):
			rest += piece
		}
		from = end
	}
	if rest = strings.TrimRight(rest, "，,；; "); strings.TrimFunc(rest, parts) == "" {
		return text
	}
	if supposed && !supposing.MatchString(rest) {
		rest = "如果" + rest // 营收到50亿，首次不变的情况下，能拿多少
	}
	return rest
}

// saidAgain tells of a stretch of a message that supposes something whether it says that something still is
// what it is known to be, and nothing else.
func (u *turn) saidAgain(text string) func(from, end int) bool {
	if !u.hears(stillIs, text) || !strings.Contains(text, "呢") && !asksWhatThen(text) && !u.hears(wantWords, text) {
		return func(int, int) bool { return false }
	}
	read := u.readFor("", strings.ReplaceAll(text, "还是", "也是")) // nothing is to be chosen
	slots := append(read.Facts, read.WhatIf...)
	return func(from, end int) bool {
		clause := text[from:end]
		if !stillIs.MatchString(clause) || strings.ContainsAny(clause, askingMarks) || supposing.MatchString(clause) {
			return false
		}
		first, last := utf8.RuneCountInString(text[:from]), utf8.RuneCountInString(text[:end])
		said := 0
		for _, s := range slots {
			if s.Span.Start < first || s.Span.Start >= last {
				continue
			}
			if said++; u.now.Facts.Get(s.Fact) != s.Value {
				return false
			}
		}
		return said > 0
	}
}

// keptWords say that something stays, as a pattern.
var keptWords = strings.ReplaceAll(nlu.Unchanged, " ", "|")

var (
	mayBeKept = pattern.Of(keptWords + `|一样|相同|差不多|还是|仍|依然|照样`)
	// staysAsIs says what stays, behind what supposes and before what asks.
	staysAsIs = pattern.Of(`^((?:那么|那)?(?:` + ifHead + `)|)(?:[^0-9一二两三四五六七八九十百千万亿]{0,12}?(?:` + keptWords + `)|(?:其[他它余]|别的|保费|费率|条件|情况)?的?(?:都|也|还)*是?(?:一样|相同|差不多))[的了着]?(的话|的情况下|的前提下|的条件下|)(呢|)$`)
	// staysOtherwise says it of the text, or that one is as another is, or is yet to be.
	staysOtherwise = pattern.Of(`[跟和与同比像]|政策|文件|标准|规定|比例|今年|明年|后年|吗|么|是不是|是否|会|能不能|还能|哪|谁`)
	stillIs        = pattern.Of(`还是|仍|依然|照样`)
)
