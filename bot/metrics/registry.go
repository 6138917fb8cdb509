// Package metrics counts what serve does and tells it to Prometheus.
//
// What can be counted is closed: a label's values are named when the metric is
// made, so that no id and no word of a person can become one.
package metrics

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Registry holds metrics. Names are told once: making a metric twice is a mistake
// of the program, and panics.
type Registry struct{ all *prometheus.Registry }

// New makes an empty registry.
func New() *Registry { return &Registry{prometheus.NewRegistry()} }

// Names are the names of all metrics, in order.
func (r *Registry) Names() ([]string, error) {
	families, err := r.all.Gather()
	var names []string
	for _, f := range families {
		names = append(names, f.GetName())
	}
	return names, err
}

// Info adds a metric that is always 1 and tells something by its labels.
func (r *Registry) Info(name, help string, labels map[string]string) {
	r.gauge(name, help, labels, func() float64 { return 1 })
}

// Gauge adds a value that is read when it is asked for.
func (r *Registry) Gauge(name, help string, read func() float64) { r.gauge(name, help, nil, read) }

// Gauges adds a value for each of a label's values, read when asked for.
func (r *Registry) Gauges(name, help, label string, values []string, read func(value string) float64) {
	for _, v := range values {
		r.gauge(name, help, prometheus.Labels{label: v}, func() float64 { return read(v) })
	}
}

func (r *Registry) gauge(name, help string, labels prometheus.Labels, read func() float64) {
	r.all.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help, ConstLabels: labels}, read))
}

// Count adds a number that only rises and is read when it is asked for.
func (r *Registry) Count(name, help string, read func() int64) {
	r.all.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: name, Help: help},
		func() float64 { return float64(read()) }))
}

// Counter counts things of several kinds, the values of one label.
type Counter map[string]prometheus.Counter

// Counter adds a counter. Every kind is there from the start, with 0.
func (r *Registry) Counter(name, help, label string, values ...string) Counter {
	vec := prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, []string{label})
	r.all.MustRegister(vec)
	c := Counter{}
	for _, v := range values {
		c[v] = vec.WithLabelValues(v)
	}
	return c
}

// Add counts n more of a kind. What was not named when the counter was made is
// not counted.
func (c Counter) Add(kind string, n int64) {
	if x, ok := c[kind]; ok {
		x.Add(float64(n))
	}
}

// Seconds counts time of several kinds, the values of one label.
type Seconds Counter

// Seconds adds a counter of seconds.
func (r *Registry) Seconds(name, help, label string, values ...string) Seconds {
	return Seconds(r.Counter(name, help, label, values...))
}

// Add counts more time of a kind.
func (s Seconds) Add(kind string, d time.Duration) {
	if x, ok := s[kind]; ok {
		x.Add(d.Seconds())
	}
}

// Histogram counts durations by how long they are, for each of a label's values.
type Histogram map[string]prometheus.Observer

// Histogram adds a histogram of durations, told in seconds.
func (r *Registry) Histogram(name, help string, bounds []time.Duration, label string, values ...string) Histogram {
	opts := prometheus.HistogramOpts{Name: name, Help: help}
	for _, b := range bounds {
		opts.Buckets = append(opts.Buckets, b.Seconds())
	}
	vec := prometheus.NewHistogramVec(opts, []string{label})
	r.all.MustRegister(vec)
	h := Histogram{}
	for _, v := range values {
		h[v] = vec.WithLabelValues(v)
	}
	return h
}

// Observe counts a duration. A value that was not named when the histogram was
// made is not counted.
func (h Histogram) Observe(value string, d time.Duration) {
	if x, ok := h[value]; ok {
		x.Observe(d.Seconds())
	}
}
