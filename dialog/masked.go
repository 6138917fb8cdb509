package dialog

// Masked is a text as a model is shown it: with Mask in place of each character of
// a name, a telephone number or a code of somebody.
func Masked(text string) string { return masked(text) }
