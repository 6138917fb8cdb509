package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"suance/knowledge"
)

// policyCommand works on policy folders.
type policyCommand struct {
	Check policyCheckCommand `cmd:"" help:"检查一个政策文件夹，列出所有问题及其位置。"`
	Lint  policyLintCommand  `cmd:"" help:"列出原文本身有疑问的地方：重叠的档位、临界点、没有定义的用语。"`
	Diff  policyDiffCommand  `cmd:"" help:"逐句比较两个政策文件夹，以及改动对各企业值多少。"`
	New   policyNewCommand   `cmd:"" help:"新建一个政策文件夹，可以照着改写。"`
}

// policyCheckCommand says all that is wrong with a policy folder.
type policyCheckCommand struct {
	Dir string `arg:"" help:"政策文件夹：document.txt和policy.yaml。"`
}

// Run checks.
func (c *policyCheckCommand) Run(_ context.Context, a *app) error {
	root, err := os.OpenRoot(c.Dir)
	if err != nil {
		return inputError{err}
	}
	defer root.Close()
	problems := knowledge.Check(root.FS())
	for _, p := range problems {
		fmt.Fprintln(a.err, p)
	}
	if len(problems) > 0 {
		return errReported
	}
	_, err = fmt.Fprintln(a.out, "没有发现问题。")
	return err
}

// policyLintCommand says what the text of a policy leaves doubtful.
type policyLintCommand struct {
	Dir string `arg:"" help:"政策文件夹。"`
}

// Run lists the doubts, each with its place in the document. They are no faults of
// the folder.
func (c *policyLintCommand) Run(_ context.Context, a *app) error {
	p, text, err := openFolder(c.Dir)
	if err != nil {
		return err
	}
	doubts := knowledge.Lint(p)
	for _, d := range doubts {
		line, column := p.Doc.Position(text, d.Sentence, d.Offset)
		fmt.Fprintf(a.out, "%s:%d:%d: %s %s：%s\n", knowledge.DocumentFile, line, column, d.Sentence, d.Kind, d.Message)
	}
	if len(doubts) == 0 {
		fmt.Fprintln(a.out, "没有发现疑问。")
	}
	return nil
}

// openFolder opens a policy folder, with the text of its document.
func openFolder(dir string) (*knowledge.Policy, string, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, "", inputError{err}
	}
	defer root.Close()
	p, err := knowledge.Open(root.FS())
	if err != nil {
		return nil, "", inputError{fmt.Errorf("%s:\n%w", dir, err)}
	}
	text, err := fs.ReadFile(root.FS(), knowledge.DocumentFile)
	if err != nil {
		return nil, "", inputError{err}
	}
	return p, string(text), nil
}

// policyNewCommand makes a policy folder to start from.
type policyNewCommand struct {
	Dir string `arg:"" help:"新文件夹；不能已经有内容。"`
}

// Run makes the folder, or nothing.
func (c *policyNewCommand) Run(_ context.Context, a *app) error {
	if entries, err := os.ReadDir(c.Dir); err == nil && len(entries) > 0 {
		return inputError{fmt.Errorf("%s: 文件夹里已经有内容，没有改动", c.Dir)}
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return inputError{err}
	}
	if err := os.MkdirAll(c.Dir, 0o755); err != nil {
		return inputError{err}
	}
	for _, name := range []string{knowledge.DocumentFile, knowledge.PolicyFile} {
		if err := copyFile(knowledge.Starter(), name, filepath.Join(c.Dir, name)); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(a.out, "已新建%s：把%s换成政策原文，照%s里的说明改写，再运行 suance policy check %s\n",
		c.Dir, knowledge.DocumentFile, knowledge.PolicyFile, c.Dir)
	return err
}

func copyFile(from fs.FS, name, to string) error {
	in, err := from.Open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return inputError{err}
	}
	if _, err := io.Copy(out, in); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}
