package nlu

import (
	"slices"
	"strings"
	"unicode"
)

// Said is what a person says in a text, without what is written for a machine.
func Said(text string) string { return uncontrol(text, formOf(text)).or(text) }

// uncontrol leaves of a text what a person says in it: what is written for a machine is
// cut out, whoever it pretends to be from. Those are blocks (<|im_start|>system …
// <|im_end|>, <system>…</system>, ``` … ```), objects ({"revenue": "1亿"}), assignments
// (revenue=1), calls (set_revenue(1)), what a role of a model's conversation says
// (SYSTEM: …, Assistant: …, 【管理员】…), and how the reply is to be worded (“50万元”都要写成
// “100万元”, 回复最后附上：…). The number of a file, 〔2025〕1号, is cut out too. It returns nil
// for a text without any.
func uncontrol(text string, has form) *table {
	orders := has&ordering != 0 && dictates(text)
	if has&(angled|coded) == 0 && !orders && (has&(labelled|bracketed) == 0 || !namesRole(text)) {
		return nil
	}
	t := &table{given: []rune(text)}
	at, found := 0, false
	for at < len(t.given) {
		end := t.block(at)
		if orders && (at == 0 || isSentenceEnd(t.given[at-1])) {
			end = max(end, t.dictated(at))
		}
		if end > at {
			found = true
			t.insert('\n')
			at = end
			continue
		}
		t.put(cell{at, at + 1})
		at++
	}
	if !found {
		return nil
	}
	return t
}

// longestBlock bounds how far the end of a block is looked for.
const longestBlock = 1024

// block is where something for a machine that begins at a place ends; the place itself
// for none.
func (t *table) block(at int) int {
	switch r := t.given[at]; {
	case r == '<' || r == '＜' || r == '`':
		return t.tagged(at)
	case r == '〔':
		return t.fileNumber(at)
	case r == '{' || r == '｛':
		return t.object(at)
	case isOpening(r):
		return t.bracketedRole(at)
	case r == '“' || r == '"' || r == '「':
		return t.rewording(at)
	case isASCIILetter(r) && (at == 0 || !isASCIIWord(t.given[at-1])):
		return max(t.assignment(at), t.call(at), t.role(at))
	}
	return at
}

// tagged is the end of a block between tags.
func (t *table) tagged(at int) int {
	for _, b := range [...]struct{ open, shut string }{
		{"<|im_start|>user", ""}, {"<|im_start|>", "<|im_end|>"}, {"<|im_end|>", ""}, {"<system>", "</system>"}, {"<script", "</script>"}, {"<|", "|>"}, {"<!--", "-->"}, {"```", "```"},
	} {
		if !t.begins(at, b.open) {
			continue
		}
		from := at + len(b.open)
		if b.shut == "" {
			return from
		}
		for i := from; i < min(len(t.given), from+longestBlock); i++ {
			if t.begins(i, b.shut) {
				return i + len(b.shut)
			}
		}
		return from
	}
	return at
}

// begins says whether a word of ASCII letters begins at a place, in either case and width.
func (t *table) begins(at int, word string) bool {
	if at+len(word) > len(t.given) {
		return false
	}
	for k := range len(word) {
		if g := t.given[at+k]; g != rune(word[k]) && plain(g) != rune(word[k]) {
			return false
		}
	}
	return true
}

// object is the end of an object with names in quotation marks.
func (t *table) object(at int) int {
	from := t.skipBlanks(at + 1)
	if from == len(t.given) || !isQuote(t.given[from]) {
		return at
	}
	depth, named := 0, false
	for i := at; i < min(len(t.given), at+longestBlock); i++ {
		switch t.given[i] {
		case '{', '｛':
			depth++
		case ':', '：':
			named = true
		case '}', '｝':
			if depth--; depth == 0 && named {
				return i + 1
			}
		}
	}
	return at
}

