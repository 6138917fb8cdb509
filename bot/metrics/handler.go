package metrics

import (
	"net/http"
	"net/netip"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// ServeHTTP tells the metrics to those who ask from this machine or from a
// private network, and directly: behind a proxy everybody comes from nearby, so a
// request that one has passed on is answered like a page that does not exist.
func (r *Registry) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	if !near(req.RemoteAddr) || forwarded(req.Header) {
		http.NotFound(w, req)
		return
	}
	promhttp.HandlerFor(r.all, promhttp.HandlerOpts{}).ServeHTTP(w, req)
}

// near says that an address is of this machine or of a private network.
func near(address string) bool {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return false
	}
	ip := at.Addr().Unmap()
	return ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast()
}

// forwarded says that a proxy has passed a request on.
func forwarded(h http.Header) bool {
	for _, name := range []string{"Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip"} {
		if len(h.Values(name)) > 0 {
			return true
		}
	}
	return false
}
