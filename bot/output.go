package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// wholeFile is a file that appears under its name whole, on commit, or not at all.
type wholeFile struct {
	*os.File
	name string
}

// createWhole begins a file beside its final name, so that the rename is atomic.
func createWhole(name string) (*wholeFile, error) {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return nil, inputError{fmt.Errorf("--out: %w", err)}
	}
	return &wholeFile{File: f, name: name}, nil
}

// commit gives the file its name.
func (w *wholeFile) commit() error {
	if err := w.Chmod(0o644); err != nil {
		return err
	}
	if err := w.Sync(); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return os.Rename(w.Name(), w.name)
}

// discard removes what was written, unless it was committed.
func (w *wholeFile) discard() {
	w.Close()
	os.Remove(w.Name())
}

// writeOut lets write fill the file called name, whole or not at all; without a
// name it writes to standard output. An errReported from write still commits:
// wrong rows stand in their places.
func (a *app) writeOut(name string, write func(io.Writer) error) error {
	if name == "" {
		return write(a.out)
	}
	f, err := createWhole(name)
	if err != nil {
		return err
	}
	defer f.discard()
	result := write(f)
	if result != nil && result != errReported {
		return result
	}
	if err := f.commit(); err != nil {
		return fmt.Errorf("--out: %w", err)
	}
	return result
}
