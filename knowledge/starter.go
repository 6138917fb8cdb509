package knowledge

import (
	"embed"
	"io/fs"
)

//go:embed starter/document.txt starter/policy.yaml
var starter embed.FS

// Starter is a small policy folder to start from, each key explained.
func Starter() fs.FS {
	sub, err := fs.Sub(starter, "starter")
	if err != nil { // the path is a constant
		return starter
	}
	return sub
}
