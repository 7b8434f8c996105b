package mock

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// maxFile is the most bytes of a file of requests, as OpenAI has it.
const maxFile = 200e6

// shelf keeps files and batches in a folder, for any number of processes one
// after the other.
type shelf struct {
	dir  string
	chat *handler
	mu   sync.Mutex // of the folder
}

// NewBatchHandler returns a mock with files and batches, which it keeps in the
// folder dir.
func NewBatchHandler(dir string) (http.Handler, error) {
	s := &shelf{dir: dir, chat: newHandler(extract)}
	for _, sub := range []string{"files", "batches"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o777); err != nil {
			return nil, err
		}
	}
	if err := s.load("asked", &s.chat.asked); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	mux := s.chat.mux()
	for pattern, serve := range map[string]http.HandlerFunc{
		"POST /v1/files": s.upload, "GET /v1/files": s.listFiles,
		"GET /v1/files/{id}": s.getFile, "DELETE /v1/files/{id}": s.deleteFile,
		"GET /v1/files/{id}/content": s.fileContent,
		"POST /v1/batches":           s.create, "GET /v1/batches": s.listBatches,
		"GET /v1/batches/{id}": s.getBatch, "POST /v1/batches/{id}/cancel": s.cancel,
	} {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			s.mu.Lock()
			defer s.mu.Unlock()
			serve(w, r)
		})
	}
	return mux, nil
}

// load and save keep a value as JSON.
func (s *shelf) load(name string, into any) error {
	data, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(name)+".json"))
	if err != nil {
		return err
	}
	return json.Unmarshal(data, into)
}

func (s *shelf) save(name string, value any) error {
	data, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return err
	}
	path := filepath.Join(s.dir, filepath.FromSlash(name)+".json")
	if err := os.WriteFile(path+".new", append(data, '\n'), 0o666); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

// saveAsked keeps how often each article was asked about.
func (s *shelf) saveAsked() error {
	s.chat.mu.Lock()
	defer s.chat.mu.Unlock()
	return s.save("asked", s.chat.asked)
}

// next is the number of the next file or batch: none is ever used again.
func (s *shelf) next(kind string) (int, error) {
	all, err := filepath.Glob(filepath.Join(s.dir, kind, "*.json"))
	return len(all) + 1, err
}

// fileObject is a file as the protocol describes it, and what the mock
// remembers of it.
type fileObject struct {
	ID      string `json:"id"`
	Object  string `json:"object"`
	Bytes   int64  `json:"bytes"`
	Created int    `json:"created_at"`
	Name    string `json:"filename"`
	Purpose string `json:"purpose"`
	Status  string `json:"status"`

	Deleted bool   `json:"x_deleted,omitempty"`
	Pending int    `json:"x_pending,omitempty"` // looks until it is ready
	SHA256  string `json:"x_sha256,omitempty"`
}

func (s *shelf) path(id string) string { return filepath.Join(s.dir, "files", id) }

