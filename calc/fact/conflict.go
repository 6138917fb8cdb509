package fact

import "fmt"

// Conflicts are the facts that cannot stand beside each other, under the
// schema's couplings: one above the fact that it is part of, or a zero beside a
// fact that rules it out. Ranges conflict only when no filling is admissible.
func (f Set) Conflicts() Errors {
	var errs Errors
	for i := range f.schema.Len() {
		sp := f.schema.Spec(i)
		lo, hi := f.vals[i].Interval()
		if !f.vals[i].known {
			continue
		}
		if j, ok := f.schema.Index(sp.AtMost); ok && f.vals[j].known {
			if whole := f.schema.Spec(j); lo > f.vals[j].hi {
				errs = append(errs, &Error{Field: string(sp.ID), Message: fmt.Sprintf(
					"“%s”（%s）不能大于“%s”（%s，%s）",
					sp.Label, sp.SayValue(f.vals[i]), whole.Label, whole.ID, whole.SayValue(f.vals[j]))})
			}
		}
		if j, ok := f.schema.Index(sp.PositiveIf); ok && f.vals[j].known {
			if other := f.schema.Spec(j); hi == 0 && f.vals[j].lo > 0 {
				errs = append(errs, &Error{Field: string(sp.ID), Message: fmt.Sprintf(
					"“%s”（%s，%s）大于零时，“%s”不能为零",
					other.Label, other.ID, other.SayValue(f.vals[j]), sp.Label)})
			}
		}
	}
	return errs
}
