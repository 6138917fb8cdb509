package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"suance/calc/fact"
	"suance/dialog/nlu"
	"suance/dialog/pattern"
)

// Words that name no fact, or name two, are of what the message asks for or what was
// asked for before; else of what was lately spoken of.

// keepToScope takes values back from facts that are not known and bear on nothing that
// was asked for, and gives them to facts that do and can have them: 产量, in a talk about
// one model; 不是首次, in one about applying for something.
func (u *turn) keepToScope(read *nlu.Understanding, text string) {
	u.rangesToRecent(read, text)
	if len(read.Facts) == 0 && len(read.WhatIf) == 0 {
		return
	}
	scope := u.aimedAt(text)
	slots, stated := &read.Facts, true
	if len(*slots) == 0 {
		slots, stated = &read.WhatIf, false
	}
	if len(scope) == 0 {
		if len(*slots) == 1 {
			u.keepToRecent(&(*slots)[0], text)
		}
		return
	}
	bears := func(id fact.ID) bool {
		return slices.ContainsFunc(u.uses[id], func(m string) bool { return slices.Contains(scope, m) })
	}
	list := slices.Clone(*slots)
	for i := range list {
		if s := &list[i]; bears(s.Fact) || u.now.Facts.Get(s.Fact).Known() {
			continue
		}
		to := u.inScopeFor(&list[i], list, u.factsOf(scope), text, stated)
		if to == "" && !stated {
			to = u.choiceInScope(&list[i], u.factsOf(scope), text)
		}
		if to == "" && len(list) == 1 {
			to = u.recentFor(&list[i], bears, text)
		}
		if to == "" {
			continue
		}
		_, known := u.now.Facts.Get(to).Exact()
		list[i].Fact = to
		list[i].Confirm = list[i].Confirm || known && stated && numeric(u.spec(to)) && read.Intent != nlu.IntentCorrection && !u.hears(insists, text)
	}
	if stated {
		list = slices.DeleteFunc(list, func(s nlu.Slot) bool {
			return !bears(s.Fact) && (s.Confirm && u.unnamed(&s, text) || u.saidOfOther(&s, list, bears, text))
		})
		list = append(list, u.alsoOfHead(list, text)...)
	}
	*slots = list
}

// alsoOfHead are the choices of what a message begins by naming that the option which it states of another
// choice, on which that does not bear, may be meant for as well (平台补助，我们新材料行业的): they are to be said back.
func (u *turn) alsoOfHead(list []nlu.Slot, text string) (also []nlu.Slot) {
	for _, s := range list {
		was := u.spec(s.Fact)
		clause := clauseAround([]rune(text), s.Span)
		if was.Type != fact.Choice || s.Confirm || s.Fact == u.now.Asking || enterprise.MatchString(clause) {
			continue
		}
		head := u.benefitAhead(text)
		if len(head) == 0 || slices.ContainsFunc(u.uses[s.Fact], func(m string) bool { return slices.Contains(head, m) }) {
			return nil
		}
		open := except(u.factsOf(head), func(sp *fact.Spec) bool {
			given := slices.ContainsFunc(list, func(o nlu.Slot) bool { return o.Fact == sp.ID })
			return sp.Type != fact.Choice || given || u.now.Facts.Get(sp.ID).Known()
		})
		if to := signInScope(&s, was, open, clause, text); to != "" {
			s.Fact, s.Confirm = to, true
			also = append(also, s)
		}
	}
	return also
}

// enterprise says that something is said of the enterprise alone (我们是新材料企业).
var enterprise = pattern.Of(`企业|公司|厂`)

// aimedAt are the measures of which a message asks what can be had, or else those that
// were asked for, or else those that it names where it begins with what one grants (平台补助，我们是高端装备的).
func (u *turn) aimedAt(text string) []string {
	if u.hears(wantWords, text) {
		for _, ids := range [][]string{u.namedIn(u.askedPart(true)), u.benefitAhead(text)} {
			if len(ids) > 0 {
				return ids
			}
		}
	}
	scope := u.scope()
	if len(scope) == 0 && len(u.benefitAhead(text)) > 0 {
		return u.namedIn(text)
	}
	return scope
}

