//go:build !race

package nlu_test

// mostTimes is how much more eight times the text may cost.
const mostTimes = 12
