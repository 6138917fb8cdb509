// Package ask answers one question about a policy: from the document in its own
// words, with a computed assessment where the person states their case, with a
// question back where one more thing is needed, or by saying that the document
// does not hold it.
package ask
