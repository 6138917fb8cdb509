package nlu

import (
	"slices"
	"strings"

	"suance/calc/fact"
)

// mention is a token that names a fact in its place.
type mention struct {
	tok   int // index of the token
	fact  int
	loose bool // it only suggests the fact
	used  bool // an amount was taken for it
}

// mentions are the tokens of a clause that name a fact with an amount, or a
// choice, in their order.
func (rd *reading) mentions(c *clause) []mention {
	var out []mention
	for i := c.from; i < c.to; i++ {
		x, ok := rd.resolve(i, isAmountName)
		if !ok && rd.isSum(i+1) {
			if x, ok = rd.ofKnown(i); !ok {
				x, ok = rd.ofNoun(i)
			}
		}
		if !ok {
			x, ok = rd.ofUnit(i)
		}
		if y, other := rd.ofOther(i, x, out); ok && other {
			x = y
		}
		if ok && rd.isActual(i, x) {
			x = ref{fact: int16(rd.asked), role: roleName}
		}
		if ok && x.role == roleSums && rd.isOfNamed(i, int(x.fact)) { // 采购额首次突破20亿
			continue
		}
		if ok && x.role == roleLoose && rd.isOfApartFund(i) { // 基金总盘子20亿
			continue
		}
		if ok {
			out = append(out, mention{tok: i, fact: int(x.fact), loose: x.role == roleLoose})
		}
	}
	return out
}

// isActual says whether a word only says of the answer to the question that it is so in fact: 实际10万辆.
func (rd *reading) isActual(i int, x ref) bool {
	if rd.asked < 0 || x.role != roleWeak || i != rd.clause.from || !strings.HasPrefix(rd.word(i), "实际") || len(rd.said) > 0 || i+2 != rd.clause.to || rd.toks[i+1].kind != quantity {
		return false
	}
	a := &rd.amounts[rd.toks[i+1].amount]
	return rd.takes(int(x.fact), a) && rd.takes(rd.asked, a)
}

// ofUnit is the only meaning of a word before an amount whose unit brings up its subject: 新能源车
// 6万辆, whatever was spoken of.
func (rd *reading) ofUnit(i int) (found ref, ok bool) {
	j := i + 1
	if rd.toks[i].word < 0 || j >= rd.clause.to || rd.toks[j].kind != quantity || rd.toks[j].start != rd.toks[i].end {
		return ref{}, false
	}
	n := 0
	for _, x := range rd.lex.entries[rd.toks[i].word].refs {
		if x.role == roleWeak && rd.unitCues[rd.amounts[rd.toks[j].amount].unit]>>rd.group[x.fact]&1 == 1 && rd.group[x.fact] != 0 {
			found = x
			n++
		}
	}
	return found, n == 1
}

// ofOther is what else a word names by itself, where the fact that it would mean beside its
// subject has a value of the sentence already: 新车型产5.6万辆、年产11万辆.
func (rd *reading) ofOther(i int, x ref, out []mention) (ref, bool) {
	if x.role != roleWeak || rd.corrected || rd.clause.has(year) || rd.clause.has(part) || rd.schema.Spec(int(x.fact)).Type != fact.Count {
		return ref{}, false
	}
	if !slices.ContainsFunc(out, func(m mention) bool { return m.fact == int(x.fact) && rd.isParted(m.tok, i) }) && !rd.valuedBefore(int(x.fact)) {
		return ref{}, false
	}
	for _, y := range rd.lex.entries[rd.toks[i].word].refs {
		if y.role == roleName && y.fact != x.fact && rd.schema.Spec(int(y.fact)).Type == fact.Count && !rd.valuedBefore(int(y.fact)) {
			return y, true
		}
	}
	return ref{}, false
}

// valuedBefore says whether the sentence gave a fact a single value.
func (rd *reading) valuedBefore(f int) bool {
	for _, s := range rd.said[max(rd.before, len(rd.said)-reachOfWords):] {
		if _, exact := s.value.Exact(); exact && s.fact == f && s.why == "" {
			return true
		}
	}
	return false
}

