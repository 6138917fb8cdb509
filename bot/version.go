package main

import (
	"context"
	"fmt"
	"runtime/debug"
)

// versionCommand says what this program is.
type versionCommand struct{}

// Run prints the module's version, the commit where known, and the policy.
func (c *versionCommand) Run(_ context.Context, a *app) error {
	version, commit := built()
	if commit != "" {
		commit = " " + commit
	}
	_, err := fmt.Fprintf(a.out, "suance %s%s\n%s %s\n", version, commit, a.policy.ID, a.policy.Version)
	return err
}

// built is the module's version and the commit that the program was built from,
// as far as they are known.
func built() (version, commit string) {
	version = "devel"
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return version, ""
	}
	if info.Main.Version != "" && info.Main.Version != "(devel)" {
		version = info.Main.Version
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			commit = s.Value
		}
	}
	return version, commit
}
