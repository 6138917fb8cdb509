package calc_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"suance/calc"
	"suance/calc/fact"
	"suance/calc/money"
	"suance/knowledge"
)

// This file computes the measures of the Hangzhou draft a second time, straight
// from the text, with rationals and without the rules, and holds the calculator
// against it.

// filling is a value for every fact: money in fen, shares in 1e-18.
type filling map[fact.ID]int64

// result is what comes of a measure.
type result struct {
	status calc.Status
	amount int64 // fen
}

const (
	yi  = int64(money.Yi)
	wan = int64(money.Wan)
)

func rat(a, b int64) *big.Rat { return big.NewRat(a, b) }

// down is a sum in fen, rounded down.
func down(r *big.Rat) int64 { return new(big.Int).Quo(r.Num(), r.Denom()).Int64() }

func times(fen int64, by *big.Rat) *big.Rat { return new(big.Rat).Mul(rat(fen, 1), by) }

// options by name, in the order of the facts' table.
const (
	intelligentEquipment, newMaterials, otherIndustry = 0, 2, 4
	noItem, noEcosystem, noField                      = 2, 5, 2
)

// figure is the measure's own figure, false where its conditions do not hold.
func (f filling) figure(measure string) (int64, bool) {
	yes := func(id fact.ID) bool { return f[id] == 1 }
	switch measure {
	case "first_set_recognition":
		return f["first_set_recognized"] * 50 * wan, f["first_set_recognized"] >= 1
	case "first_set_application":
		ok := yes("first_set_applied_within_two_years") && f["first_set_ecosystem"] != noEcosystem && f["first_set_rank"] <= 3
		return min(f["first_set_annual_sales"]/10, 300*wan), ok
	case "first_set_insurance":
		return f.insurance()
	case "chain_leader":
		return 500 * wan, yes("chain_leader")
	case "little_giant":
		return 100 * wan, yes("little_giant_first")
	case "specialized_sme":
		return 20 * wan, yes("specialized_sme_first")
	case "revenue_milestone":
		return f.milestone()
	case "smart_factory":
		return 200 * wan, f["industry"] != otherIndustry && yes("smart_factory")
	case "digital_workshop":
		return 80 * wan, f["industry"] != otherIndustry && yes("digital_workshop")
	case "carmaker_output":
		return f.output()
	case "new_model":
		n, v := f["model_output"], f["model_output_value"]
		if n >= 100_000 || v >= 100*yi {
			return 2000 * wan, yes("new_model_listed")
		}
		return 1000 * wan, yes("new_model_listed") && (n >= 50_000 || v >= 50*yi)
	case "local_purchase":
		return f.purchase()
	case "fund_matching":
		return f["fund_government_share"], f["fund_government_share"] > 0
	case "platform_equipment":
		own := min(down(times(f["platform_equipment_cost"], rat(3, 10))), 1000*wan)
		return max(0, own-f["platform_subsidy_received"]), f["platform_field"] != noField
	case "key_technology_first":
		v := f["key_technology_output"]
		sum := int64(0)
		for _, t := range []struct{ from, sum int64 }{{yi, 100}, {5 * yi, 500}, {10 * yi, 1000}} {
			if v >= t.from {
				sum = t.sum * wan
			}
		}
		return sum, yes("key_technology_recognized") && yes("key_technology_first_application") && v >= yi
	case "key_technology_repeat":
		more := f["key_technology_output"] - f["key_technology_output_previous"]
		return min(down(times(max(0, more), rat(1, 100))), 1000*wan),
			yes("key_technology_recognized") && !yes("key_technology_first_application") && more > 0
	case "scene_opening":
		return min(down(times(f["scene_investment"], rat(1, 5))), 100*wan), yes("scene_selected")
	}
	panic(measure)
}