// isOfNamed says whether words of a first time, or of an earlier one, stand right after the name of
// a number of another subject, or after that and its amount: 采购额首次突破; 保费40万前年就到了.
func (rd *reading) isOfNamed(i, f int) bool {
	least := i - 1
	if rd.sums[rd.group[f]] > 0 {
		least = i - 6
	}
	for j := i - 1; j >= max(rd.clause.from, least); j-- {
		x, ok := rd.resolve(j, isAmountName)
		switch t := &rd.toks[j]; {
		case rd.residue(t.end, rd.toks[j+1].start) > 0:
			return false
		case ok && x.role != roleSums:
			return rd.group[x.fact] != rd.group[f] && rd.schema.Spec(int(x.fact)).Type != fact.Choice
		case t.kind != quantity && t.kind != plainWord && t.kind != year && t.kind != hedge && t.kind != bound && t.kind != reach:
			return false
		}
	}
	return false
}

// isOfApartFund says whether what need not be the enterprise's own is spoken of before token i.
func (rd *reading) isOfApartFund(i int) bool {
	for j := rd.near(i); j < i; j++ {
		if w := rd.toks[j].word; w >= 0 && rd.lex.entries[w].cues&rd.apart != 0 {
			return true
		}
	}
	return false
}

// ofKnownGroup is the only meaning of a name right before an amount of which the session
// knows the subject: 产值3亿 of a technology that was spoken of.
func (rd *reading) ofKnownGroup(i int, refs []ref, wanted func(*fact.Spec, ref) bool) (found ref, ok bool) {
	j := rd.amountOf(i)
	if j < 0 || rd.hasOwnSubject(i, refs, wanted) {
		return ref{}, false
	}
	n := 0
	for _, x := range refs {
		if rd.depends(x) && rd.isGroupKnown(rd.group[x.fact]) && wanted(rd.schema.Spec(int(x.fact)), x) && isAmountName(rd.schema.Spec(int(x.fact)), x) &&
			rd.takes(int(x.fact), &rd.amounts[rd.toks[j].amount]) {
			found = x
			n++
		}
	}
	return found, n == 1
}

// amountOf is the amount that follows the name at token i at once, or in the next clause, where this
// one says nothing else; -1 for none.
func (rd *reading) amountOf(i int) int {
	j, end := i+1, rd.clause.to
	at := rd.toks[i].end
	if len(rd.rest) > 0 && (contains(foundOut, rd.f.words(at, rd.clause.end)) || i+2 == rd.clause.to && rd.toks[i+1].kind == hedge) { // 产量查到了，10万辆
		j, end, at = rd.rest[0].from, rd.rest[0].to, rd.rest[0].start
	}
	for j < end && (rd.toks[j].kind == affirmation || rd.toks[j].kind == reach || rd.toks[j].kind == hedge || rd.toks[j].kind == bound || rd.word(j) == "就") {
		j++
	}
	if j >= end || rd.toks[j].kind != quantity || rd.residue(at, rd.toks[j].start) > 0 {
		return -1
	}
	return j
}

// foundOut is what may stand between a name and the clause that tells its amount.
var foundOut = []string{"", "查到了", "查出来了", "有了", "出来了", "算出来了", "统计出来了", "问到了"}

// ofKnown is what was got already of the only group of all that token i can mean
// that the session knows anything of: 拿过50万.
func (rd *reading) ofKnown(i int) (ref, bool) {
	if rd.toks[i].word < 0 {
		return ref{}, false
	}
	var found ref
	n := 0
	for _, x := range rd.lex.entries[rd.toks[i].word].refs {
		if x.role == roleWeak && len(rd.schema.Spec(int(x.fact)).Words.Zero) > 0 && rd.isGroupKnown(rd.group[x.fact]) {
			found = x
			n++
		}
	}
	return found, n == 1
}

// ofNoun is what was got already that the word after the sum names: 拿过50万奖励.
func (rd *reading) ofNoun(i int) (ref, bool) {
	j := i + 2
	if j >= rd.clause.to || rd.toks[i].word < 0 || rd.toks[j].word < 0 || rd.toks[j].start != rd.toks[i+1].end {
		return ref{}, false
	}
	var found ref
	n := 0
	for _, x := range rd.lex.entries[rd.toks[i].word].refs {
		if x.role == roleWeak && len(rd.schema.Spec(int(x.fact)).Words.Zero) > 0 && rd.states(j, int(x.fact), roleWeak) {
			found = x
			n++
		}
	}
	return found, n == 1
}

