package nlu

import (
	"strings"
	"unicode/utf8"

	"suance/calc/money"
)

// found is what a number with its unit is before the words around it are read.
func (p *side) found() found {
	f := found{start: p.start, end: p.end, low: p.low, high: p.high, kind: p.kind, unit: p.unit, written: p.written}
	f.fraction = p.fraction && p.kind == KindNumber
	f.large = p.num.Large && !p.fraction
	switch p.vague {
	case money.Exact:
		f.ranged, f.noHigh = p.plus, p.plus
	case money.Pair:
		f.ranged = true
	case money.Several:
		f.ranged, f.approx, f.highOpen = true, true, true
	case money.More:
		f.ranged, f.approx, f.lowOpen, f.highOpen = true, true, true, true
	}
	return f
}

// complete reads the words that bound a quantity, adds it, and returns where it
// ends.
func (r *quantityReader) complete(f *found) int {
	from, to := r.bounds(f)
	r.bare(f, from, to)
	if !r.closes(f, from) {
		r.put(f)
		r.shut, r.bound = f.noLow != f.noHigh, f.low
	}
	r.after = to
	return f.end
}

// closes makes one range of two bounds in a row: 大于20小于等于30, 5亿以上、10亿以下.
func (r *quantityReader) closes(f *found, from int) bool {
	if len(r.out) == 0 || !r.shut || r.after > from || from-r.after > 4 || f.noLow == f.noHigh {
		return false
	}
	last := &r.out[len(r.out)-1]
	joined := last.Kind == f.kind && last.Unit == f.unit || last.Kind == KindNumber && f.kind == KindCount
	if !joined || !isJoint(r.text[r.after:from]) {
		return false
	}
	switch {
	case f.noLow && last.High == "" && r.bound.Cmp(f.high) < 0:
		last.High, last.HighOpen = f.high.String(), f.highOpen
	case f.noHigh && last.Low == "" && r.bound.Cmp(f.low) > 0:
		last.Low, last.LowOpen = f.low.String(), f.lowOpen
	default:
		return false
	}
	last.Kind, last.Unit, last.Written, last.Number, last.Approx = f.kind, f.unit, f.written, "", last.Approx || f.approx
	last.Span.End, last.Text = f.end, string(r.text[last.Span.Start:f.end])
	r.shut = false
	return true
}

// isJoint says whether words join two bounds of one number.
func isJoint(words []rune) bool {
	switch string(words) {
	case "", ",", "，", "、", " ", "且", "并", "而", "但", "和", "并且", "而且", "同时", "又", "，且", "、且", ",且", "，但", "，并且", "，而且", "，同时", "到", "至", "-", "~":
		return true
	}
	return false
}

// rangeTo reads the other end of a range, if there is one.
func (r *quantityReader) rangeTo(f *found, p *side) bool {
	if p.ordinal || p.fraction {
		return false
	}
	if r.guesses(f, p) {
		return true
	}
	j, ok := r.connector(r.included(p.end))
	between := !ok && (r.rune(p.end) == '和' || r.rune(p.end) == '与') // 5亿和10亿之间
	if between {
		j, ok = p.end+1, true
	}
	if c := r.rune(j); !ok || c == '几' || c != '¥' && c != '$' && !money.Begins(c) && (c != '-' && c != '负' || !r.spoken(p.end, j)) {
		return false
	} else if c == '¥' || c == '$' {
		j++
	}
	q, ok := r.side(j)
	if !ok || q.fraction || q.end <= j || (p.signed || q.signed) && !r.spoken(p.end, j) || !r.agree(p, &q) {
		return false
	}
	if _, ok := r.at(q.end, "之间"); between && !ok {
		return false
	}
	low := r.lifted(p, &q)
	if low.Cmp(q.high) >= 0 {
		return false
	}
	f.low, f.high, f.end, f.ranged = low, q.high, q.end, true
	f.lowOpen = p.vague == money.More
	f.highOpen = q.vague == money.Several || q.vague == money.More
	f.approx = f.approx || f.highOpen
	f.large = f.large || q.num.Large
	if p.kind == KindNumber && q.kind != KindNumber || p.unit == "" && q.unit != "" {
		f.kind, f.unit, f.written = q.kind, q.unit, q.written
	}
	return true
}