// unnamed says whether a sum was taken for a fact whose name does not stand beside it, and
// that nobody spoke of (今年5亿).
func (u *turn) unnamed(s *nlu.Slot, text string) bool {
	sp := u.spec(s.Fact)
	return sp.Type == fact.Money && s.Fact != u.now.Asking && !u.now.Facts.Get(s.Fact).Known() && !slices.Contains(u.now.Recent, s.Fact) && !weaklyNames(sp, text)
}

// saidOfOther says whether a yes or no without its name is one that was given, by the same
// word, to a fact of what is asked for (不是首次).
func (u *turn) saidOfOther(s *nlu.Slot, list []nlu.Slot, bears func(fact.ID) bool, text string) bool {
	was := u.spec(s.Fact)
	if was.Type != fact.YesNo || s.Fact == u.now.Asking || names(was, text) {
		return false
	}
	if u.isNamed(s.Fact, text) {
		return false // 小巨人呢？我们今年首次认定
	}
	return slices.ContainsFunc(list, func(o nlu.Slot) bool {
		return bears(o.Fact) && o.Value == s.Value && sharesName(was, u.spec(o.Fact), text)
	})
}

// isNamed says whether a text names a measure that a yes or no bears on.
func (u *turn) isNamed(id fact.ID, text string) bool {
	if u.spec(id).Type != fact.YesNo {
		return false
	}
	named := u.namedIn(text)
	return slices.ContainsFunc(u.uses[id], func(m string) bool { return slices.Contains(named, m) })
}

// inScopeFor is the fact of what is asked for that words taken for another name as well:
// a yes or no by a word that both share, a count by the name that it was given. Of what is
// stated, and not supposed, it is one that is not known yet. It is empty if there is none,
// or not just one.
func (u *turn) inScopeFor(s *nlu.Slot, list []nlu.Slot, scope []*fact.Spec, text string, stated bool) fact.ID {
	was := u.spec(s.Fact)
	given := func(id fact.ID) bool {
		return slices.ContainsFunc(list, func(o nlu.Slot) bool { return o.Fact == id })
	}
	clause := clauseAround([]rune(text), s.Span)
	open := slices.DeleteFunc(slices.Clone(scope), func(sp *fact.Spec) bool {
		again := sp.Type == fact.YesNo && slices.Contains(u.now.Recent, sp.ID) || numeric(sp) && !stated
		return sp.Type != was.Type || given(sp.ID) || u.now.Facts.Get(sp.ID).Known() && !again || u.bringsUpOnly(was, sp, clause)
	})
	switch {
	case u.isNamed(s.Fact, text): // 专精特新中小企业也是首次认定的
		return ""
	case was.Type == fact.Choice && s.Confirm, (was.Type == fact.YesNo || was.Type == fact.Choice && u.now.Asking == "" && isOption(was, text)) && !names(was, text):
		return signInScope(s, was, open, clause, text)
	case numeric(was) && len(list) > 1 && !u.amongItsOwn(s, list) && !u.hears(wholeWords, text):
		return numberInScope(s, was, open, wordFor(was, clause))
	}
	return ""
}

// choiceInScope is the only choice of what is asked for that has an option which is supposed of
// another by no name of that (换成高端装备呢, in a talk about a platform).
func (u *turn) choiceInScope(s *nlu.Slot, scope []*fact.Spec, text string) fact.ID {
	was := u.spec(s.Fact)
	if was.Type != fact.Choice || names(was, text) {
		return ""
	}
	found, at := fact.ID(""), 0
	for _, sp := range scope {
		i := slices.IndexFunc(sp.Options, func(o fact.Option) bool { return strings.Contains(text, o.Label) })
		if sp.Type != fact.Choice || sp.ID == was.ID || i < 0 {
			continue
		}
		if found != "" {
			return ""
		}
		found, at = sp.ID, i
	}
	if found != "" {
		s.Value = fact.Point(int64(at))
	}
	return found
}

// isOption says whether a text is an option of a choice and no more.
func isOption(sp *fact.Spec, text string) bool {
	said := bare(text)
	return slices.ContainsFunc(sp.Options, func(o fact.Option) bool {
		return slices.ContainsFunc(said, func(t string) bool { return t == o.Label || slices.Contains(o.Synonyms, t) })
	})
}