func (f filling) insurance() (int64, bool) {
	year := f["insurance_year"]
	if f["insured_item"] == noItem || year < 1 || year > 3 {
		return 0, false
	}
	premium := rat(f["insurance_premium"], 1)
	rate := rat(f["insurance_rate"], int64(money.One))
	if limit := rat(2, 100); rate.Cmp(limit) > 0 {
		premium.Mul(premium, limit.Quo(limit, rate))
	}
	return min(down(premium.Mul(premium, rat(100-10*year, 100))), 500*wan), true
}

func (f filling) milestone() (int64, bool) {
	in := f["industry"] == intelligentEquipment || f["industry"] == newMaterials
	sum := int64(0)
	for _, t := range []struct{ from, sum int64 }{{5, 50}, {10, 100}, {50, 200}, {100, 400}, {200, 800}, {500, 2000}} {
		if f["revenue"] >= t.from*yi {
			sum = t.sum * wan
		}
	}
	return max(0, sum-f["revenue_award_received"]), in && f["revenue_first_reached"] == 1 && f["revenue"] >= 5*yi
}

func (f filling) output() (int64, bool) {
	capacity, made, nev := f["approved_capacity"], f["vehicle_output"], f["nev_output"]
	if f["carmaker"] == 0 || capacity < 1 {
		return 0, false
	}
	if capacity <= 150_000 {
		return 2000 * wan, made*100 >= capacity*75 && nev*2 >= made
	}
	return 2500 * wan, made*100 >= capacity*60
}

func (f filling) purchase() (int64, bool) {
	now, more := f["local_purchase"], f["local_purchase"]-f["local_purchase_previous"]
	rate := rat(5, 1000)
	if now >= 10*yi {
		rate = rat(10, 1000)
	}
	if now >= 20*yi {
		rate = rat(15, 1000)
	}
	return min(down(times(max(0, more), rate)), 1000*wan), f["carmaker"] == 1 && now >= yi && more > 0
}

// result is what comes of a measure beside another policy's sum.
func (f filling) result(measure string, award int64) result {
	own, ok := f.figure(measure)
	switch {
	case !ok:
		return result{calc.NotMet, 0}
	case measure == "fund_matching":
		return result{calc.Divided, own}
	case award > own:
		return result{calc.Superseded, 0}
	case measure == "chain_leader" || measure == "little_giant" || measure == "specialized_sme":
		return result{calc.Ceiling, own}
	}
	return result{calc.Payable, own}
}

// totals adds up, of a pair the higher.
func (f filling) totals(award func(string) int64) (payable, upTo int64) {
	amount := func(m string) int64 { return f.result(m, award(m)).amount }
	upTo = amount("chain_leader") + max(amount("little_giant"), amount("specialized_sme"))
	payable = max(amount("smart_factory"), amount("digital_workshop"))
	for _, m := range []string{"first_set_recognition", "first_set_application", "first_set_insurance", "revenue_milestone",
		"carmaker_output", "new_model", "local_purchase", "platform_equipment", "key_technology_first", "key_technology_repeat", "scene_opening"} {
		payable += amount(m)
	}
	return payable, upTo
}

