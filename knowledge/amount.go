package knowledge

import (
	"suance/calc"
	"suance/calc/fact"
)

// amountKinds are the named kinds of amount, each with what reads it. They expand
// to sums of products of terms.
var amountKinds = []struct {
	key  string
	kind calc.Kind
	read func(*loader, *node) []calc.Product
}{
	{"fixed", calc.Fixed, (*loader).fixedSum},
	{"per_item", calc.Fixed, (*loader).perItem},
	{"rate", calc.Fixed, (*loader).rate},
	{"tiers", calc.Fixed, (*loader).tiers},
	{"increment", calc.Fixed, (*loader).increment},
	{"staged", calc.Fixed, (*loader).staged},
	{"product", calc.Fixed, (*loader).oneProduct},
	{"sum", calc.Fixed, (*loader).sumOf},
	{"ceiling", calc.UpTo, (*loader).fixedSum},
	{"split", calc.Split, (*loader).splitBase},
}

// amountOf reads an amount in one of the named kinds.
func (l *loader) amountOf(n *node) ([]calc.Product, calc.Kind) {
	keys := make([]string, len(amountKinds))
	for i, k := range amountKinds {
		keys[i] = k.key
	}
	t := l.table(n, keys...)
	if len(t.vals) != 1 {
		l.fail(n, "金额应当恰好用一种写法")
		return nil, 0
	}
	for _, k := range amountKinds {
		if t.has(k.key) {
			return k.read(l, t.vals[k.key]), k.kind
		}
	}
	return nil, 0
}

// fixedSum is a sum: 200万元.
func (l *loader) fixedSum(n *node) []calc.Product {
	return []calc.Product{{calc.Sum(l.amount(n))}}
}

// perItem is a sum for each item: {each: 50万元, of: fact}, of those up to a limit
// and above a line; or for each whole time that something is in a fact or in what it
// has grown by: {each: 10万元, of: fact, over: fact, per: 1亿元}.
func (l *loader) perItem(n *node) []calc.Product {
	t := l.table(n, "each!", "of!", "limit", "above", "over", "per")
	each := calc.Sum(l.amount(t.vals["each"]))
	typ := fact.Count
	if sp := l.lookup(t.at("of"), fact.ID(t.text("of"))); t.has("per") && sp != nil && sp.Type == fact.Money {
		typ = fact.Money
	}
	if t.has("over") {
		if t.has("limit") || t.has("above") {
			l.fail(n, "只算新增部分（over）的，不写 limit 和 above")
		}
		inc := calc.Increment{Now: l.value(t, "of", typ).Fact, Before: l.value(t, "over", typ).Fact}
		inc.Every = l.per(t, inc.Now)
		return []calc.Product{{inc, each}}
	}
	v := l.counted(t, typ)
	v.Every = l.per(t, v.Fact)
	return []calc.Product{{v, each}}
}

// rate is a share of a fact: {share: 10%, of: fact}, of what lies up to a limit and
// above a line.
func (l *loader) rate(n *node) []calc.Product {
	t := l.table(n, "share!", "of!", "limit", "above")
	return []calc.Product{{l.counted(t, fact.Money), l.ratio(t.vals["share"])}}
}

// counted is the part that counts of the fact under of.
func (l *loader) counted(t table, typ fact.Type) calc.Value {
	v := l.value(t, "of", typ)
	sp := l.lookup(t.at("of"), v.Fact)
	if sp == nil || sp.Type != typ {
		return v
	}
	return l.part(t, v, sp)
}

// tiers is the sum of the highest step that a fact reaches.
func (l *loader) tiers(n *node) []calc.Product {
	t := l.table(n, "of!", "steps!")
	return []calc.Product{{l.bands(t, "steps", "sum")}}
}

// increment is a rate on what a fact has grown by, one for all, or by band of the
// fact itself (or of the fact under by): the rate of the band holds for the whole
// increment.
func (l *loader) increment(n *node) []calc.Product {
	t := l.table(n, "of!", "over!", "rate", "rates", "by")
	grown := calc.Increment{Now: l.value(t, "of", fact.Money).Fact, Before: l.value(t, "over", fact.Money).Fact}
	if t.has("rate") == t.has("rates") {
		l.fail(n, "增量奖励要写一个比例（rate）或分档比例（rates）之一")
		return nil
	}
	if t.has("rate") {
		return []calc.Product{{grown, l.ratio(t.vals["rate"])}}
	}
	if !t.has("by") {
		t.vals["by"] = t.vals["of"]
	}
	by := table{r: t.r, node: t.node, vals: map[string]*node{"of": t.vals["by"], "rates": t.vals["rates"]}}
	return []calc.Product{{grown, l.bands(by, "rates", "rate")}}
}

