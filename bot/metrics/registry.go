// Package metrics counts what serve does and tells it to Prometheus.
//
// The text format is written here, in a few lines of the standard library: the
// usual client would cost every command, ask and check too, its start, and
// eight modules. What can be counted is closed: a label's values are named when
// the metric is made, so that no id and no word of a person can become one.
package metrics

import (
	"bufio"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Registry holds metrics in the order in which they were made. The zero Registry
// is empty and ready.
type Registry struct {
	mu       sync.Mutex
	families []family
}

// family is one metric with all its series.
type family struct {
	name, help, kind string
	write            func(w *bufio.Writer, name string)
}

func (r *Registry) add(name, help, kind string, write func(*bufio.Writer, string)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.families = append(r.families, family{name, help, kind, write})
}

// Write writes all metrics in Prometheus's text format, version 0.0.4.
func (r *Registry) Write(w io.Writer) error {
	r.mu.Lock()
	families := slices.Clone(r.families)
	r.mu.Unlock()
	b := bufio.NewWriter(w)
	for _, f := range families {
		b.WriteString("# HELP " + f.name + " " + helpText.Replace(f.help) + "\n# TYPE " + f.name + " " + f.kind + "\n")
		f.write(b, f.name)
	}
	return b.Flush()
}

// Names are the names of all metrics.
func (r *Registry) Names() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	names := make([]string, len(r.families))
	for i, f := range r.families {
		names[i] = f.name
	}
	return names
}

var (
	helpText  = strings.NewReplacer(`\`, `\\`, "\n", `\n`)
	labelText = strings.NewReplacer(`\`, `\\`, "\n", `\n`, `"`, `\"`)
)

// sample writes one line; labels are pairs of name and value.
func sample(w *bufio.Writer, name string, value float64, labels ...string) {
	w.WriteString(name)
	for i := 0; i < len(labels); i += 2 {
		w.WriteString(map[bool]string{true: "{", false: ","}[i == 0])
		w.WriteString(labels[i] + `="` + labelText.Replace(labels[i+1]) + `"`)
	}
	if len(labels) > 0 {
		w.WriteByte('}')
	}
	w.WriteByte(' ')
	w.WriteString(strconv.FormatFloat(value, 'g', -1, 64))
	w.WriteByte('\n')
}

// Info adds a metric that is always 1 and tells something by its labels, which
// are pairs of name and value.
func (r *Registry) Info(name, help string, labels ...string) {
	r.add(name, help, "gauge", func(w *bufio.Writer, name string) { sample(w, name, 1, labels...) })
}

// Gauge adds a value that is read when it is asked for.
func (r *Registry) Gauge(name, help string, read func() float64) {
	r.add(name, help, "gauge", func(w *bufio.Writer, name string) { sample(w, name, read()) })
}

// Gauges adds a value for each of a label's values, read when asked for.
func (r *Registry) Gauges(name, help, label string, values []string, read func(value string) float64) {
	r.add(name, help, "gauge", func(w *bufio.Writer, name string) {
		for _, v := range values {
			sample(w, name, read(v), label, v)
		}
	})
}

// Count adds a number that only rises and is read when it is asked for.
func (r *Registry) Count(name, help string, read func() int64) {
	r.add(name, help, "counter", func(w *bufio.Writer, name string) { sample(w, name, float64(read())) })
}

// Counter counts things of several kinds, the values of one label.
type Counter struct {
	values []string
	n      []atomic.Int64
}

// Counter adds a counter. Every kind is there from the start, with 0.
func (r *Registry) Counter(name, help, label string, values ...string) *Counter {
	c := &Counter{values: values, n: make([]atomic.Int64, len(values))}
	r.add(name, help, "counter", func(w *bufio.Writer, name string) {
		for i, v := range c.values {
			sample(w, name, float64(c.n[i].Load()), label, v)
		}
	})
	return c
}

// Add counts n more of a kind. What was not named when the counter was made is
// not counted.
func (c *Counter) Add(kind string, n int64) {
	if i := slices.Index(c.values, kind); i >= 0 {
		c.n[i].Add(n)
	}
}

// Seconds counts time of several kinds, the values of one label.
type Seconds struct{ c *Counter }

// Seconds adds a counter of seconds.
func (r *Registry) Seconds(name, help, label string, values ...string) Seconds {
	c := &Counter{values: values, n: make([]atomic.Int64, len(values))}
	r.add(name, help, "counter", func(w *bufio.Writer, name string) {
		for i, v := range c.values {
			sample(w, name, time.Duration(c.n[i].Load()).Seconds(), label, v)
		}
	})
	return Seconds{c}
}

// Add counts more time of a kind.
func (s Seconds) Add(kind string, d time.Duration) { s.c.Add(kind, int64(d)) }

// Histogram counts durations by how long they are, for each of a label's values.
type Histogram struct {
	values []string
	bounds []time.Duration // ascending
	series []series
}

// series are the counts of one value of a histogram's label.
type series struct {
	within []atomic.Int64 // up to each bound and above the one before; the last beyond all
	sum    atomic.Int64
}

// Histogram adds a histogram of durations, told in seconds.
func (r *Registry) Histogram(name, help string, bounds []time.Duration, label string, values ...string) *Histogram {
	h := &Histogram{values: values, bounds: bounds, series: make([]series, len(values))}
	for i := range h.series {
		h.series[i].within = make([]atomic.Int64, len(bounds)+1)
	}
	r.add(name, help, "histogram", func(w *bufio.Writer, name string) {
		for i, v := range values {
			h.write(w, name, &h.series[i], label, v)
		}
	})
	return h
}

func (h *Histogram) write(w *bufio.Writer, name string, s *series, label, value string) {
	count := int64(0)
	for i, b := range h.bounds {
		count += s.within[i].Load()
		sample(w, name+"_bucket", float64(count), label, value, "le", strconv.FormatFloat(b.Seconds(), 'g', -1, 64))
	}
	count += s.within[len(h.bounds)].Load()
	sample(w, name+"_bucket", float64(count), label, value, "le", "+Inf")
	sample(w, name+"_sum", time.Duration(s.sum.Load()).Seconds(), label, value)
	sample(w, name+"_count", float64(count), label, value)
}

// Observe counts a duration. A value that was not named when the histogram was
// made is not counted.
func (h *Histogram) Observe(value string, d time.Duration) {
	i := slices.Index(h.values, value)
	if i < 0 {
		return
	}
	at, _ := slices.BinarySearch(h.bounds, d)
	h.series[i].within[at].Add(1)
	h.series[i].sum.Add(int64(d))
}