// isAmountName says whether a word names a fact that is not a yes or no.
func isAmountName(sp *fact.Spec, x ref) bool {
	if sp.Type == fact.YesNo {
		return false
	}
	switch x.role {
	case roleName, roleLabel, roleWeak, roleLoose, roleSums:
		return true
	}
	return false
}

// isClaim says whether a word names a yes/no fact or states it.
func isClaim(sp *fact.Spec, x ref) bool {
	return sp.Type == fact.YesNo && x.role != roleSums
}

// isOption says whether a word is an option of a choice.
func isOption(_ *fact.Spec, x ref) bool { return x.role == roleOption || x.role == roleLooseOption }

// resolve finds what token i means in its place, among the meanings wanted: one
// that needs the subject spoken of there, else one that stands by itself.
func (rd *reading) resolve(i int, wanted func(*fact.Spec, ref) bool) (ref, bool) {
	t := &rd.toks[i]
	if t.word < 0 {
		return ref{}, false
	}
	var alone *ref
	dependent := false
	refs := rd.lex.entries[t.word].refs
	for k := range refs {
		x := &refs[k]
		if !wanted(rd.schema.Spec(int(x.fact)), *x) {
			continue
		}
		if rd.depends(*x) {
			dependent = true
		} else if alone == nil || int(x.fact) == rd.asked || rd.group[x.fact] == rd.subject && rd.subject != 0 {
			alone = x
		}
	}
	if x, ok := rd.ofLabelWord(i, refs, wanted); ok { // 领域为新材料
		return x, true
	}
	if alone != nil && dependent {
		if x, ok := rd.ofPointedAt(refs, wanted); ok {
			return x, true
		}
	}
	if alone != nil && dependent && rd.isNearer(i, rd.group[alone.fact], refs) {
		return *alone, true
	}
	if alone != nil && alone.role == roleOption && rd.group[alone.fact] == 0 && rd.isOfFirm(i) {
		return *alone, true
	}
	if dependent && (alone == nil || alone.role != roleOption && alone.role != roleLooseOption || rd.isUnderSubject(i, refs)) {
		if x, ok := rd.bySubject(i, refs, wanted); ok {
			return x, true
		}
	}
	if alone != nil && dependent && alone.role == roleName && int(alone.fact) != rd.asked && !rd.isGroupKnown(rd.group[alone.fact]) && rd.spokenOf>>rd.group[alone.fact]&1 == 0 {
		if x, ok := rd.ofKnownGroup(i, refs, wanted); ok && rd.schema.Spec(int(x.fact)).Type == rd.schema.Spec(int(alone.fact)).Type {
			return x, true // 产量6万辆, of the model that was spoken of
		}
	}
	if alone != nil && dependent && alone.role == roleLoose && !rd.isGroupKnown(rd.group[alone.fact]) {
		for k := range refs {
			if x := &refs[k]; rd.depends(*x) && rd.isGroupKnown(rd.group[x.fact]) && wanted(rd.schema.Spec(int(x.fact)), *x) {
				return *x, true
			}
		}
	}
	if alone != nil && dependent && (rd.corrected || rd.contrasts) && (alone.role == roleLooseOption || alone.role == roleOption && !rd.clause.has(own) && !rd.clause.has(firm)) && !rd.isKnown(int(alone.fact)) {
		if x, ok := rd.ofKnownFact(refs, wanted); ok {
			return x, true // 领域选错了，应该是高端装备
		}
	}
	if alone != nil {
		return *alone, true
	}
	if dependent {
		if x, ok := rd.ofKnownGroup(i, refs, wanted); ok {
			return x, true
		}
		if rd.hasOwnSubject(i, refs, wanted) {
			return ref{}, false
		}
		if x, ok := rd.ofPointedAt(refs, wanted); ok {
			return x, true
		}
		if x, ok := rd.ofDenied(i, refs, wanted); ok {
			return x, true
		}
		if x, ok := rd.ofItsName(i, refs, wanted); ok {
			return x, true
		}
		x, ok := rd.onlySubject(refs, wanted)
		if !ok && (rd.corrected || rd.supposed) {
			return rd.ofKnownFact(refs, wanted)
		}
		return x, ok
	}
	return ref{}, false
}