// bands reads steps that rise: {from: 5亿元, sum: 50万元} or {from: …, rate: …}.
// A step with above begins above its edge, not at it.
func (l *loader) bands(t table, key, value string) calc.ByBand {
	b := calc.ByBand{Fact: fact.ID(t.text("of"))}
	sp := l.lookup(t.at("of"), b.Fact)
	if sp == nil {
		return b
	}
	for _, n := range t.list(key) {
		st := l.table(n, "from", "above", value+"!")
		if st.has("from") == st.has("above") {
			l.fail(n, "每一档要写 from（含本数）或 above（不含本数）之一")
			continue
		}
		band := calc.Band{Above: st.has("above")}
		edge := "from"
		if band.Above {
			edge = "above"
		}
		band.From = l.constant(st.vals[edge], sp)
		if value == "sum" {
			band.Sum = l.amount(st.vals[value])
		} else {
			band.Rate = l.ratio(st.vals[value])
		}
		if k := len(b.Bands); k > 0 && (band.From <= b.Bands[k-1].From || value == "sum" && band.Sum <= b.Bands[k-1].Sum) {
			l.fail(st.at(edge), "各档应当从低到高")
		}
		b.Bands = append(b.Bands, band)
	}
	if len(t.list(key)) == 0 {
		l.fail(t.at(key), "至少要有一档")
	}
	return b
}

// staged is a sum of money, counted at most at a limit of its rate, times a share
// that falls year by year.
func (l *loader) staged(n *node) []calc.Product {
	t := l.table(n, "of!", "rate", "limit", "by!", "first!", "less!", "relative", "last!")
	base := l.value(t, "of", fact.Money)
	var money calc.Term = base
	if t.has("rate") != t.has("limit") {
		l.fail(n, "费率（rate）和费率上限（limit）要同时写")
	} else if t.has("rate") {
		money = calc.Capped{Base: base.Fact, Rate: l.value(t, "rate", fact.Share).Fact, Limit: l.ratio(t.vals["limit"])}
	}
	by := l.value(t, "by", fact.Count)
	unit := ""
	if sp := l.lookup(t.at("by"), by.Fact); sp != nil {
		unit = sp.Unit
	}
	return []calc.Product{{money, l.falling(t, by.Fact, l.count(t.vals["last"], unit))}}
}

// falling derives the shares of the years from the first and what each later one
// has less: in percentage points, or relative to the year before.
func (l *loader) falling(t table, by fact.ID, last int64) calc.ByOrdinal {
	first, less := l.ratio(t.vals["first"]), l.ratio(t.vals["less"])
	out := calc.ByOrdinal{Fact: by}
	share := first
	for range last {
		if share.Num < 0 || last > 20 {
			l.fail(t.at("last"), "逐年递减到不了这么多年")
			return out
		}
		out.Ratios = append(out.Ratios, lowest(share))
		if t.flag("relative") {
			share = calc.Ratio{Num: share.Num * (less.Den - less.Num), Den: share.Den * less.Den}
		} else {
			share = calc.Ratio{Num: share.Num*less.Den - less.Num*share.Den, Den: share.Den * less.Den}
		}
		share = lowest(share)
	}
	return out
}

// lowest is a ratio in lowest terms.
func lowest(r calc.Ratio) calc.Ratio {
	a, b := r.Num, r.Den
	for b != 0 {
		a, b = b, a%b
	}
	if a < 0 {
		a = -a
	}
	if a == 0 {
		return r
	}
	return calc.Ratio{Num: r.Num / a, Den: r.Den / a}
}

// splitBase is the sum of money that a split shares out; measure reads its parts.
func (l *loader) splitBase(n *node) []calc.Product {
	t := l.table(n, "of!", "ratio", "shares", "parts!")
	return []calc.Product{{l.value(t, "of", fact.Money)}}
}

// splitParts reads who gets which share of a split: by a ratio, 1：1, or by shares
// that make up the whole.
func (l *loader) splitParts(n *node) []calc.SplitPart {
	t := l.table(n, "of!", "ratio", "shares", "parts!")
	labels := l.words(t, "parts")
	var shares []calc.Ratio
	if t.has("ratio") {
		parts := l.proportion(t.vals["ratio"])
		var sum int64
		for _, p := range parts {
			sum += p
		}
		for _, p := range parts {
			shares = append(shares, lowest(calc.Ratio{Num: p, Den: sum}))
		}
	}
	for _, s := range t.list("shares") {
		shares = append(shares, l.ratio(s))
	}
	if len(shares) != len(labels) || len(shares) < 2 || !whole(shares) {
		l.fail(n, "分担要有两方以上，各方都有比例，合起来是全部")
		return nil
	}
	var out []calc.SplitPart
	for i, label := range labels {
		out = append(out, calc.SplitPart{Label: label, Share: shares[i]})
	}
	return out
}

// whole says whether shares make up one.
func whole(shares []calc.Ratio) bool {
	sum := calc.Ratio{Num: 0, Den: 1}
	for _, s := range shares {
		if s.Den > 1_000_000 {
			return false
		}
		sum = lowest(calc.Ratio{Num: sum.Num*s.Den + s.Num*sum.Den, Den: sum.Den * s.Den})
	}
	return sum.Num == sum.Den
}

// value is a fact of a type as a term; another type or an unknown fact is a
// problem.
func (l *loader) value(t table, key string, typ fact.Type) calc.Value {
	id := fact.ID(t.text(key))
	if sp := l.lookup(t.at(key), id); sp != nil && sp.Type != typ {
		l.fail(t.at(key), "“%s”的类型在这里不合适", id)
	}
	return calc.Value{Fact: id}
}