// signInScope is the open yes or no that shares a word of the text with the one that it
// was taken for, or the open choice that has the option.
func signInScope(s *nlu.Slot, was *fact.Spec, open []*fact.Spec, clause, text string) fact.ID {
	for _, sp := range open {
		if sp.Type == fact.YesNo && sharesName(was, sp, text) {
			return sp.ID
		}
		if i := slices.IndexFunc(sp.Options, func(o fact.Option) bool { return strings.Contains(clause, o.Label) }); i >= 0 {
			s.Value = fact.Point(int64(i))
			return sp.ID
		}
	}
	return ""
}

// numberInScope is the only open number that a name is a word for as well; it is to be
// said back.
func numberInScope(s *nlu.Slot, was *fact.Spec, open []*fact.Spec, name string) fact.ID {
	open = slices.DeleteFunc(open, func(sp *fact.Spec) bool {
		alike := sp.Unit == was.Unit && (sp.Type != fact.Count || was.Unit != "") && !received(sp)
		return !alike || !namedAlso(sp, name) && (sp.Type != fact.Money || name == "" || shared(sp.Label, name) == 0)
	})
	if len(open) != 1 {
		return ""
	}
	s.Confirm = true
	return open[0].ID
}

// amongItsOwn says whether other numbers of a fact's subject are given beside it.
func (u *turn) amongItsOwn(s *nlu.Slot, list []nlu.Slot) bool {
	group := u.spec(s.Fact).Words.Group
	return group != "" && slices.ContainsFunc(list, func(o nlu.Slot) bool {
		sp := u.spec(o.Fact)
		return o.Fact != s.Fact && numeric(sp) && sp.Words.Group == group
	})
}

// recentFor is the fact lately spoken of that a number can be of, where its words name it
// as well.
func (u *turn) recentFor(s *nlu.Slot, bears func(fact.ID) bool, text string) fact.ID {
	was := u.spec(s.Fact)
	if was.Type == fact.YesNo && !names(was, text) {
		return ""
	}
	name := wordFor(was, text)
	for _, id := range u.now.Recent {
		sp := u.spec(id)
		if _, known := u.now.Facts.Get(id).Exact(); known && u.hears(wholeWords, text) {
			continue // it has its value; what is said now is of the other
		}
		if numeric(sp) && sp.Type == was.Type && sp.Unit == was.Unit && bears(id) && (name == "" || isWordFor(sp, name)) && !u.bringsUpOnly(was, sp, text) {
			return id
		}
	}
	return ""
}

// bringsUpOnly says whether a text brings up the subject of one fact, and not that of another
// (新车型年产值, in a talk about a technology): its words are of the one.
func (u *turn) bringsUpOnly(named, other *fact.Spec, text string) bool {
	a, b := named.Words.Group, other.Words.Group
	return a != b && u.bringsUpGroup(a, text) && !u.bringsUpGroup(b, text)
}

// bringsUpGroup says whether a word that brings up a group of facts stands in a text.
func (u *turn) bringsUpGroup(group, text string) bool {
	schema := u.policy.Rules.Schema
	for i := range schema.Len() {
		w := &schema.Spec(i).Words
		if group != "" && w.Group == group && slices.ContainsFunc(w.Cues, func(cue string) bool { return strings.Contains(text, cue) }) {
			return true
		}
	}
	return false
}

// wordFor is the longest word for a fact that stands in a text; empty if none does.
func wordFor(sp *fact.Spec, text string) string {
	name := ""
	for _, list := range [][]string{{sp.Label, sp.Short}, sp.Synonyms, sp.Words.Weak} {
		for _, w := range list {
			if len(w) > len(name) && strings.Contains(text, w) {
				name = w
			}
		}
	}
	return name
}

// namedAlso says whether a word, or its end, is a word for a fact as well (年度产量).
func namedAlso(sp *fact.Spec, word string) bool {
	const least = 2
	for runes := []rune(word); len(runes) >= least; runes = runes[1:] {
		if end := string(runes); slices.Contains(sp.Synonyms, end) || slices.Contains(sp.Words.Weak, end) {
			return true
		}
	}
	return false
}

