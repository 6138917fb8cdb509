package calc_test

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"suance/calc"
	"suance/calc/fact"
)

// day is a day after the draft's stated validity.
const day fact.Day = 20_780

// typical is an enterprise that has answered the questions of one consultation.
func typical(t testing.TB) fact.Set {
	p := policy(t)
	s := p.Rules.Schema
	set := fact.NewSet(s)
	for id, v := range map[fact.ID]int64{
		"industry": newMaterials, "revenue": 12 * yi, "revenue_first_reached": 1, "revenue_award_received": 50 * wan,
		"smart_factory": 1, "digital_workshop": 1, "first_set_recognized": 2, "carmaker": 0, "chain_leader": 0,
		"little_giant_first": 1, "specialized_sme_first": 0, "platform_field": newMaterials, "platform_equipment_cost": 2000 * wan,
		"platform_subsidy_received": 0, "scene_selected": 0, "key_technology_recognized": 0, "new_model_listed": 0, "insured_item": noItem,
		"first_set_applied_within_two_years": 1, "first_set_ecosystem": 3, "first_set_rank": 2,
	} {
		set = set.With(id, fact.Point(v))
	}
	return set
}

// worst knows each number as a range and nothing else, so that every measure has
// to be searched.
func worst(t testing.TB) fact.Set {
	p := policy(t)
	s := p.Rules.Schema
	set := fact.NewSet(s)
	for i := range s.Len() {
		sp := s.Spec(i)
		if es := edges[sp.ID]; es != nil {
			set = set.With(sp.ID, sp.Range(&fact.Bound{Value: max(1, sp.Least)}, &fact.Bound{Value: es[len(es)-1] - 1}))
		}
	}
	return set
}

// full knows everything.
func full(t testing.TB) fact.Set {
	p := policy(t)
	set := fact.NewSet(p.Rules.Schema)
	for id, v := range drawFilling(rand.New(rand.NewPCG(9, 9)), p.Rules.Schema) {
		set = set.With(id, fact.Point(v))
	}
	return set
}

// BenchmarkAssess is the full assessment of all measures with texts, beside the
// JSON encoding of its result by the standard library as a measure of the machine.
func BenchmarkAssess(b *testing.B) {
	p := policy(b)
	for name, set := range map[string]fact.Set{"nothing": fact.NewSet(p.Rules.Schema), "typical": typical(b), "full": full(b), "worst": worst(b)} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p.Calc.Assess(set, calc.Options{AsOf: day})
			}
		})
		b.Run(name+"/outcomes", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p.Calc.Outcomes(set)
			}
		})
		b.Run(name+"/stakes", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p.Calc.Stakes(set, nil)
			}
		})
	}
	a := p.Calc.Assess(typical(b), calc.Options{AsOf: day})
	raw, err := json.Marshal(a)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("typical/encode", func(b *testing.B) {
		b.ReportAllocs()
		var buf []byte
		for b.Loop() {
			buf = a.AppendJSON(buf[:0])
		}
	})
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		b.Fatal(err)
	}
	b.Run("typical/std-encode", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := json.Marshal(v); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkNew is what opening a policy spends on its rules.
func BenchmarkNew(b *testing.B) {
	p := policy(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := calc.New(p.Rules); err != nil {
			b.Fatal(err)
		}
	}
}