// ofPointedAt is the only meaning of a word that is of a subject last told of, in a clause that begins by pointing
// at it: 这款是新列入公告的, after what that model makes; 这车一年产量6万台, after that it is listed.
func (rd *reading) ofPointedAt(refs []ref, wanted func(*fact.Spec, ref) bool) (found ref, ok bool) {
	at := rd.clause.start
	if len(rd.ctx.Recent) == 0 || rd.f.run[at] != '它' && (!strings.ContainsRune("这该那此", rd.f.run[at]) || at+1 >= rd.clause.end || !strings.ContainsRune("款个台项辆车是", rd.f.run[at+1])) {
		return ref{}, false
	}
	n := 0
	for _, x := range refs {
		sp := rd.schema.Spec(int(x.fact))
		if x.role != roleWeak || !wanted(sp, x) {
			continue
		}
		for _, id := range rd.ctx.Recent[:min(len(rd.ctx.Recent), justTold)] {
			if f, known := rd.schema.Index(id); known && rd.group[f] == rd.group[x.fact] && rd.group[f] != 0 {
				found = x
				n++
				break
			}
		}
	}
	return found, n == 1
}

// ofDenied is the only meaning of a word for a yes that came about which is of a fact that the session knows to be
// no, and which it turns round: 昨天又入选了，投资250万, after what was not selected.
func (rd *reading) ofDenied(i int, refs []ref, wanted func(*fact.Spec, ref) bool) (found ref, ok bool) {
	if !strings.HasSuffix(rd.word(i), "了") || rd.sum.asks || rd.supposed {
		return ref{}, false
	}
	n := 0
	for _, x := range refs {
		sp := rd.schema.Spec(int(x.fact))
		if x.role == roleWeak && sp.Type == fact.YesNo && !rd.firsts[x.fact] && wanted(sp, x) && rd.isKnown(int(x.fact)) && rd.known(int(x.fact)) == fact.Bool(false) {
			found = x
			n++
		}
	}
	return found, n == 1
}

// justTold is how many of the facts last told of are pointed at.
const justTold = 3

// ofLabelWord is the option of the choice whose label has the word that stands right before
// token i, if its subject is spoken of: 领域为新材料, of a platform.
func (rd *reading) ofLabelWord(i int, refs []ref, wanted func(*fact.Spec, ref) bool) (ref, bool) {
	at := rd.toks[i].start
	before := strings.TrimRight(rd.f.words(min(at, max(rd.clause.start, at-4)), at), "为是:")
	if !strings.HasSuffix(before, "领域") && !strings.HasSuffix(before, "方向") {
		return ref{}, false
	}
	for _, x := range refs {
		sp := rd.schema.Spec(int(x.fact))
		if x.role == roleOption && rd.group[x.fact] != 0 && wanted(sp, x) && strings.Contains(sp.Label, "领域") && rd.spokenOf>>rd.group[x.fact]&1 == 1 {
			return x, true
		}
	}
	return ref{}, false
}

// ofItsName is the option whose word ends with the name of its choice, so that it needs no subject (高端装备生态圈);
// or that only one choice has, where all that is said is that something belongs to it (属于绿色低碳), of a subject
// of which the session knows something: that is to be said back,
// unless it takes the place of another.
func (rd *reading) ofItsName(i int, refs []ref, wanted func(*fact.Spec, ref) bool) (ref, bool) {
	var found ref
	for k, x := range refs {
		if x.role != roleOption || rd.group[x.fact] == 0 || k > 0 && x.fact != found.fact || !wanted(rd.schema.Spec(int(x.fact)), x) {
			return ref{}, false
		}
		found = x
	}
	sp := rd.schema.Spec(int(found.fact))
	c := rd.clause
	if rd.f.run[c.end-1] == '不' { // 算生物医药生态圈不 asks
		return ref{}, false
	}
	if endsWithAny(rd.word(i), sp.Synonyms...) {
		return found, true
	}
	if !rd.isKnown(int(found.fact)) {
		found.role = roleLooseOption
	}
	return found, rd.isGroupKnown(rd.group[found.fact]) && !c.has(own) && !c.has(firm) && !c.has(negation) && !c.has(quantity) && !c.has(ask) && !c.has(polarAsk) &&
		(rd.residue(c.start, c.end) <= 2 && rd.signBefore(i, 0) > 0 || rd.isAssigned(c, i))
}

