package redistest

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// Cluster is a Redis Cluster of three primaries that share the slots.
type Cluster struct {
	Nodes []*Server // the primaries, then a replica of each, if there are any
}

// StartCluster starts a Cluster, with a replica of each primary or without.
func StartCluster(t testing.TB, replicas bool) *Cluster {
	t.Helper()
	c := &Cluster{}
	n := 3
	if replicas {
		n = 6
	}
	for range n {
		_, bus, _ := strings.Cut(SparePort(t), ":")
		c.Nodes = append(c.Nodes, Start(t, "--cluster-enabled", "yes", "--cluster-port", bus, "--cluster-node-timeout", "1500",
			"--repl-diskless-sync-delay", "0"))
	}
	ends := []int{0, 5461, 10923, 16384}
	for i, node := range c.Nodes[:3] {
		if got := node.Command(fmt.Sprintf("CLUSTER ADDSLOTSRANGE %d %d", ends[i], ends[i+1]-1)); !strings.HasPrefix(got, "+OK") {
			t.Fatal(got)
		}
	}
	first := c.Nodes[0]
	host, port, _ := strings.Cut(first.Addr, ":")
	for _, node := range c.Nodes[1:] {
		node.Command(fmt.Sprintf("CLUSTER MEET %s %s %s", host, port, busOf(first)))
	}
	c.await(t, fmt.Sprintf("cluster_known_nodes:%d", n), "CLUSTER INFO", "cluster_state:ok")
	for i, node := range c.Nodes[3:] {
		_, id, _ := strings.Cut(c.Nodes[i].Command("CLUSTER MYID"), "\r\n")
		if got := node.Command("CLUSTER REPLICATE " + strings.TrimSpace(id)); !strings.HasPrefix(got, "+OK") {
			t.Fatal(got)
		}
	}
	for _, node := range c.Nodes[3:] {
		(&Cluster{Nodes: []*Server{node}}).await(t, "master_link_status:up", "INFO replication", "role:slave")
	}
	return c
}

// await waits until every node's answer to a command holds both words.
func (c *Cluster) await(t testing.TB, word, command, other string) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		ok := 0
		for _, node := range c.Nodes {
			if info := node.Command(command); strings.Contains(info, word) && strings.Contains(info, other) {
				ok++
			}
		}
		if ok == len(c.Nodes) {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("the cluster does not form: %s", c.Nodes[0].Command("CLUSTER INFO"))
		}
	}
}

// URL is the Cluster's REDIS_URL.
func (c *Cluster) URL() string {
	addrs := make([]string, len(c.Nodes))
	for i, node := range c.Nodes {
		addrs[i] = node.Addr
	}
	return "redis+cluster://" + strings.Join(addrs, ",")
}

// busOf is the port of a node's cluster bus.
func busOf(n *Server) string {
	_, after, _ := strings.Cut(n.Command("CLUSTER NODES"), "@")
	bus, _, _ := strings.Cut(after, " ")
	bus, _, _ = strings.Cut(bus, ",")
	return bus
}