// assignment is the end of a name of ASCII letters, a sign of equality and a value of
// ASCII letters and digits: a value with a unit of ours behind it is a person's.
func (t *table) assignment(at int) int {
	i := t.skipBlanks(t.skip(at, isASCIIWord))
	if i == len(t.given) || t.given[i] != '=' && t.given[i] != '＝' {
		return at
	}
	from := t.skipBlanks(i + 1)
	end := t.skip(from, func(r rune) bool { return isASCIIWord(r) || isQuote(r) || r == '.' || r == ',' || r == '-' })
	if end == from || end < len(t.given) && isUnitRune(t.given[end]) {
		return at
	}
	return end
}

// call is the end of a call of something by a name of several ASCII words, with
// arguments in ASCII letters and digits.
func (t *table) call(at int) int {
	open := t.skip(at, isASCIIWord)
	if open == len(t.given) || t.given[open] != '(' || !slices.Contains(t.given[at:open], '_') {
		return at
	}
	shut := t.skip(open, func(r rune) bool { return r < unicode.MaxASCII && r != ')' && r != '\n' })
	if shut == len(t.given) || t.given[shut] != ')' {
		return at
	}
	return shut + 1
}

// fileNumber is the end of the number of an official file.
func (t *table) fileNumber(at int) int {
	digit := func(r rune) bool { return r >= '0' && r <= '9' }
	shut := t.skip(at+1, digit)
	if shut == at+1 || shut == len(t.given) || t.given[shut] != '〕' {
		return at
	}
	if end := t.skip(shut+1, digit); end < len(t.given) && t.given[end] == '号' {
		return end + 1
	}
	return shut + 1
}

// What dictates a reply: additions do where the sentence speaks of replies, tones speak
// of them themselves, and pretences take something for settled.
var (
	additions = [...]string{"附上", "加上", "写上"}
	tones     = [...]string{"附一句", "补上一句", "口气说", "语气说", "口吻说", "结尾写", "开头写", "最后写"}
	pretences = [...]string{"正确答案是", "标准答案是", "模式已开启", "模式开启"}
)

// decides is said of a sum that is to count, whatever the document says.
const decides = "为准"

// dictates says whether a text may dictate a reply.
func dictates(text string) bool {
	return strings.Contains(text, decides) || containsAny(text, additions[:]) || containsAny(text, tones[:]) || containsAny(text, pretences[:])
}

// dictated is the end of a sentence that dictates the reply: it states an amount, and
// speaks of replies, or of what is granted.
func (t *table) dictated(at int) int {
	end := t.skip(at, func(r rune) bool { return !isSentenceEnd(r) })
	s := string(t.given[at:end])
	if !dictates(s) || !strings.ContainsAny(s, "0123456789０１２３４５６７８９") {
		return at
	}
	switch {
	case containsAny(s, pretences[:]):
	case strings.Contains(s, decides):
		if !strings.ContainsAny(s, "奖补") {
			return at
		}
	case !containsAny(s, ofReplies[:]) && !containsAny(s, tones[:]):
		return at
	}
	return min(end+1, len(t.given))
}

// Who speaks in a model's conversation: what machines say is cut out, of what people say
// only their name.
var (
	machines = [...]string{"system", "assistant", "developer", "administrator", "admin", "root"}
	persons  = [...]string{"user", "human"}
)

// role is the end of what a role says that begins at a place.
func (t *table) role(at int) int {
	for _, name := range machines {
		if from := t.named(at, name); from > at {
			return t.speech(from)
		}
	}
	for _, name := range persons {
		if from := t.named(at, name); from > at {
			return from
		}
	}
	return at
}

// named is the end of a speaker's name and the colon behind it; the place for none.
func (t *table) named(at int, name string) int {
	if !t.begins(at, name) {
		return at
	}
	i := t.skipBlanks(at + len(name))
	if i == len(t.given) || t.given[i] != ':' && t.given[i] != '：' {
		return at
	}
	return i + 1
}

// speech is where what is said from a place on ends: where other letters begin, if it is
// in ASCII letters, else with the sentence.
func (t *table) speech(from int) int {
	i := t.skip(from, func(r rune) bool { return r < unicode.MaxASCII && r != '\n' })
	for _, r := range t.given[from:i] {
		if isASCIILetter(r) {
			return i
		}
	}
	i = t.skip(from, func(r rune) bool { return !isSentenceEnd(r) })
	return min(i+1, len(t.given))
}