// isAssigned says whether a clause says of an option no more than that something is assigned to it: 已经确认归生物医药了,
// 就按生物医药登记吧.
func (rd *reading) isAssigned(c *clause, i int) bool {
	before := rd.f.words(c.start, rd.toks[i].start)
	after := strings.TrimRight(rd.f.words(rd.toks[i].end, c.end), "了吧的啊")
	if rest, ok := strings.CutSuffix(before, "归"); ok {
		return after == "" && strings.Trim(rest, "产品是我们那就已经都确认定了划这个现在最后终") == ""
	}
	rest, ok := strings.CutSuffix(before, "按")
	return ok && contains(registered, after) && strings.Trim(rest, "那就先还是好行,") == ""
}

// registered say that something is written down as what it is.
var registered = strings.Fields(`登记 登 记 填 报 申报 填报 来登记 来填`)

// isOfFirm says whether an option is said of the enterprise by the word after it: 新材料企业.
func (rd *reading) isOfFirm(i int) bool {
	return i+1 < rd.clause.to && rd.toks[i+1].kind == firm && rd.toks[i+1].start == rd.toks[i].end
}

// isNearer says whether the last subject spoken of in the clause before token i is that
// of a group, and not one that its other meanings depend on: 新车型12万，整车产能30万产量20万.
func (rd *reading) isNearer(i, g int, refs []ref) bool {
	if g == 0 {
		return false
	}
	var others uint64
	for _, x := range refs {
		if rd.depends(x) {
			others |= 1 << rd.group[x.fact]
		}
	}
	nearer, apart := false, false
	for j := i - 1; j >= rd.near(i); j-- {
		if rd.toks[j].kind == quantity {
			apart = apart || nearer
			continue
		}
		if w := rd.toks[j].word; w >= 0 {
			if rd.lex.entries[w].cues&others&^1 != 0 {
				return nearer && apart
			}
			nearer = nearer || rd.lex.entries[w].cues>>g&1 == 1
		}
	}
	return nearer
}

// ofKnownFact is the only meaning of a fact that the session knows, which a correction
// or a supposition puts another value in the place of: 说错了，是首批次材料.
func (rd *reading) ofKnownFact(refs []ref, wanted func(*fact.Spec, ref) bool) (found ref, ok bool) {
	n := 0
	for _, x := range refs {
		if (x.role == roleOption || x.role == roleWeak) && rd.isKnown(int(x.fact)) && wanted(rd.schema.Spec(int(x.fact)), x) {
			found = x
			n++
		}
	}
	return found, n == 1
}

// isGroupKnown says whether the session knows anything of a group.
func (rd *reading) isGroupKnown(g int) bool {
	if g == 0 || rd.ctx.Known.Schema() != rd.schema {
		return false
	}
	for f := range rd.group {
		if rd.group[f] == g && rd.isKnown(f) {
			return true
		}
	}
	return false
}

// isUnderSubject says whether an option that could be the enterprise's own is
// meant as that of a subject: the subject stands before it in the clause or
// right after it, or the clause before was nothing but its heading.
func (rd *reading) isUnderSubject(i int, refs []ref) bool {
	var groups uint64
	for _, x := range refs {
		if rd.depends(x) {
			groups |= 1 << rd.group[x.fact]
			if int(x.fact) == rd.asked {
				return true
			}
		}
	}
	for j := i - 1; j >= rd.near(i); j-- {
		if w := rd.toks[j].word; w >= 0 && rd.lex.entries[w].cues&groups != 0 {
			return true
		}
	}
	j := i + 1
	for j+1 < min(rd.clause.to, i+4) && isPointing(rd.word(j)) {
		j++
	}
	if j < rd.clause.to {
		if w := rd.toks[j].word; w >= 0 && rd.lex.entries[w].cues&groups != 0 && rd.residue(rd.toks[i].end, rd.toks[j].start) <= 2 {
			return true
		}
	}
	if at := rd.clause.start; at > 0 && rd.f.run[at-1] == '(' && groups>>rd.subject&1 == 1 && rd.subject != 0 {
		return true // 首台套2项（高端装备）
	}
	if rd.clause.has(own) || rd.clause.has(firm) {
		return false
	}
	if w := rd.word(i); strings.HasSuffix(w, "领域") || strings.HasSuffix(w, "方向") {
		return rd.subject != 0 && groups>>rd.subject&1 == 1
	}
	if groups>>rd.subject&1 == 1 && rd.subject != 0 && rd.isRemark(i) {
		return true
	}
	return rd.heading != 0 && groups>>rd.heading&1 == 1
}