// guesses reads two numbers that follow each other, of which the second has the unit of both, as
// guesses at one: 5、6亿, 12、13万辆, 三、四十万.
func (r *quantityReader) guesses(f *found, p *side) bool {
	j := p.end + 1
	if r.rune(p.end) != '、' || p.kind != KindNumber || p.num.Large || p.signed || p.vague != money.Exact || p.end != p.numeralEnd || !p.low.IsWhole() || !money.Begins(r.rune(j)) {
		return false
	}
	q, ok := r.side(j)
	if !ok || q.kind == KindNumber && !q.num.Large && q.num.Power == 0 && q.num.Unit == 0 || q.fraction || q.signed || q.vague != money.Exact {
		return false
	}
	for by := range 13 {
		for _, step := range [...]int64{1, 2} {
			next, ok := p.low.Add(money.NewNumber(step, 0))
			if !ok || next.Shift(by).Cmp(q.high) != 0 || step == 2 && p.low.Cmp(money.NewNumber(3, 0)) != 0 { // 三、五万
				continue
			}
			f.low, f.high, f.end, f.ranged, f.large = p.low.Shift(by), q.high, q.end, true, q.num.Large
			f.kind, f.unit, f.written = q.kind, q.unit, q.written
			return true
		}
	}
	return false
}

// spoken says whether a range is written with a word, so that a minus is a sign:
// 零下5度到3度.
func (r *quantityReader) spoken(from, to int) bool {
	for ; from < to; from++ {
		if c := r.text[from]; c == '到' || c == '至' {
			return true
		}
	}
	return false
}

// included passes over （含）.
func (r *quantityReader) included(i int) int {
	for _, w := range [...]string{"(含)", "(含本数)", "含"} {
		if end, ok := r.at(i, w); ok {
			return end
		}
	}
	return i
}

// connector passes over a dash, 到 or 至.
func (r *quantityReader) connector(i int) (end int, ok bool) {
	i = r.blank(i)
	switch r.rune(i) {
	case '到', '至':
		return r.blank(i + 1), true
	}
	end = i
	for strings.ContainsRune("-~—–〜―～", r.rune(end)) && r.rune(end) != 0 && end < i+4 {
		end++
	}
	return r.blank(end), end > i
}

// agree says whether two numbers can be the ends of one range.
func (r *quantityReader) agree(p, q *side) bool {
	switch {
	case p.kind == KindShare && p.sharePrefix && q.kind == KindNumber && !q.num.Large:
		q.low, q.high = q.low.Shift(p.shift), q.high.Shift(p.shift)
		q.kind = KindShare
		return true
	case p.kind == KindShare || q.kind == KindShare:
		return p.kind == q.kind || p.kind == KindNumber && !q.sharePrefix && !p.num.Large
	case p.kind == KindMoney:
		return q.kind == KindMoney && (q.unit == p.unit) || q.kind == KindNumber && q.num.Large
	case p.kind == KindCount:
		return q.kind == KindCount && q.unit == p.unit
	case q.kind == KindNumber:
		return r.plainRange(p, q)
	}
	return true
}

// plainRange says whether two numbers without units are a range: two Arabic ones,
// or two of which one is a magnitude.
func (r *quantityReader) plainRange(p, q *side) bool {
	if p.num.Large || q.num.Large {
		return true
	}
	next := r.rune(q.end)
	return p.num.Arabic == q.num.Arabic && next != '-' && next != '/' && (p.num.Arabic || p.num.Digits != 1 || q.num.Digits != 1 || r.alone(p.start, q.end))
}

