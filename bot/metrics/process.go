package metrics

import (
	"runtime/metrics"
	"time"
)

// Process adds what there is to know of the process itself.
func (r *Registry) Process(started time.Time) {
	r.Gauge("suance_start_time_seconds", "When the process started, in seconds since 1970.", func() float64 {
		return float64(started.UnixMilli()) / 1000
	})
	for _, m := range []struct{ name, help, source string }{
		{"suance_goroutines", "Goroutines that exist.", "/sched/goroutines:goroutines"},
		{"suance_memory_bytes", "Memory that the runtime has from the system.", "/memory/classes/total:bytes"},
		{"suance_heap_bytes", "Memory of objects, live or not yet swept.", "/memory/classes/heap/objects:bytes"},
	} {
		r.Gauge(m.name, m.help, func() float64 { return read(m.source) })
	}
}

// read is a whole number that the runtime tells of itself.
func read(name string) float64 {
	s := []metrics.Sample{{Name: name}}
	metrics.Read(s)
	if s[0].Value.Kind() != metrics.KindUint64 {
		return 0
	}
	return float64(s[0].Value.Uint64())
}
