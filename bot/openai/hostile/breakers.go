package hostile

import (
	"compress/gzip"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// breakers do not answer at all, or so that reading the answer does harm.
func breakers() []Mode {
	good := func(a asked) string { return lie{Facts: each(a.facts, a.text), Sentences: a.sentences}.json() }
	return []Mode{
		{Name: "挂住不答", Tries: 1, serve: func(s *Server, _ http.ResponseWriter, r *http.Request, _ asked) { s.wait(r, time.Hour) }},
		{Name: "答了头就挂住", Tries: 1, serve: func(s *Server, w http.ResponseWriter, r *http.Request, _ asked) {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusOK)
			flush(w)
			s.wait(r, time.Hour)
		}},
		{Name: "一滴一滴地答", Tries: 1, serve: func(s *Server, w http.ResponseWriter, r *http.Request, _ asked) {
			w.Header().Set("Content-Type", "application/json")
			for s.wait(r, 5*time.Millisecond) {
				fmt.Fprint(w, " ")
				flush(w)
			}
		}},
		{Name: "迟到", Tries: 1, serve: func(s *Server, w http.ResponseWriter, r *http.Request, a asked) {
			if s.wait(r, 3*time.Second) {
				complete(w, good(a))
			}
		}},
		{Name: "没完没了地答", Tries: 2, serve: func(s *Server, w http.ResponseWriter, r *http.Request, _ asked) {
			w.Header().Set("Content-Type", "application/json")
			chunk := []byte(strings.Repeat(`{"choices":[`, 4096))
			if s.turn(2) == 1 {
				fmt.Fprint(w, `{"choices":[{"message":{"content":"`)
				chunk = []byte(strings.Repeat("鸩羽", 8192))
			}
			for s.wait(r, 0) {
				if _, err := w.Write(chunk); err != nil {
					return
				}
			}
		}},
		{Name: "压缩炸弹", Tries: 2, serve: bomb},
		{Name: "类型不是JSON", Tries: 3, serve: func(s *Server, w http.ResponseWriter, _ *http.Request, a asked) {
			w.Header().Set("Content-Type", []string{"text/html", "application/octet-stream", "text/event-stream"}[s.turn(3)])
			fmt.Fprintf(w, "data: {\"choices\":[{\"message\":{\"content\":%q}}]}\n\n", good(a))
		}},
		{Name: "重定向到别处", Tries: 5, serve: func(s *Server, w http.ResponseWriter, r *http.Request, _ asked) {
			status := []int{301, 302, 303, 307, 308}[s.turn(5)]
			http.Redirect(w, r, elsewherePath+"/v1/chat/completions", status)
		}},
		{Name: "拒绝，并回显密钥", Tries: 14, serve: func(s *Server, w http.ResponseWriter, r *http.Request, a asked) {
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("Retry-After", "87654321")
			w.WriteHeader([]int{400, 401, 402, 403, 404, 408, 413, 418, 422, 429, 500, 502, 503, 529}[s.turn(14)])
			fmt.Fprintf(w, `{"error":{"message":"鸩羽87654321 %s","code":"鸩羽"}}`, r.Header.Get("Authorization"))
		}},
		{Name: "古怪的状态码", Tries: 4, serve: func(s *Server, w http.ResponseWriter, _ *http.Request, a asked) {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader([]int{201, 202, 204, 206}[s.turn(4)])
			fmt.Fprintf(w, `{"choices":[{"message":{"content":%q}}]}`, good(a))
		}},
		{Name: "断开连接", Tries: 3, serve: cut},
		{Name: "没完没了的头", Tries: 1, serve: func(_ *Server, w http.ResponseWriter, _ *http.Request, a asked) {
			for i := range 2000 {
				w.Header().Add(fmt.Sprintf("X-Zhen-%d", i), strings.Repeat("鸩羽87654321", 50))
			}
			complete(w, good(a))
		}},
		{Name: "没完没了的103", Tries: 1, serve: func(s *Server, w http.ResponseWriter, r *http.Request, a asked) {
			for range 1000 {
				w.WriteHeader(http.StatusEarlyHints)
			}
			complete(w, good(a))
		}},
	}
}

// wait waits, and says whether the request still goes on.
func (s *Server) wait(r *http.Request, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-s.done:
	case <-r.Context().Done():
	case <-t.C:
		return r.Context().Err() == nil
	}
	return false
}

func flush(w http.ResponseWriter) {
	if f, ok := w.(http.Flusher); ok {
		f.Flush()
	}
}

// bomb sends what unpacks to a gigabyte, said to be packed or not.
func bomb(s *Server, w http.ResponseWriter, r *http.Request, _ asked) {
	w.Header().Set("Content-Type", "application/json")
	if s.turn(2) == 0 {
		w.Header().Set("Content-Encoding", "gzip")
	}
	z := gzip.NewWriter(w)
	defer z.Close()
	chunk := []byte(strings.Repeat(" ", 1<<20))
	for range 1024 {
		if _, err := z.Write(chunk); err != nil || !s.wait(r, 0) {
			return
		}
	}
}

// cut ends the connection before, within and after the answer's length.
func cut(s *Server, w http.ResponseWriter, _ *http.Request, a asked) {
	h, ok := w.(http.Hijacker)
	if !ok {
		return
	}
	conn, _, err := h.Hijack()
	if err != nil {
		return
	}
	defer conn.Close()
	body := `{"choices":[{"message":{"content":"鸩羽87654321"}}]}`
	switch s.turn(3) {
	case 1:
		fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 87654321\r\n\r\n%s", body)
	case 2:
		fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n%s", body)
	}
}
