// Package dialog holds one conversation: a state and a message in, a state and a
// reply out, as a pure function, and the Service that wraps it with a store.
package dialog
