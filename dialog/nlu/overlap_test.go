package nlu_test

import (
	"testing"

	"suance/dialog/nlu"
)

// TestOverlap finds the sums of other policies of the city, and no others.
func TestOverlap(t *testing.T) {
	r, _ := openReader(t)
	for text, want := range map[string]string{
		"智能工厂已获评，同一项目市里其他政策还给了150万":  "1500000",
		"我们智能工厂评上了，区里同类政策已经给了250万":   "2500000",
		"智能工厂，区里给过250万":              "2500000",
		"智能工厂评上了，余杭区已奖励80万":          "800000",
		"区里同一项目已补90万，智能工厂评上了":        "900000",
		"同样的智能工厂项目，滨江区已经补了100万":      "1000000",
		"数字化车间那项我们拿过区里的50万补贴":        "500000",
		"链主我们已经拿过市里另一项政策200万":        "2000000",
		"同一事项已获区级奖励300万元":            "3000000",
		"市里别的政策同一事项已经给了30万":          "300000",
		"智能工厂，市商务局同一项目给过100万":        "1000000",
		"智能工厂，市经信局给的200万拿到了":         "",
		"已从本市其他政策拿到150万":             "1500000",
		"省里其他政策给了300万":               "",
		"智能工厂，同一个项目市里技改政策已经给了我们260万": "2600000",
		"智能工厂评上了，市里技改补贴拿过150万":       "1500000",
		"智能工厂，经信局技改专项同一项目给过100万":     "1000000",
		"智能工厂，技改政策同一项目给过100万":        "1000000",
		"市里数字经济政策同一项目已经补了120万":       "1200000",
		"省里补了100万，市里技改政策给过150万":      "1500000",
		"余杭区数字经济政策给过我们数字化车间60万":      "600000",
		"数字化车间，区里数字经济专项60万已经拿了":      "600000",
		"产量8万辆，新能源5万辆，区里奖过500万":      "5000000",
		"我们在余杭区，产能批给我们12万":           "",
		"省里技改政策给过150万":               "",
		"市里技改补贴最高150万":               "",
		"市里营收奖拿过50万":                 "",
		"另外平台补助领过610万":               "",
		"平台在余杭区，补助拿过50万":             "",
		"我们在滨江区，营收6亿":                "",
		"营收6亿，拿过50万奖励":               "",
	} {
		u := r.Read(text, nlu.Context{})
		if got := u.Overlap.Quantity.Value; got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestOverlapUnsure finds the sums that the city paid and that may be of this policy too: they are
// told, and count for none.
func TestOverlapUnsure(t *testing.T) {
	r, _ := openReader(t)
	for text, want := range map[string]bool{
		"智能工厂评上了，市里给过150万":    true,
		"智能工厂评上了，市里补贴拿过150万":  true,
		"智能工厂评上了，市财政补贴过100万":  true,
		"智能工厂，市里智能工厂补贴拿过150万": true,
		"数字化车间，工业互联网专项补了120万": true,
		"首台套认定2个，区里每个配套10万":   true,
		"我们市里营收奖拿过50万":        false,
		"省里给过150万":            false,
	} {
		u := r.Read(text, nlu.Context{})
		if _, sure := u.Overlap.Amount(); sure || u.Overlap.Unsure != want {
			t.Errorf("%s: sure %v, unsure %v, want %v", text, sure, u.Overlap.Unsure, want)
		}
	}
}
