// Package dialog holds one conversation: a state and a message in, a state and a
// reply out, as a pure function, and the Service that wraps it with a store.
//
// Where the rules find no way on, a Model may point at what was meant. Its answer
// holds places in the program's own lists and no word; the rules read the person's
// words there once more, in their whole clause, and what they believe is put to the
// person as choices. Only what the person then presses or types counts.
package dialog
