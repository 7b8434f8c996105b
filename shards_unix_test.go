//go:build unix

package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"newsbrief/internal/mock"
)

// TestShardKilled runs the example of an array job as Slurm does, and that of an
// Indexed Job as Kubernetes does: a process a shard, all of them on one folder. One
// is killed in the middle, as on a machine that is lost, and begun again. Then
// nothing is missing, nothing differs from what one process makes of the folder,
// and no article was asked about twice but those in flight.
func TestShardKilled(t *testing.T) {
	for name, task := range map[string]func(t *testing.T, k int) *exec.Cmd{"Slurm": slurmTask, "Kubernetes": pod} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cluster{t, t.TempDir(), newCounter(t), task}.run()
		})
	}
}

const shards, shardArticles = 4, 40

// slurmTask is the K-th task of the array.
func slurmTask(t *testing.T, k int) *exec.Cmd {
	script, err := filepath.Abs("examples/slurm/briefs.sbatch")
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command("bash", script)
	c.Env = []string{fmt.Sprintf("SLURM_ARRAY_TASK_ID=%d", k), fmt.Sprintf("SLURM_ARRAY_TASK_COUNT=%d", shards)}
	return c
}

// pod is what the K-th pod of the Job runs.
func pod(t *testing.T, k int) *exec.Cmd {
	var job struct {
		Spec struct {
			Completions int
			Template    struct {
				Spec struct {
					Containers []struct{ Command, Args []string }
				}
			}
		}
	}
	if err := yaml.Unmarshal(readFile(t, "examples/kubernetes/job.yaml"), &job); err != nil {
		t.Fatal(err)
	}
	if job.Spec.Completions != shards {
		t.Fatalf("the Job has %d completions", job.Spec.Completions)
	}
	container := job.Spec.Template.Spec.Containers[0]
	c := exec.Command(container.Command[0], append(container.Command[1:], container.Args...)...)
	c.Env = []string{fmt.Sprintf("JOB_COMPLETION_INDEX=%d", k-1)}
	return c
}

// cluster is a folder that all shards see, an endpoint, and what starts a shard.
type cluster struct {
	*testing.T
	dir      string
	endpoint *counter
	task     func(t *testing.T, k int) *exec.Cmd
}

func (c cluster) run() {
	for i := range shardArticles {
		text := fmt.Sprintf("The river rose by %d metres in the night. Nobody was hurt in the town of Olm.\n", i+2)
		path := filepath.Join(c.dir, "news", fmt.Sprintf("%02d", i%7), fmt.Sprintf("%02d.txt", i))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			c.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			c.Fatal(err)
		}
	}
	var running sync.WaitGroup
	for k := 1; k <= shards; k++ {
		running.Go(func() { c.shard(k, k == victim) })
	}
	running.Wait()
	c.shard(victim, false)
	if asked, most := c.endpoint.total(), shardArticles+8; asked < shardArticles || asked > most {
		c.Errorf("%d requests for %d articles, not at most %d", asked, shardArticles, most)
	}
	whole := c.newsbrief("summarize", "news/", "--out", "briefs/", "--format", "json")
	if said, err := whole.CombinedOutput(); err != nil || !bytes.Contains(said, []byte("0 articles done, 40 unchanged")) {
		c.Errorf("the whole folder afterwards: %v: %s", err, said)
	}
	alone := c.newsbrief("summarize", "news/", "--out", "alone/", "--format", "json", "--cache", "off")
	if said, err := alone.CombinedOutput(); err != nil {
		c.Fatalf("%v: %s", err, said)
	}
	if diff := cmp.Diff(c.briefs("alone"), c.briefs("briefs")); diff != "" {
		c.Error(diff)
	}
}

// shard runs the K-th task to its end, which is violent or good.
func (c cluster) shard(k int, killed bool) {
	task := c.task(c.T, k)
	task.Dir, task.SysProcAttr = c.dir, &syscall.SysProcAttr{Setpgid: true}
	// each has a cache of its own, as machines have
	task.Env = append(append(os.Environ(), task.Env...), "OPENAI_MODEL=mock", "NO_PROXY=*",
		fmt.Sprintf("HOME=%s/home-%d", c.dir, k), fmt.Sprintf("OPENAI_BASE_URL=%s/%d/v1", c.endpoint.URL, k))
	var said bytes.Buffer
	task.Stderr = &said
	if err := task.Start(); err != nil {
		c.Error(err)
		return
	}
	if killed {
		c.endpoint.kill <- task.Process.Pid
	}
	if err := task.Wait(); (err != nil) != killed {
		c.Errorf("shard %d, to be killed: %v: %v: %s", k, killed, err, &said)
	}
}

func (c cluster) newsbrief(args ...string) *exec.Cmd {
	n := exec.Command("newsbrief", args...)
	n.Dir, n.Env = c.dir, append(os.Environ(), "HOME="+c.dir, "OPENAI_MODEL=mock", "NO_PROXY=*",
		"OPENAI_BASE_URL="+c.endpoint.URL+"/0/v1")
	return n
}

// briefs are the sums of the outputs in a folder, without what a run spent.
func (c cluster) briefs(folder string) map[string][32]byte {
	sums := map[string][32]byte{}
	paths, err := filepath.Glob(filepath.Join(c.dir, folder, "*", "*.json"))
	if err != nil {
		c.Fatal(err)
	}
	for _, path := range paths {
		brief, _, _ := bytes.Cut(readFile(c.T, path), []byte(`"usage"`))
		sums[strings.TrimPrefix(path, filepath.Join(c.dir, folder))] = sha256.Sum256(brief)
	}
	return sums
}

// victim is the shard that is killed at its third answer.
const victim = 2

// counter is an endpoint that counts the requests of the shards, and kills one.
type counter struct {
	*httptest.Server
	kill chan int // the process group to kill

	mu    sync.Mutex
	asked map[string]int // by shard
}

func newCounter(t *testing.T) *counter {
	s := &counter{kill: make(chan int, 1), asked: map[string]int{}}
	answer := mock.NewHandler()
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		shard, path, _ := strings.Cut(r.URL.Path[1:], "/")
		r.URL.Path = "/" + path
		if s.count(shard, path) && shard == fmt.Sprint(victim) {
			if err := syscall.Kill(-<-s.kill, syscall.SIGKILL); err != nil {
				t.Error(err)
			}
			panic(http.ErrAbortHandler)
		}
		answer.ServeHTTP(w, r)
	}))
	t.Cleanup(func() {
		s.CloseClientConnections()
		s.Close()
	})
	return s
}

// count counts a request and says whether it is its shard's third question.
func (s *counter) count(shard, path string) (third bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if path != "v1/chat/completions" {
		return false
	}
	s.asked[shard]++
	return s.asked[shard] == 3
}

// total is how many questions the shards asked.
func (s *counter) total() (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for shard, asked := range s.asked {
		if shard != "0" {
			n += asked
		}
	}
	return n
}
