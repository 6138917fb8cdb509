// Package session holds the state of one conversation, its versioned codec, and
// the port through which it is stored, with a memory store and the suite that
// every store must pass.
package session

import (
	"context"
	"errors"
	"time"
)

// Conversation names one conversation of one person on one channel
// ("telegram:42", "terminal").
type Conversation string

// How much a store remembers of what was answered, in turns of a conversation.
const (
	// AnsweredKept is the number of message ids by which a message that is
	// delivered again is known. It is more than a channel keeps under way at once.
	AnsweredKept = 128
	// RepliesKept is the number of replies kept with them, the newest.
	RepliesKept = 8
)

// ForgottenFor is how long a store still knows the version, the answered message
// and its own reply of a conversation that was deleted.
const ForgottenFor = 15 * time.Minute

// Loaded is what a store holds of a conversation. The zero Loaded is a
// conversation that never was.
type Loaded struct {
	Version int64  // rises by one with every commit, from 0
	State   []byte // as committed; nil where there is none
	// Answered says that the message asked about was committed before, one of the
	// last AnsweredKept. Reply is what was answered then; nil if that is more than
	// RepliesKept turns ago or was committed as nil.
	Answered bool
	Reply    []byte
}

// Commit is one turn: it takes effect whole or not at all.
type Commit struct {
	Conversation Conversation
	Base         int64  // the version the turn was computed from
	Message      string // id of the message answered; empty where the channel has none
	// State nil deletes the conversation, what waits in its outbox and its dead
	// letters too, but for its version and this answer, which expire after
	// ForgottenFor.
	State []byte
	Reply []byte // kept, so that the same message is answered the same way
	// Outgoing are the sends to make, in order, kept until each is acknowledged;
	// none where the caller hands the reply over itself.
	Outgoing [][]byte
}

// Errors of a store. Any other error is one of the store's own, and no more is
// known than after ErrUnavailable.
var (
	// ErrConflict says that another turn was committed since Base was loaded.
	// Nothing was changed: load again.
	ErrConflict = errors.New("session: another turn was committed in between")
	// ErrUnavailable says that the store could not be reached or did not answer in
	// time. Whether a commit took effect is not known: Load with the message's id
	// tells.
	ErrUnavailable = errors.New("session: the store is away")
)

// Store keeps conversations. Load is one read; Commit is one atomic step,
// compared by version, and a message already answered commits nothing and
// returns ErrConflict too. Any other error means that it is not known whether
// the commit took effect: Load with the message's id tells. Everything a store
// keeps expires; every commit renews it. Bytes that were handed over, either way, are
// changed by neither side: a store may keep them as they are.
type Store interface {
	Load(ctx context.Context, c Conversation, message string) (Loaded, error)
	Commit(ctx context.Context, c Commit) error
}

// Send is one send that waits in a conversation's outbox and is held for the one
// who makes it. The zero Send is none.
type Send struct {
	Number int64 // of the conversation's sends, from 1, in the order of the turns
	Body   []byte
	Hold   int64 // names the hold under which it was handed out
}

// None says that there is nothing to send.
func (s Send) None() bool { return s.Number == 0 }

// MaxHold is how long a hold can last at most. A store takes one that ends later for
// set under a clock that was put back since, and for ended.
const MaxHold = time.Hour

// Outbox is the side of a store that a sender sees. The sends of a conversation
// are made one after another: who gets one holds the conversation's outbox for a
// while, and until the hold ends nobody else gets any. So several processes can
// send side by side, each reply leaves in the order of the turns, and what a
// process that died was about to send is sent by another.
type Outbox interface {
	Store
	// CommitAndTake commits and takes hold of the outbox as Take does, in one step.
	CommitAndTake(ctx context.Context, c Commit, hold time.Duration) (Send, error)
	// Take hands out the first send that waits and holds the outbox; none if
	// nothing waits or somebody holds it.
	Take(ctx context.Context, c Conversation, hold time.Duration) (Send, error)
	// Done removes a send that was made and hands out the next, holding on; none
	// if nothing waits, which ends the hold, or if the hold was lost meanwhile.
	// Done twice is as once.
	Done(ctx context.Context, c Conversation, s Send, hold time.Duration) (Send, error)
	// Hold prolongs the hold, from now and by MaxHold at most; false if it was lost.
	Hold(ctx context.Context, c Conversation, s Send, hold time.Duration) (bool, error)
	// Due names conversations, at most limit, in whose outbox something waits that
	// nobody holds.
	Due(ctx context.Context, limit int) ([]Conversation, error)
	// Bury keeps what could not be dealt with for the operator to look at.
	Bury(ctx context.Context, l DeadLetter) error
}

// DeadLetter is something that could not be dealt with: an update that nothing
// can read, a reply that the channel refuses. It expires like everything else.
type DeadLetter struct {
	Kind string // "update" or "send"
	ID   string // the channel's id of the update, or the send's number
	Why  string // without words of the message
	Body []byte
	// Conversation is whose it is; empty where nobody can tell. Its deletion
	// deletes the letter.
	Conversation Conversation `json:"-"`
}