// edges are the values of each number at which the text turns, to be tried with
// their neighbours.
var edges = map[fact.ID][]int64{
	"first_set_recognized":           {0, 1, 2, 80, 81},
	"first_set_rank":                 {1, 3, 4},
	"first_set_annual_sales":         {0, 9, 10, 3000 * wan},
	"insurance_premium":              {0, 1, 500 * wan * 10 / 9, 277_777_777_77, 277_777_777_78, 1000 * wan},
	"insurance_rate":                 {0, 1e16, 2e16, 3e16, 1e18},
	"insurance_year":                 {1, 2, 3, 4},
	"revenue":                        {0, 5 * yi, 10 * yi, 50 * yi, 100 * yi, 200 * yi, 500 * yi},
	"revenue_award_received":         {0, 50 * wan, 100 * wan, 2000 * wan},
	"approved_capacity":              {0, 1, 100_000, 100_001, 150_000, 150_001, 300_000},
	"vehicle_output":                 {0, 75_000, 75_001, 90_000, 112_500, 180_000},
	"nev_output":                     {0, 10_000, 37_500, 50_000, 56_250},
	"model_output":                   {0, 50_000, 100_000},
	"model_output_value":             {0, 50 * yi, 100 * yi},
	"local_purchase":                 {0, yi, 10 * yi, 20 * yi, 30 * yi},
	"local_purchase_previous":        {0, yi, 8 * yi, 10 * yi, 20 * yi},
	"platform_equipment_cost":        {0, 3, 4, 10_000_000_00 * 10 / 3},
	"platform_subsidy_received":      {0, 1, 1000 * wan},
	"key_technology_output":          {0, yi, 5 * yi, 10 * yi},
	"key_technology_output_previous": {0, yi, 10 * yi},
	"scene_investment":               {0, 4, 5, 500 * wan},
	"fund_government_share":          {0, 1, 3 * yi},
}

