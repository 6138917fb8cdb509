// Command evidence runs the tests that show what suance promises and writes their
// figures into deploy/PROMISES.md:
//
//	go run ./deploy/evidence            the full figures, half an hour or more
//	go run ./deploy/evidence -sample    the same tests at the size of CI, a few minutes
//	go run ./deploy/evidence -only R7   some promises, to the terminal alone
//	go run ./deploy/evidence -note "…"  a remark for the head of the page
//
// It must be run in the module's root, on a machine with redis-server, that does
// nothing else. It ends with 1 if a promise is broken.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

const page = "deploy/PROMISES.md"

func main() {
	sample := flag.Bool("sample", false, "the size of CI")
	only := flag.String("only", "", "these promises alone, comma separated, to the terminal")
	note := flag.String("note", "", "a remark for the head of the page, say of what else the machine did")
	flag.Parse()
	r := &runner{sample: *sample, note: *note, done: map[*command]result{}}
	broken := false
	var rows []string
	for _, p := range promises {
		if *only != "" && !slices.Contains(strings.Split(*only, ","), p.id) {
			continue
		}
		row, ok := r.row(p)
		fmt.Fprintln(os.Stderr, row)
		rows = append(rows, row)
		broken = broken || !ok
	}
	if *only == "" {
		if err := os.WriteFile(page, []byte(r.page(rows)), 0o644); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	if broken {
		os.Exit(1)
	}
}

// runner runs each command once.
type runner struct {
	sample bool
	note   string
	done   map[*command]result
}

// result is what came of a command.
type result struct {
	ok     bool
	output string
	took   time.Duration
}

// row shows a promise; false if it is broken.
func (r *runner) row(p promise) (string, bool) {
	var shown, figures []string
	held := true
	for _, proof := range p.shown {
		got := r.run(proof.command)
		if by := "`" + proof.pkg[2:] + " " + strings.ReplaceAll(proof.command.run, "|", "`, `") + "`"; !slices.Contains(shown, by) {
			shown = append(shown, by)
		}
		switch {
		case !got.ok:
			held = false
			figures = append(figures, "**broken**")
		case proof.figure == "":
		case strings.Contains(got.output, "--- SKIP"):
			figures = append(figures, "not measured: skipped here")
		case !strings.Contains(proof.figure, "("):
			figures = append(figures, proof.figure)
		case proof.total != "":
			figures = append(figures, sum(proof.figure, proof.total, got.output))
		default:
			figures = append(figures, find(proof.figure, got.output))
		}
	}
	if len(figures) == 0 && len(p.shown) > 0 {
		figures = []string{"holds"}
	}
	if len(p.shown) == 0 {
		shown, figures = []string{"—"}, []string{"not measured"}
	}
	cells := []string{p.id, p.says, p.target, strings.Join(figures, "; "), strings.Join(shown, "<br>")}
	return "| " + strings.Join(cells, " | ") + " |", held
}

// find joins all that a figure's groups match.
func find(pattern, output string) string {
	var found []string
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(output, -1) {
		found = append(found, strings.TrimSpace(strings.Join(m[1:], " ")))
	}
	if len(found) == 0 {
		return "not measured: the test tells no figure"
	}
	return strings.ReplaceAll(strings.Join(slices.Compact(found), "; "), "|", "\\|")
}

// sum says the sums of all that a figure's groups match.
func sum(pattern, total, output string) string {
	re := regexp.MustCompile(pattern)
	sums := make([]int, re.NumSubexp())
	for _, m := range re.FindAllStringSubmatch(output, -1) {
		for i := range sums {
			n, _ := strconv.Atoi(m[i+1])
			sums[i] += n
		}
	}
	said := make([]any, len(sums))
	for i, n := range sums {
		said[i] = n
	}
	return fmt.Sprintf(total, said...)
}

// run runs a command, unless it was run before.
func (r *runner) run(c *command) result {
	if got, ok := r.done[c]; ok {
		return got
	}
	args := []string{"test", "-count=1", "-v", "-timeout=3h"}
	if c.bench {
		args = append(args, "-run=^$", "-bench=^"+strings.ReplaceAll(c.run, "/", "$/^")+"$")
	} else {
		args = append(args, "-run=^("+c.run+")$")
	}
	cmd := exec.Command("go", append(append(args, c.flags...), c.pkg)...)
	cmd.Env = append(os.Environ(), "SUANCE_NO_SKIP=all")
	if !r.sample {
		cmd.Env = append(cmd.Env, c.full...)
	}
	begin := time.Now()
	out, err := cmd.CombinedOutput()
	got := result{ok: err == nil, output: string(out), took: time.Since(begin)}
	fmt.Fprintf(os.Stderr, "%v %s %s\n", got.took.Round(time.Second), c.pkg, c.run)
	if err != nil {
		os.Stderr.Write(out)
	}
	r.done[c] = got
	return got
}

// page is the whole page.
func (r *runner) page(rows []string) string {
	size := "the full figures"
	if r.sample {
		size = "a sample, not the full figures"
	}
	var b strings.Builder
	fmt.Fprintf(&b, `# Promises, and what shows them

Written by `+"`go run ./deploy/evidence`"+`: it runs the tests named here and notes what they say. This is
%s, measured on %s with %s on %s, %d processors%s. What stands as not measured, is not; "holds" means
that the test passes and has no figure of its own.%s

| # | promise | target | figure | shown by |
|---|---|---|---|---|
`, size, time.Now().UTC().Format(time.DateOnly), runtime.Version(), runtime.GOOS+"/"+runtime.GOARCH, runtime.NumCPU(), processor(), strings.TrimRight(" "+r.note, " "))
	for _, row := range rows {
		b.WriteString(row + "\n")
	}
	return b.String()
}

// processor names the machine's processor where Linux tells it.
func processor() string {
	text, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(text)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return " (" + strings.TrimSpace(value) + ")"
		}
	}
	return ""
}
