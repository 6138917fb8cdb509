// Package session holds the state of one conversation, its versioned codec, and
// the port through which it is stored, with a memory store and the suite that
// every store must pass.
package session

import (
	"context"
	"errors"
)

// Conversation names one conversation of one person on one channel
// ("telegram:42", "terminal").
type Conversation string

// Loaded is what a store holds of a conversation. The zero Loaded is a
// conversation that never was.
type Loaded struct {
	Version int64  // rises by one with every commit, from 0
	State   []byte // as committed; nil where there is none
	// Answered says that the message asked about was committed before, and
	// Reply is what was answered then.
	Answered bool
	Reply    []byte
}

// Commit is one turn: it takes effect whole or not at all.
type Commit struct {
	Conversation Conversation
	Base         int64  // the version the turn was computed from
	Message      string // id of the message answered; empty where the channel has none
	State        []byte // nil deletes the conversation but for its version and this answer
	Reply        []byte // kept, so that the same message is answered the same way
	// Outgoing are the sends to make, in order, kept until each is acknowledged;
	// none where the caller hands the reply over itself.
	Outgoing [][]byte
}

// ErrConflict says that another turn was committed since Base was loaded. Nothing
// was changed: load again.
var ErrConflict = errors.New("session: another turn was committed in between")

// Store keeps conversations. Load is one read; Commit is one atomic step,
// compared by version, and a message already answered commits nothing and
// returns ErrConflict too. Any other error means that it is not known whether
// the commit took effect: Load with the message's id tells. Everything a store
// keeps expires; every commit renews it.
type Store interface {
	Load(ctx context.Context, c Conversation, message string) (Loaded, error)
	Commit(ctx context.Context, c Commit) error
}