// lifted is the lower end with the magnitude of the upper one, where that reads
// naturally: 5-10亿, 八百到九百亿, but 8500到3万.
func (r *quantityReader) lifted(p, q *side) money.Number {
	switch {
	case q.kind == KindShare && p.kind == KindNumber:
		return p.low.Shift(q.shift)
	case p.kind != KindNumber || p.num.Large:
		return p.low
	}
	ten := money.NewNumber(10, 0)
	by := q.num.Power
	if q.num.Unit >= 2 && by <= 4 && p.low.Cmp(ten) < 0 && p.num.Unit == 0 {
		by += q.num.Unit
	}
	if low := p.low.Shift(by); by > 0 && low.Cmp(q.high) < 0 {
		return low
	}
	return p.low
}

// bound is what a word beside a number makes of it.
const (
	boundNone   = "none"
	boundAbout  = "about"
	boundBelow  = "below"
	boundUpTo   = "upto"
	boundAbove  = "above"
	boundFrom   = "from"
	boundBeyond = "beyond" // above, and below the next step: 出头
)

var boundsBefore = byLast(newWordTable(
	boundAbout+" ≈ ~ ～ ∼ 约 大约 大概 大致 约为 约莫 将近 接近 近 差不多 估计 大概是 大约是 快 快要 约合 几近 差不多是 估计有 大概有 约有 约计 差不多有 好",
	boundBelow+" 跌破 不到 不足 低于 小于 少于 未达 未满 不满 没到 还不到 未到 没有到 < ＜ 未达到 不及 到不了 达不到 够不到 没达到 没有达到 还没达到 还没有达到 还没有到 没能达到 未能达到 够不着 够不上 还差一点到 还差一点就到 还差点到 还差点就到 差一点到 差一点就到 差点到 差点就到",
	boundUpTo+" 最多 至多 顶多 撑死 小于等于 小于或等于 低于等于 ≤ ≦ <= 最多不超过 超不过 超不了 过不了 多不过 顶多也就 最多也就",
	boundAbove+" 超过 大于 高于 多于 突破 超 超出 不止 远超 逾 破 > ＞ 超过了 已超 早超过",
	boundFrom+" 至少 起码 最少 大于等于 大于或等于 高于等于 ≥ ≧ >= 至少有 起码有 最少有 最少也有 少不了 少说 少说也有",
))

// opposite is what a denial makes of a bound: what is not more than a number is up to it.
var opposite = map[string]string{boundAbove: boundUpTo, boundBelow: boundFrom}

// boundDenials deny the bound right behind them (不超过, 不会低于), the longer ones first.
var boundDenials = strings.Fields(`从来没有 不大可能 不太可能 不可能会 从来没 不可能 不太会 不大会 不会有 不会再 没可能 不至于 并没有 从没 从未 未曾 不曾 不会 不能 不得 没有 没能 并未 不 没 未`)

// denialBefore is how many characters the denial of a bound takes that ends a text; 0 for none.
func denialBefore(text string) int {
	if strings.HasSuffix(text, "no ") { // no more than
		return len("no ")
	}
	for _, w := range boundDenials {
		if strings.HasSuffix(text, w) {
			return utf8.RuneCountInString(w)
		}
	}
	return 0
}

var boundsAfter = newWordTable(
	boundAbout+" ± 左右 上下 前后 光景 样子 来往",
	boundNone+" 之间",
	boundFrom+" 以上 及以上 或以上 及其以上 之上 往上 及以上的 朝上 打底 起步 (含)以上 （含）以上 或更多",
	boundUpTo+" 以下 及以下 或以下 及其以下 以内 之内 之下 往下 封顶 顶天 到顶 打住 (含)以下 （含）以下 (含)以内 （含）以内 或更少",
	boundBeyond+" 出头 冒头 挂零 有余 多一点 多点 多一些 多些 多出一点 多出点 多 余",
	boundAbove+" 开外 不止 打不住",
	boundBelow+" 不到 不足 都不到 都没到 也不到 还不到 没到 还没到 也没到 少一点 少一些",
)