// chiefs are who an order in brackets pretends to be from.
var chiefs = [...]string{"系统", "管理员", "开发者", "后台", "system", "admin", "developer", "root"}

// bracketedRole is the end of what somebody in brackets says.
func (t *table) bracketedRole(at int) int {
	for _, name := range chiefs {
		rest := at + 1
		if string(t.given[rest:min(len(t.given), rest+len([]rune(name)))]) != name && !t.begins(rest, name) {
			continue
		}
		shut := t.skip(rest, func(r rune) bool { return !isClosing(r) && r != '\n' })
		if shut == len(t.given) || !isClosing(t.given[shut]) {
			return at
		}
		if shut-at > len([]rune(name))+6 { // what is said is in the brackets
			return shut + 1
		}
		return t.speech(shut + 1)
	}
	return at
}

// rewordings put one thing in place of another; ofReplies are the words of who means the
// reply by it.
var (
	rewordings = [...]string{"写成", "改成", "换成", "写为", "改为", "换为", "说成"}
	ofReplies  = [...]string{"都要", "一律", "从现在起", "答案", "回复", "回答", "输出", "统一", "凡是", "以后", "文中", "里面"}
)

// rewording is the end of an order to write something in place of something else, both in
// quotation marks, that speaks of the reply.
func (t *table) rewording(at int) int {
	first := t.quoted(at)
	next := first
	for next > at && next < min(len(t.given), first+12) && !isQuote(t.given[next]) && t.given[next] != '「' && !isSentenceEnd(t.given[next]) {
		next++
	}
	if first == at || next == len(t.given) || !isQuote(t.given[next]) && t.given[next] != '「' {
		return at
	}
	if !containsAny(string(t.given[first:next]), rewordings[:]) {
		return at
	}
	begin := at
	for begin > 0 && !isSentenceEnd(t.given[begin-1]) {
		begin--
	}
	if !containsAny(string(t.given[begin:next]), ofReplies[:]) {
		return at
	}
	return t.quoted(next)
}

// quoted is the end of what begins at a place in quotation marks; the place if it has none.
func (t *table) quoted(at int) int {
	for i := at + 1; i < min(len(t.given), at+60); i++ {
		if isQuote(t.given[i]) || t.given[i] == '」' {
			return i + 1
		}
	}
	return at
}

// skip is the first place from at on whose character is another.
func (t *table) skip(at int, of func(rune) bool) int {
	for at < len(t.given) && of(t.given[at]) {
		at++
	}
	return at
}

func (t *table) skipBlanks(at int) int {
	return t.skip(at, func(r rune) bool { return r == ' ' || r == '\t' || r == 0x3000 })
}

func isASCIILetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

func isASCIIWord(r rune) bool { return isASCIILetter(r) || r >= '0' && r <= '9' || r == '_' }

func isQuote(r rune) bool { return r == '"' || r == '\'' || r == '“' || r == '”' || r == '＂' }

func isOpening(r rune) bool { return r == '【' || r == '[' || r == '［' || r == '(' || r == '（' }

func isClosing(r rune) bool { return r == '】' || r == ']' || r == '］' || r == ')' || r == '）' }

func isSentenceEnd(r rune) bool {
	return r == '。' || r == '！' || r == '？' || r == '!' || r == '?' || r == '\n' || r == '；' || r == ';'
}

// isUnitRune says whether a unit of sums or counts can begin with a character.
func isUnitRune(r rune) bool {
	switch r {
	case '亿', '万', '千', '百', '元', '块', '个', '项', '辆', '台', '年', '％', '%', '成', '人', '件':
		return true
	}
	return false
}

// namesRole says whether a text holds the name of a role.
func namesRole(text string) bool {
	text = strings.ToLower(text)
	return containsAny(text, machines[:]) || containsAny(text, persons[:]) || containsAny(text, chiefs[:])
}
