//go:build race

package nlu_test

// mostTimes is how much more eight times the text may cost. The race detector's
// shadow of a long text no longer fits a processor's cache, which a short one's does.
const mostTimes = 18
