package main

import (
	"context"
	"fmt"
	"os"

	"suance/knowledge"
)

// policyCommand works on policy folders.
type policyCommand struct {
	Check policyCheckCommand `cmd:"" help:"检查一个政策文件夹，列出所有问题及其位置。"`
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
