// Package nlu reads what people type: quantities, facts, intents, each with its
// span, by rules and a policy's own words, without any model.
package nlu