// keepToRecent gives a yes or no that names nothing, and is of no subject lately spoken
// of, to one that is and shares its words (不是首次, of an application).
func (u *turn) keepToRecent(s *nlu.Slot, text string) {
	const few = 6
	was := u.spec(s.Fact)
	if numeric(was) {
		u.keepToSize(s, text)
		return
	}
	if was.Type != fact.YesNo || utf8.RuneCountInString(text) > few || s.Fact == u.now.Asking || names(was, text) || slices.Contains(u.now.Recent, s.Fact) {
		return
	}
	for _, id := range u.now.Recent {
		if u.spec(id).Words.Group == was.Words.Group {
			return // it is of a subject spoken of
		}
	}
	for _, id := range u.now.Recent {
		if sp := u.spec(id); sp.Type == fact.YesNo && sharesName(was, sp, text) {
			s.Fact = id
			return
		}
	}
}

// keepToSize gives a guessed amount of a fact that neither is named nor known to the one lately stated
// that has one of its size (今年做到21亿了, of purchases of 18亿): it is said back.
func (u *turn) keepToSize(s *nlu.Slot, text string) {
	n, exact := s.Value.Exact()
	was := u.spec(s.Fact)
	if !s.Confirm || !exact || s.Fact == u.now.Asking || u.now.Facts.Get(s.Fact).Known() || weaklyNames(was, text) {
		return
	}
	for _, id := range u.now.Recent {
		sp := u.spec(id)
		if u.ofWrongYear(sp, text) && sp.Previous != "" {
			id = sp.Previous
		}
		if sp.Near && sp.Type == was.Type && sp.Unit == was.Unit && u.now.Facts.Get(id).Known() && u.apart(id, n) <= apartEnough {
			s.Fact = id
			return
		}
	}
}

// rangesToRecent gives a range of a fact that is not known to the one of a subject lately
// spoken of that its name is a word for as well (销售额没多少，就300来万, of a first set).
func (u *turn) rangesToRecent(read *nlu.Understanding, text string) {
	for k := range read.Unclear {
		was := u.spec(read.Unclear[k].Fact)
		if was == nil || was.ID == u.now.Asking || !read.Unclear[k].Range.Known() || u.now.Facts.Get(was.ID).Known() || slices.Contains(u.now.Recent, was.ID) {
			continue
		}
		name := wordFor(was, text)
		for i := range u.policy.Rules.Schema.Len() {
			sp := u.policy.Rules.Schema.Spec(i)
			of := slices.ContainsFunc(u.now.Recent, func(id fact.ID) bool { return sp.Words.Group != "" && u.spec(id).Words.Group == sp.Words.Group })
			if of && name != "" && sp.Type == was.Type && sp.Unit == was.Unit && isWordFor(sp, name) {
				read.Unclear = slices.Clone(read.Unclear)
				read.Unclear[k].Fact = sp.ID
				break
			}
		}
	}
}

// weaklyNames says whether a word of a fact stands in a text.
func weaklyNames(sp *fact.Spec, text string) bool {
	return names(sp, text) || slices.ContainsFunc(sp.Words.Weak, func(w string) bool { return strings.Contains(text, w) })
}

// names says whether a name of a fact stands in a text.
func names(sp *fact.Spec, text string) bool {
	return slices.ContainsFunc(append([]string{sp.Label, sp.Short}, sp.Synonyms...), func(w string) bool {
		return w != "" && strings.Contains(text, w)
	})
}

// sharesName says whether a word of a text that speaks of one fact can speak of another as
// well.
func sharesName(named, other *fact.Spec, text string) bool {
	shares := func(w string) bool { return strings.Contains(text, w) && isWordFor(other, w) }
	return slices.ContainsFunc(named.Synonyms, shares) || slices.ContainsFunc(named.Words.Weak, shares) || slices.ContainsFunc(named.Words.WeakNo, shares)
}

// isWordFor says whether a word can speak of a fact.
func isWordFor(sp *fact.Spec, w string) bool {
	return slices.Contains(sp.Synonyms, w) || slices.Contains(sp.Words.Weak, w) || slices.Contains(sp.Words.WeakNo, w) || slices.Contains(sp.Words.Yes, w)
}
