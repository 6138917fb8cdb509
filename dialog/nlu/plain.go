package nlu

// Plain is a text made plain for matching: half-width, lower case, simplified,
// without quotation marks, invisible characters and the brackets of 首台（套）.
func Plain(text string) string { return string(fold(text).run) }
