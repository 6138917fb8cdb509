package ask

import (
	"slices"
	"strings"
)

// args are the arguments of the words of a sort in a part, each once.
func (p *part) args(s sort) []int {
	var out []int
	for _, h := range p.hits {
		if h.sort == s && !slices.Contains(out, h.arg) {
			out = append(out, h.arg)
		}
	}
	return out
}

func (p *part) has(s sort) bool {
	return slices.ContainsFunc(p.hits, func(h hit) bool { return h.sort == s })
}

// aspects are what the part asks about.
func (p *part) aspects() aspects {
	var out aspects
	for i, h := range p.hits {
		switch h.sort {
		case cueWord:
			out = out.with(p.asked(i))
		case benefitWord:
			out = out.with(aspectBenefit)
		case topicWord: // 平台补助 is a matter and speaks of a benefit
			for _, w := range [...]string{"奖励", "补助", "补贴", "补偿"} {
				if strings.HasSuffix(h.text, w) {
					out = out.with(aspectBenefit)
				}
			}
		}
	}
	if out.has(aspectWhen) || out.has(aspectLong) { // 什么时候才能申请 asks for no condition
		out &^= aspectCondition.bit() | aspectWhat.bit()
	}
	return out
}

// asked is what the word of asking at a place asks for. 名额多少 asks for no sum, and
// 作用是什么 for no definition.
func (p *part) asked(i int) aspect {
	h := p.hits[i]
	switch {
	case aspect(h.arg) == aspectAmount && h.text == "多少" && p.cueBefore(i) == aspectQuota:
		return aspectQuota
	case aspect(h.arg) == aspectDefinition && strings.HasPrefix(h.text, "是") && !strings.HasSuffix(h.text, "意思") && !p.topicAt(h.from):
		return aspectWhat
	}
	return aspect(h.arg)
}

// ofTheWhole says whether a part speaks of the document as a whole.
func (p *part) ofTheWhole() bool {
	return slices.ContainsFunc(p.hits, func(h hit) bool {
		return slices.Contains([]string{"政策", "文件", "措施", "规定", "办法"}, h.text)
	})
}

// cueBefore is what the last word of asking before a place asks for.
func (p *part) cueBefore(i int) aspect {
	for i--; i >= 0; i-- {
		switch p.hits[i].sort {
		case cueWord:
			return aspect(p.hits[i].arg)
		case fillWord:
		default:
			return noAspect
		}
	}
	return noAspect
}

// topicAt says whether a word for a topic ends at a place.
func (p *part) topicAt(at int) bool {
	return slices.ContainsFunc(p.hits, func(h hit) bool { return h.sort == topicWord && h.to == at })
}

// recalls says whether a part is but a matter to hear of: 链主呢.
func (p *part) recalls() bool {
	last := len(p.hits) - 1
	return last > 0 && p.hits[last].text == "呢" && p.hits[last].to == p.to && p.topicAt(p.hits[last].from) && p.hits[0].from == p.from && p.hits[0].sort == topicWord
}

// asks says whether the part asks for anything.
func (p *part) asks() bool {
	return p.has(cueWord) || p.has(benefitWord) || p.has(polarWord) || p.recalls() || slices.ContainsFunc(p.hits, func(h hit) bool {
		return h.sort == topicWord && containsAny(h.text, "怎", "哪", "谁", "几", "啥", "什么单位", "多久", "多长") // 产业基金怎么
	})
}