// bounds reads the words that bound a number, before and after it, and returns
// where they begin and end.
func (r *quantityReader) bounds(f *found) (from, to int) {
	from, to = f.start, f.end
	if at := f.start; at > r.from {
		if r.rune(at-1) == ' ' {
			at--
		}
		if b, start, ok := boundsBefore.matchBack(r, at); ok && !r.notBound(b, start, at) {
			from = start
			if n := denialBefore(string(r.text[max(r.from, start-4):start])); n > 0 && opposite[b] != "" {
				b, from = opposite[b], start-n
			}
			r.bind(f, b)
		}
	}
	at := r.blank(f.end)
	if next := r.rune(at + 1); r.rune(at) == '+' && next != '+' && !money.IsFigure(next) && (!isChinese(next) || next == '的') {
		r.bind(f, boundFrom)
		return from, at + 1
	}
	b, end, ok := boundsAfter.match(r, at)
	if !ok {
		if in := r.included(at); in > at && r.rune(at) == '(' {
			b, end, ok = boundsAfter.match(r, in)
		}
	}
	if ok && !r.notAfter(f, b, at, end) {
		to = end
		r.bind(f, b)
	} else if begin, end, ok := unreached(r.text, r.from, f.start, f.end); ok {
		from, to = begin, end
		r.bind(f, boundBelow)
	}
	return from, to
}

// unreached is where the words begin and end that say from both sides of a number that it was not
// reached: 连5亿都没有, 离5亿还远.
func unreached(text []rune, from, start, end int) (begin, stop int, ok bool) {
	before := string(text[max(from, start-longestEnclosing):start])
	for i := range enclosings {
		w := wordBefore(before, enclosings[i].before)
		if w == 0 {
			continue
		}
		at := end + wordAt(text, end, thresholds)
		if n := wordAt(text, at, enclosings[i].after); n > 0 && endsThere(text, at+n) {
			return start - w, at + n, true
		}
	}
	return start, end, false
}

// longestEnclosing is how many characters the words before such a number have at most.
const longestEnclosing = 4

// enclosings are those words, the longer ones first; thresholds may stand behind the number.
var (
	enclosings = [...]struct{ before, after []string }{
		{strings.Fields(`朝着 朝 向着 往 向`), strings.Fields(`去了 去的 去 上走 迈进了 迈进 进发 靠拢了 靠拢 靠近了 靠近 走了 走`)},
		{strings.Fields(`连个 连`), strings.Fields(`都没有达到 都没达到 都没有到 都没做到 都达不到 都够不上 都够不着 都没有 都不到 都没到 都不足 都没满 都没 也没达到 也达不到 也没有 也不到 也没到 也没`)},
		{strings.Fields(`距离 离着 做到 达到 离 距 到`), strings.Fields(`还有点远 还有些远 有点远 还有很大距离 还有很大差距 还有一段距离 还有一定距离 还有不小距离 还有不小差距 还有不少距离 还有点距离 还有段距离 还有距离 还有差距 还差得很远 还差得远着 还差得太远 还差十万八千里 差十万八千里 还差得远 还差得多 还差老远 还差很远 还差很多 还差好多 还差好远 还差太多 还差太远 还差一大截 还差一点点 还差一点 还差点儿 还差一截 还差不少 还差远 还差点 还差些 差得太远 差得很远 差得远 差得多 差很多 差很远 差老远 差一大截 差一截 差不少 差远 还很远 还挺远 还蛮远 还太远 还远得很 还远着 还远 还早得很 还早着 还早 远得很 远着 很远 挺远`)},
	}
	thresholds = strings.Fields(`的门槛 这个门槛 那个门槛 门槛 的线 这条线 那条线 的目标 的标准 这一档 那一档 这档 那档 的营收`)
)

// wordBefore is how many characters the first of some words has that ends a text; 0 for none.
func wordBefore(text string, words []string) int {
	for _, w := range words {
		if strings.HasSuffix(text, w) {
			return utf8.RuneCountInString(w)
		}
	}
	return 0
}