// isPointing says whether a word only points at what follows it: 新材料的那个平台.
func isPointing(w string) bool {
	return w == "的" || w == "那个" || w == "这个"
}

// isRemark says whether a clause says nothing but what its subject is: 属高端装备.
func (rd *reading) isRemark(i int) bool {
	c := rd.clause
	if rd.residue(c.start, c.end) > 0 || i != c.to-1 && !(i == c.to-2 && rd.word(c.to-1) == "的") {
		return false
	}
	if i == c.from { // 测试平台设备款3334万，新材料
		return c.sep == endsClause && rd.carry >= 0 && rd.carrySum == rd.sum && rd.group[rd.carry] == rd.subject && rd.toldLastOf(rd.subject) && !rd.sum.has(own) && !rd.sum.has(firm)
	}
	return i == c.from+1 && rd.toks[c.from].kind == affirmation
}

// toldLastOf says whether the last thing that was told is of a group.
func (rd *reading) toldLastOf(g int) bool {
	n := len(rd.said)
	return n > 0 && rd.said[n-1].fact >= 0 && rd.group[rd.said[n-1].fact] == g
}

// depends says whether a meaning needs its group to be the subject.
func (rd *reading) depends(x ref) bool {
	switch x.role {
	case roleWeak, roleWeakNo:
		return true
	case roleOption, roleLooseOption:
		return rd.group[x.fact] != 0
	}
	return false
}

// bySubject looks for a meaning whose group is the nearest subject: the last one
// brought up before token i in the clause, the next one after it, the one that
// earlier clauses left, the one of the fact asked for.
func (rd *reading) bySubject(i int, refs []ref, wanted func(*fact.Spec, ref) bool) (ref, bool) {
	find := func(cues uint64) (ref, bool) {
		for _, x := range refs {
			g := rd.group[x.fact]
			if rd.depends(x) && g != 0 && cues>>g&1 == 1 && wanted(rd.schema.Spec(int(x.fact)), x) {
				return x, true
			}
		}
		return ref{}, false
	}
	cuesOf := func(j int) uint64 {
		if w := rd.toks[j].word; w >= 0 {
			return rd.lex.entries[w].cues
		}
		if k := rd.toks[j].amount; k >= 0 && rd.amounts[k].unit != "" && rd.amounts[k].unit != "个" {
			if f := rd.onlyOrdinal(rd.amounts[k].unit); f >= 0 && rd.unitCues[rd.amounts[k].unit] == 0 {
				return 1 << rd.group[f] &^ 1 // 前三台合计销售额
			}
		}
		return 0
	}
	for j := i - 1; j >= rd.near(i); j-- {
		if x, ok := find(cuesOf(j)); ok && !rd.isTrait(j) {
			return x, true
		}
	}
	for j := i + 1; j < min(rd.clause.to, i+reachOfWords); j++ {
		if x, ok := find(cuesOf(j)); ok {
			return x, true
		}
	}
	if rd.hasOwnSubject(i, refs, wanted) {
		return ref{}, false
	}
	if x, ok := find(1 << rd.subject &^ 1); ok {
		return x, true
	}
	if rd.asked >= 0 {
		for _, x := range refs {
			if int(x.fact) == rd.asked && wanted(rd.schema.Spec(rd.asked), x) {
				return x, true
			}
		}
		if x, ok := find(1 << rd.group[rd.asked] &^ 1); ok {
			return x, true
		}
	}
	return ref{}, false
}