func policy(t testing.TB) *knowledge.Policy {
	t.Helper()
	p, err := knowledge.Default()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// draw is a value of a fact: an edge, a neighbour of one, or any.
func draw(r *rand.Rand, sp *fact.Spec) int64 {
	switch sp.Type {
	case fact.YesNo:
		return int64(r.IntN(2))
	case fact.Choice:
		return int64(r.IntN(len(sp.Options)))
	}
	es := edges[sp.ID]
	v := es[r.IntN(len(es))]
	if r.IntN(6) == 0 {
		v = r.Int64N(es[len(es)-1] + 1)
	} else {
		v += int64(r.IntN(3)) - 1
	}
	return min(max(v, sp.Least), most(sp))
}

// most is the largest value tried, beyond every threshold.
func most(sp *fact.Spec) int64 {
	switch sp.Type {
	case fact.Share:
		return int64(money.One)
	case fact.Count:
		return 1 << 36
	}
	return 1 << 60
}

// admissible mends the couplings of a filling.
func (f filling) admissible() filling {
	f["nev_output"] = min(f["nev_output"], f["vehicle_output"])
	if f["insurance_premium"] > 0 {
		f["insurance_rate"] = max(1, f["insurance_rate"])
	}
	return f
}

func drawFilling(r *rand.Rand, s *fact.Schema) filling {
	f := filling{}
	for i := range s.Len() {
		f[s.Spec(i).ID] = draw(r, s.Spec(i))
	}
	return f.admissible()
}

func drawAwards(r *rand.Rand, set fact.Set, p *knowledge.Policy) fact.Set {
	for _, id := range p.Rules.AwardMeasures() {
		if r.IntN(6) == 0 {
			sums := []int64{0, 1, 50 * wan, 300 * wan, 300*wan + 1, 301 * wan, 2000 * wan, int64(money.Max)}
			set = set.WithAward(id, money.Amount(sums[r.IntN(len(sums))]))
		}
	}
	return set
}

// TestFullFacts: with every fact known each status, each amount and both totals
// are those computed a second time.
func TestFullFacts(t *testing.T) {
	p := policy(t)
	n := 20_000
	if testing.Short() {
		n = 2_000
	}
	r := rand.New(rand.NewPCG(3, 3))
	for range n {
		f := drawFilling(r, p.Rules.Schema)
		set := fact.NewSet(p.Rules.Schema)
		for id, v := range f {
			set = set.With(id, fact.Point(v))
		}
		set = drawAwards(r, set, p)
		got := p.Calc.Outcomes(set)
		for _, o := range got.Measures {
			want := f.result(o.ID, int64(set.Award(o.ID)))
			if o.Status != want.status || int64(o.Amount) != want.amount || len(o.Missing) > 0 || int64(o.Bounds.Min) != want.amount || o.Bounds.Max != o.Bounds.Min {
				t.Fatalf("%s: got %+v, want %+v\n%s", o.ID, o, want, text(set))
			}
		}
		payable, upTo := f.totals(func(m string) int64 { return int64(set.Award(m)) })
		if int64(got.Total.Payable) != payable || int64(got.Total.UpTo) != upTo {
			t.Fatalf("totals: got %+v, want %d and %d\n%s", got.Total, payable, upTo, text(set))
		}
	}
}

func text(s fact.Set) string {
	b, err := s.MarshalJSON()
	return fmt.Sprint(string(b), err)
}

// reads are the facts that each measure reads by the table of measures.
var reads = map[string][]fact.ID{
	"first_set_recognition": {"first_set_recognized"},
	"first_set_application": {"first_set_applied_within_two_years", "first_set_ecosystem", "first_set_rank", "first_set_annual_sales"},
	"first_set_insurance":   {"insured_item", "insurance_premium", "insurance_rate", "insurance_year"},
	"chain_leader":          {"chain_leader"},
	"little_giant":          {"little_giant_first"},
	"specialized_sme":       {"specialized_sme_first"},
	"revenue_milestone":     {"industry", "revenue", "revenue_first_reached", "revenue_award_received"},
	"smart_factory":         {"industry", "smart_factory"},
	"digital_workshop":      {"industry", "digital_workshop"},
	"carmaker_output":       {"carmaker", "approved_capacity", "vehicle_output", "nev_output"},
	"new_model":             {"new_model_listed", "model_output", "model_output_value"},
	"local_purchase":        {"carmaker", "local_purchase", "local_purchase_previous"},
	"fund_matching":         {"fund_government_share"},
	"platform_equipment":    {"platform_field", "platform_equipment_cost", "platform_subsidy_received"},
	"key_technology_first":  {"key_technology_recognized", "key_technology_first_application", "key_technology_output"},
	"key_technology_repeat": {"key_technology_recognized", "key_technology_first_application", "key_technology_output", "key_technology_output_previous"},
	"scene_opening":         {"scene_selected", "scene_investment"},
}

// TestPartialFacts: with some facts open or known as a range, status, amount,
// missing facts and bounds are those found by trying, for each measure, the
// values at which the text turns, seen from what is known.
func TestPartialFacts(t *testing.T) {
	p := policy(t)
	n := 400
	if testing.Short() {
		n = 60
	}
	r := rand.New(rand.NewPCG(5, 5))
	for range n {
		f := drawFilling(r, p.Rules.Schema)
		set := fact.NewSet(p.Rules.Schema)
		for i := range p.Rules.Schema.Len() {
			sp := p.Rules.Schema.Spec(i)
			switch k := r.IntN(8); {
			case k < 5:
				set = set.With(sp.ID, fact.Point(f[sp.ID]))
			case k == 5 && edges[sp.ID] != nil:
				set = set.With(sp.ID, drawRange(r, sp, f[sp.ID]))
			}
		}
		set = drawAwards(r, set, p)
		got := p.Calc.Outcomes(set)
		for _, o := range got.Measures {
			tried := try(p.Rules.Schema, set, o.ID)
			if s := tried.differs(o); s != "" {
				t.Errorf("%s: %s: got %+v, tried %+v\n%s", o.ID, s, o, tried, text(set))
			}
		}
	}
}

func drawRange(r *rand.Rand, sp *fact.Spec, around int64) fact.Value {
	low, high := &fact.Bound{Value: around, Open: false}, &fact.Bound{Value: around + r.Int64N(around/2+3), Open: false}
	switch r.IntN(3) {
	case 0:
		low = nil
	case 1:
		high = nil
	}
	if sp.Type == fact.Share && high != nil {
		high.Value = min(high.Value, int64(money.One))
	}
	return sp.Range(low, high)
}

// tried is what the values tried give.
type tried struct {
	status   calc.Status
	amount   int64
	min, max int64
	missing  []fact.ID
}

func (e tried) differs(o calc.Outcome) string {
	switch {
	case o.Status != e.status:
		return "status"
	case int64(o.Amount) != e.amount:
		return "amount"
	case !slices.Equal(o.Missing, e.missing):
		return "missing"
	case int64(o.Bounds.Min) != e.min:
		return "min"
	case o.Bounds.Unlimited:
		if e.max < 1<<55 {
			return "unlimited"
		}
	case int64(o.Bounds.Max) != e.max:
		return "max"
	}
	return ""
}

// try fills in the facts of a measure in all ways that can matter.
func try(s *fact.Schema, set fact.Set, measure string) tried {
	ids := reads[measure]
	values := candidates(s, set, ids, int64(set.Award(measure)))
	out := map[string]result{}
	e := tried{min: 1 << 62}
	first, same := true, true
	var lines []filling
	var walk func(f filling, k int)
	walk = func(f filling, k int) {
		if k < len(ids) {
			for _, v := range values[ids[k]] {
				f[ids[k]] = v
				walk(f, k+1)
			}
			return
		}
		if !fits(set, f) {
			return
		}
		res := f.result(measure, int64(set.Award(measure)))
		g := filling{}
		for _, id := range ids {
			g[id] = f[id]
		}
		lines = append(lines, g)
		out[key(ids, f, "")] = res
		if first {
			e.status, e.amount, first = res.status, res.amount, false
		}
		same = same && res == result{e.status, e.amount}
		e.min, e.max = min(e.min, res.amount), max(e.max, res.amount)
	}
	walk(filling{}, 0)
	if same {
		return e
	}
	e.status, e.amount = calc.NeedsFacts, 0
	for i := range s.Len() {
		if id := s.Spec(i).ID; slices.Contains(ids, id) && matters(ids, id, lines, out) {
			e.missing = append(e.missing, id)
		}
	}
	return e
}

// matters says whether two fillings tried differ in one fact alone and in their
// outcome.
func matters(ids []fact.ID, id fact.ID, lines []filling, out map[string]result) bool {
	seen := map[string]result{}
	for _, f := range lines {
		k := key(ids, f, id)
		res := out[key(ids, f, "")]
		if old, ok := seen[k]; ok && old != res {
			return true
		}
		seen[k] = res
	}
	return false
}

func key(ids []fact.ID, f filling, without fact.ID) string {
	b := make([]byte, 0, 64)
	for _, id := range ids {
		if id != without {
			b = fmt.Append(b, f[id], " ")
		}
	}
	return string(b)
}

// fits says whether the couplings allow a filling beside what is known.
func fits(set fact.Set, f filling) bool {
	at := func(id fact.ID) (lo, hi int64) {
		if v, ok := f[id]; ok {
			return v, v
		}
		lo, hi = set.Get(id).Interval()
		return max(lo, 0), hi
	}
	nev, _ := at("nev_output")
	_, made := at("vehicle_output")
	premium, _ := at("insurance_premium")
	_, rate := at("insurance_rate")
	return nev <= made && (premium <= 0 || rate > 0)
}

// candidates are the values tried of each fact: what is known, or the edges of
// the text, their neighbours, the ends of the range, and the crossings with what
// is known of the other facts.
func candidates(s *fact.Schema, set fact.Set, ids []fact.ID, award int64) map[fact.ID][]int64 {
	out := map[fact.ID][]int64{}
	for _, id := range ids {
		sp := s.Lookup(id)
		v := set.Get(id)
		if n, ok := v.Exact(); ok {
			out[id] = []int64{n}
			continue
		}
		var vs []int64
		switch sp.Type {
		case fact.YesNo:
			vs = []int64{0, 1}
		case fact.Choice:
			for o := range sp.Options {
				vs = append(vs, int64(o))
			}
		default:
			lo, hi := v.Interval()
			lo, hi = max(lo, sp.Least, 0), min(hi, most(sp))
			for _, x := range append(crossings(s, set, id, award), edges[id]...) {
				for d := int64(-1); d <= 1; d++ {
					if x+d >= lo && x+d <= hi {
						vs = append(vs, x+d)
					}
				}
			}
			vs = append(vs, lo, min(lo+1, hi), hi, max(hi-1, lo))
		}
		slices.Sort(vs)
		out[id] = slices.Compact(vs)
	}
	return out
}

// crossings are values of a fact at which it meets what is known of another, by
// the shares of the text, and at which an amount meets another policy's sum.
func crossings(s *fact.Schema, set fact.Set, id fact.ID, award int64) []int64 {
	ends := func(other fact.ID) []int64 {
		lo, hi := set.Get(other).Interval()
		return []int64{max(lo, 0), min(hi, 1<<55)}
	}
	var out []int64
	add := func(other fact.ID, num, den int64) {
		for _, e := range ends(other) {
			if e < 1<<50 {
				out = append(out, e*num/den, (e*num+den-1)/den)
			}
		}
	}
	switch id {
	case "vehicle_output":
		add("approved_capacity", 75, 100)
		add("approved_capacity", 60, 100)
		add("nev_output", 2, 1)
		add("nev_output", 1, 1)
	case "nev_output":
		add("vehicle_output", 1, 2)
		add("vehicle_output", 1, 1)
		add("approved_capacity", 75, 200)
	case "approved_capacity":
		add("vehicle_output", 100, 75)
		add("vehicle_output", 100, 60)
	case "local_purchase":
		add("local_purchase_previous", 1, 1)
	case "local_purchase_previous":
		add("local_purchase", 1, 1)
		for _, e := range ends("local_purchase") {
			for _, rate := range []int64{200, 100} {
				out = append(out, e-1000*wan*rate, e-award*rate)
			}
			out = append(out, e-1000*wan*1000/15, e-award*1000/15)
		}
	case "key_technology_output":
		for _, e := range ends("key_technology_output_previous") {
			out = append(out, e, e+1000*wan*100, e+award*100)
		}
	case "key_technology_output_previous":
		for _, e := range ends("key_technology_output") {
			out = append(out, e, e-1000*wan*100, e-award*100)
		}
	case "platform_equipment_cost":
		for _, e := range ends("platform_subsidy_received") {
			if e < 1<<50 {
				out = append(out, (e+award)*10/3)
			}
		}
	case "platform_subsidy_received":
		for _, e := range ends("platform_equipment_cost") {
			own := min(e/10*3, 1000*wan)
			out = append(out, own, own-award)
		}
	case "insurance_premium":
		for y := int64(1); y <= 3; y++ {
			for _, e := range []int64{500 * wan, award} {
				out = append(out, e*10/(10-y))
				for _, rate := range ends("insurance_rate") {
					if rate > 2e16 && e < 1<<40 {
						p := new(big.Rat).Mul(rat(e*10, 10-y), rat(rate, 2e16))
						out = append(out, down(p))
					}
				}
			}
		}
	case "insurance_rate":
		for _, e := range ends("insurance_premium") {
			if e > 0 && e < 1<<50 {
				for y := int64(1); y <= 3; y++ {
					for _, sum := range []int64{500 * wan, award} {
						if sum > 0 && sum < 1<<40 {
							r := new(big.Rat).Mul(rat(e*(10-y), 10*sum), rat(2e16, 1))
							if r.Cmp(rat(1e18, 1)) < 0 {
								out = append(out, down(r))
							}
						}
					}
				}
			}
		}
	case "first_set_annual_sales":
		out = append(out, award*10)
	case "scene_investment":
		out = append(out, award*5)
	case "first_set_recognized":
		out = append(out, award/(50*wan), int64(3e9))
	}
	return slices.DeleteFunc(out, func(x int64) bool { return x < 0 })
}