// wordAt is how many characters the first of some words has that stands at a place; 0 for none.
func wordAt(text []rune, at int, words []string) int {
	for _, w := range words {
		if n := utf8.RuneCountInString(w); at+n <= len(text) && string(text[at:at+n]) == w {
			return n
		}
	}
	return 0
}

// endsThere says whether what is said of a number ends at a place: particles and what asks on may
// follow, and nothing that was not done or got (连50万都没领到).
func endsThere(text []rune, at int) bool {
	return at >= len(text) || !isChinese(text[at]) || strings.ContainsRune("呢啊呀哦呐哪吧吗嘛的了啦能可会行算就怎那还是有咋请够该拿", text[at])
}

// notBound says whether what looks like a bound ends another word.
func (r *quantityReader) notBound(b string, start, at int) bool {
	prev := r.rune(start - 1)
	switch r.rune(at - 1) {
	case '近':
		return at-start == 1 && prev != 0 && strings.ContainsRune("最附临靠远亲邻就", prev)
	case '快':
		return at-start == 1 && prev != 0 && strings.ContainsRune("加尽赶飞块", prev)
	case '好':
		return r.rune(at) != '几'
	case '约':
		return at-start == 1 && prev != 0 && strings.ContainsRune("合签节预契履违条", prev)
	case '~', '～', '∼': // 5~6亿 is a range
		return money.IsFigure(prev) || prev != 0 && strings.ContainsRune("亿万元%％个项辆台年", prev)
	case '超', '破':
		return at-start == 1 && prev != 0 && strings.ContainsRune("高不侦爆", prev)
	}
	return false
}

// notAfter says whether what looks like a bound after a number begins another word,
// or can bound no such number.
func (r *quantityReader) notAfter(f *found, b string, at, end int) bool {
	next := r.rune(end)
	switch r.rune(at) {
	case '多', '余':
		if next == '元' && f.large && r.rune(end+1) != '化' { // 9亿6多元
			return false
		}
		if end-at == 1 && (f.kind == KindNumber && !f.large || f.ranged || next != 0 && strings.ContainsRune("少数功用媒样元杭姚额款", next) || r.rune(f.end-1) == '个') {
			return true
		}
	case '±':
		return money.Begins(next)
	case '不', '都', '也', '还', '没':
		return isChinese(next) || money.Begins(next)
	}
	return false
}

// bind applies a bound to a number; a range keeps its ends.
func (r *quantityReader) bind(f *found, b string) {
	if b == boundAbout || b == boundNone {
		f.approx = f.approx || b == boundAbout
		return
	}
	if f.fraction || f.noLow && f.noHigh {
		return
	}
	if f.ranged && !f.noLow && !f.noHigh {
		return
	}
	f.ranged = true
	switch b {
	case boundBelow, boundUpTo:
		f.noLow, f.highOpen = true, b == boundBelow
	case boundAbove, boundFrom:
		f.noHigh, f.lowOpen = true, b == boundAbove
	case boundBeyond:
		high, ok := f.low.Add(f.low.Step())
		if !ok || f.low.Sign() <= 0 {
			f.ranged = false
			return
		}
		f.beyond = true
		f.high, f.lowOpen, f.highOpen, f.approx = high, true, true, true
	}
}

// bare decides what a magnitude without a unit counts: 12亿 is money, as people
// speak, unless the nearest telling word of the sentence counts things.
func (r *quantityReader) bare(f *found, from, to int) {
	if f.kind != KindNumber || !f.large {
		return
	}
	if r.context(from, to) != countsThings {
		f.kind, f.unit = KindMoney, "CNY"
	}
}

// reachBack and reachOn are how far the words that say what is counted may stand.
const (
	reachBack = 24
	reachOn   = 8
)