// hasOwnSubject says whether the clause speaks of something else than what the meanings
// of token i depend on, so that none of an earlier clause reaches here: 首台套第二台，数字化
// 车间没拿到.
func (rd *reading) hasOwnSubject(i int, refs []ref, wanted func(*fact.Spec, ref) bool) bool {
	var groups uint64
	for _, x := range refs {
		if x.role != roleOption && x.role != roleLooseOption && rd.depends(x) && wanted(rd.schema.Spec(int(x.fact)), x) {
			groups |= 1 << rd.group[x.fact]
		}
	}
	if groups&^1 == 0 {
		return false
	}
	for j := rd.near(i); j < min(rd.clause.to, i+reachOfWords); j++ {
		w := rd.toks[j].word
		if j == i || w < 0 {
			continue
		}
		if rd.isOtherSubject(&rd.lex.entries[w], groups) {
			return true
		}
	}
	return false
}

// isOtherSubject says whether a word speaks of something else than groups: it is a cue or
// a name of others, or names a yes/no fact of none.
func (rd *reading) isOtherSubject(e *entry, groups uint64) bool {
	if e.cues&groups != 0 {
		return false
	}
	named := e.cues != 0 && len(e.refs) == 0
	for _, x := range e.refs {
		sp := rd.schema.Spec(int(x.fact))
		if groups>>rd.group[x.fact]&1 == 1 && rd.group[x.fact] != 0 {
			return false
		}
		if isClaim(sp, x) {
			named = named || rd.group[x.fact] == 0 || e.cues != 0
		} else {
			named = named || e.cues != 0 && x.role != roleLoose
		}
	}
	return named
}

// onlySubject is the meaning whose group is the only one of all the meanings'
// that the whole text brings up, wherever it does.
func (rd *reading) onlySubject(refs []ref, wanted func(*fact.Spec, ref) bool) (ref, bool) {
	var found ref
	n := 0
	for _, x := range refs {
		if g := rd.group[x.fact]; rd.depends(x) && g != 0 && rd.cues>>g&1 == 1 && wanted(rd.schema.Spec(int(x.fact)), x) && (rd.spokenOf>>g&1 == 1 || rd.schema.Spec(int(x.fact)).Type != fact.Money) {
			found = x
			n++
		}
	}
	return found, n == 1
}

// reachOfWords is how many tokens away a word of the same clause still bears on
// another: it keeps the cost of a text without punctuation linear.
const reachOfWords = 24

// near is the first token of the clause that bears on token i.
func (rd *reading) near(i int) int { return max(rd.clause.from, i-reachOfWords) }

// means says whether token i means anything to the policy in its place.
func (rd *reading) means(i int) bool {
	_, ok := rd.resolve(i, isAny)
	return ok
}

func isAny(*fact.Spec, ref) bool { return true }

// namesAlone leaves a title that a message only names before it asks (场景开放，我们能拿多少)
// to be confirmed: it may be what is asked about, and not what one has.
func (r *Reader) namesAlone(text string, u *Understanding) {
	if u.Intent != IntentQuestion || len(u.Facts) == 0 {
		return
	}
	runes := []rune(text)
	for _, s := range u.Facts {
		i, ok := r.schema.Index(s.Fact)
		if !ok || s.Value != fact.Bool(true) || !isTitle(r.schema.Spec(i), runes, s.Span) {
			return
		}
	}
	for i := range u.Facts {
		u.Facts[i].Confirm = true
	}
}

// isTitle says whether the words that state a yes are all of their clause, and neither an answer
// (评上了), nor a phrase that means yes (首次达到), nor what an enterprise is (整车企业).
func isTitle(sp *fact.Spec, text []rune, s Span) bool {
	if sp.Type != fact.YesNo || strings.HasPrefix(sp.Label, "是否") || s.Start < 0 || s.End > len(text) || s.Start >= s.End {
		return false
	}
	said := string(text[s.Start:s.End])
	clause := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(clauseAround(text, s)), "企业"), "项目")
	names := slices.Concat([]string{sp.Label, sp.Short}, sp.Synonyms, sp.Words.Loose)
	return strings.TrimSuffix(strings.TrimSuffix(said, "企业"), "项目") == clause && slices.ContainsFunc(names, func(w string) bool { return len(clause) > len("是") && strings.Contains(w, clause) }) &&
		!slices.Contains(sp.Words.Weak, said) && !slices.Contains(sp.Words.Yes, said)
}
