package nlu

import "strings"

// Plain is a text made plain for matching: half-width, lower case, simplified,
// without quotation marks, invisible characters and the brackets of 首台（套）.
func Plain(text string) string { return string(fold(text).run) }

// Simplified is a text with its traditional characters as simplified ones, character by
// character.
func Simplified(text string) string { return strings.Map(simplified.of, text) }
