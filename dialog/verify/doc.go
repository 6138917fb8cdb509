// Package verify reads a reply back as a person pasted it, with or without its
// line breaks, in full-width characters, with words cut, and says for each number
// in it what backs it, or that nothing does. It takes the facts from the line of
// what the figures rest on, computes again, and holds the text against every line
// that the program could have written on those facts and on the document.
package verify