// file finds a file that is not deleted.
func (s *shelf) file(id string) (f fileObject, ok bool) {
	if !filepath.IsLocal(id) || strings.ContainsAny(id, `/\`) || s.load("files/"+id, &f) != nil {
		return f, false
	}
	return f, !f.Deleted
}

// add makes a file of what write writes.
func (s *shelf) add(name, purpose string, write func(io.Writer) error) (f fileObject, err error) {
	n, err := s.next("files")
	if err != nil {
		return f, err
	}
	f = fileObject{
		ID: fmt.Sprintf("file-%06d", n), Object: "file", Created: created,
		Name: name, Purpose: purpose, Status: "processed"}
	out, err := os.Create(s.path(f.ID))
	if err != nil {
		return f, err
	}
	hash := sha256.New()
	err = write(io.MultiWriter(out, hash))
	f.Bytes, _ = out.Seek(0, io.SeekEnd)
	f.SHA256 = hex.EncodeToString(hash.Sum(nil))
	if err = errors.Join(err, out.Close()); err != nil {
		return f, errors.Join(err, os.Remove(s.path(f.ID)))
	}
	return f, s.save("files/"+f.ID, f)
}

func (s *shelf) upload(w http.ResponseWriter, r *http.Request) {
	f, err := s.takeUpload(r)
	var bad badRequest
	switch {
	case errors.As(err, &bad):
		bad.write(w)
		return
	case err != nil:
		failed(w, err)
		return
	}
	switch s.stepOf(f, "upload") {
	case "uploaddrop":
		panic(http.ErrAbortHandler)
	case "filepending":
		f.Status, f.Pending = "pending", 2
		if err := s.save("files/"+f.ID, f); err != nil {
			failed(w, err)
			return
		}
	}
	writeJSON(w, http.StatusOK, f)
}

// takeUpload reads the form of an upload.
func (s *shelf) takeUpload(r *http.Request) (f fileObject, err error) {
	form, err := r.MultipartReader()
	if err != nil {
		return f, badRequest{"the body is no multipart/form-data", "file"}
	}
	purpose := ""
	for {
		part, err := form.NextPart()
		switch {
		case err == io.EOF && purpose == "":
			return f, badRequest{"'purpose' is a required property", "purpose"}
		case err == io.EOF && f.ID == "":
			return f, badRequest{"'file' is a required property", "file"}
		case err == io.EOF:
			return f, nil
		case err != nil:
			return f, badRequest{"the form broke off", "file"}
		}
		if err := s.takePart(part, &purpose, &f); err != nil {
			return f, err
		}
	}
}

func (s *shelf) takePart(part *multipart.Part, purpose *string, f *fileObject) (err error) {
	switch part.FormName() {
	case "purpose":
		text, _ := io.ReadAll(io.LimitReader(part, 100))
		if *purpose = string(text); *purpose != "batch" {
			return badRequest{fmt.Sprintf("'%s' is not one of ['batch']", text), "purpose"}
		}
		return nil
	case "file":
	default:
		return badRequest{"unknown field: " + part.FormName(), part.FormName()}
	}
	*f, err = s.add(part.FileName(), "batch", func(w io.Writer) error {
		n, err := io.Copy(w, io.LimitReader(part, maxFile+1))
		switch {
		case err != nil:
			return badRequest{"the form broke off", "file"}
		case n == 0:
			return badRequest{"the file is empty", "file"}
		case n > maxFile:
			return badRequest{"the file is larger than 200 MB", "file"}
		}
		return nil
	})
	return err
}

// badRequest is a refusal.
type badRequest struct{ message, param string }

func (b badRequest) Error() string { return b.message }

func (b badRequest) write(w http.ResponseWriter) {
	invalid(w, http.StatusBadRequest, b.message, b.param, "")
}

// failed tells that the mock could not keep its state.
func failed(w http.ResponseWriter, err error) {
	writeError(w, http.StatusInternalServerError, "server_error", "the mock failed: "+err.Error(), "", "")
}

func noSuch(w http.ResponseWriter, what, id string) {
	invalid(w, http.StatusNotFound, fmt.Sprintf("No such %s object: %s", what, id), "id", "")
}

func (s *shelf) listFiles(w http.ResponseWriter, _ *http.Request) {
	list := []fileObject{}
	n, err := s.next("files")
	if err != nil {
		failed(w, err)
		return
	}
	for n--; n > 0; n-- {
		if f, ok := s.file(fmt.Sprintf("file-%06d", n)); ok {
			list = append(list, f)
		}
	}
	writeJSON(w, http.StatusOK, map[string]any{"object": "list", "data": list, "has_more": false})
}

func (s *shelf) getFile(w http.ResponseWriter, r *http.Request) {
	f, ok := s.file(r.PathValue("id"))
	if !ok {
		noSuch(w, "File", r.PathValue("id"))
		return
	}
	if f.Pending > 0 {
		if f.Pending--; f.Pending == 0 {
			f.Status = "processed"
		}
		if err := s.save("files/"+f.ID, f); err != nil {
			failed(w, err)
			return
		}
	}
	writeJSON(w, http.StatusOK, f)
}

func (s *shelf) deleteFile(w http.ResponseWriter, r *http.Request) {
	f, ok := s.file(r.PathValue("id"))
	if !ok {
		noSuch(w, "File", r.PathValue("id"))
		return
	}
	if err := s.remove(f); err != nil {
		failed(w, err)
		return
	}
	writeJSON(w, http.StatusOK, map[string]any{"id": f.ID, "object": "file", "deleted": true})
}

func (s *shelf) remove(f fileObject) error {
	f.Deleted = true
	return errors.Join(s.save("files/"+f.ID, f), os.Remove(s.path(f.ID)))
}

func (s *shelf) fileContent(w http.ResponseWriter, r *http.Request) {
	f, ok := s.file(r.PathValue("id"))
	if !ok {
		noSuch(w, "File", r.PathValue("id"))
		return
	}
	in, err := os.Open(s.path(f.ID))
	if err != nil {
		failed(w, err)
		return
	}
	defer in.Close()
	w.Header().Set("Content-Type", "application/octet-stream")
	_, _ = io.Copy(w, in)
}