// context is what the nearest telling word of the sentence says is counted.
func (r *quantityReader) context(from, to int) int8 {
	if c := r.rune(from - 1); c != 0 && strings.ContainsRune("奖补投赚花赔罚税费款额价薪贷亏", c) {
		return countsMoney
	}
	if c := r.rune(from - 1); (c == '了' || c == '给' || c == '为') && strings.ContainsRune("奖补投赚花赔罚卖亏借贷欠捐", r.rune(from-2)) && from > 1 {
		return countsMoney
	}
	j, c := r.lookBack(from-1, from-reachBack, true)
	if c == countsNothing {
		c = r.lookOn(to)
	}
	if c == countsNothing {
		_, c = r.lookBack(j, from-reachBack, false)
	}
	return c
}

// lookBack looks for a telling word before a place, in the same clause or sentence,
// and returns how far it came.
func (r *quantityReader) lookBack(j, least int, clause bool) (int, int8) {
	for ; j > 0 && j > least; j-- {
		if endsThought(r.text[j]) {
			return 0, countsNothing
		}
		if clause && endsClauseRune(r.text[j]) {
			break
		}
		if c := contexts[pairOf(r.text[j-1], r.text[j])]; c != countsNothing {
			return j, c
		}
	}
	return j, countsNothing
}

// lookOn looks for a telling word after a place, in the same clause.
func (r *quantityReader) lookOn(to int) int8 {
	for j := to; j+1 < len(r.text) && j < to+reachOn; j++ {
		if c := r.text[j]; endsThought(c) || endsClauseRune(c) {
			break
		}
		if c := contexts[pairOf(r.text[j], r.text[j+1])]; c != countsNothing {
			return c
		}
		if r.text[j] == '奖' || r.text[j] == '补' {
			return countsMoney
		}
	}
	return countsNothing
}

func endsClauseRune(c rune) bool { return c == ',' || c == '，' || c == '、' }

// endsThought says whether a mark ends what words before it say.
func endsThought(c rune) bool {
	switch c {
	case '。', '！', '？', '!', '?', '\n', '；', ';':
		return true
	}
	return false
}

// upwards reads 上千万, 上百家: at least so many; ok is false where 上 is no such
// word.
func (r *quantityReader) upwards(i int) (end int, ok bool) {
	prev := r.rune(i - 1)
	if prev != 0 && strings.ContainsRune("以之及网线晚早马路身赶加次回度遭趟", prev) {
		return i, false
	}
	p, ok := r.implied(i + 1)
	if !ok || !p.num.Large && !p.written {
		return i, false
	}
	f := p.found()
	f.start, f.ranged, f.noHigh, f.approx = i, true, true, true
	r.bare(&f, i, f.end)
	r.put(&f)
	return f.end, true
}

// beyondOne reads 过亿, 破亿, 近亿, where 一 is left out.
func (r *quantityReader) beyondOne(i int) (end int, ok bool) {
	if prev := r.rune(i - 1); prev == 0 || !strings.ContainsRune("过破超近达逾", prev) {
		return i, false
	}
	p, ok := r.implied(i)
	if !ok || p.unit == "级" {
		return i, false
	}
	f := p.found()
	from, to := r.bounds(&f)
	if r.rune(i-1) == '过' && !f.ranged {
		f.ranged, f.noHigh, f.lowOpen = true, true, true
	}
	r.bare(&f, from, to)
	r.put(&f)
	return f.end, true
}

// implied reads a magnitude without a digit before it.
func (r *quantityReader) implied(i int) (side, bool) {
	power := 0
	switch r.rune(i) {
	case '亿', '億':
		power = 8
	case '万', '萬':
		power = 4
	case '百', '千', '十', '佰', '仟', '拾':
		return r.side(i)
	default:
		return side{}, false
	}
	p := side{start: i, numeralStart: i, end: i + 1, numeralEnd: i + 1, low: money.NewNumber(1, power)}
	p.high, p.num.Large, p.num.Power = p.low, true, power
	r.unit(&p)
	return p, true
}
