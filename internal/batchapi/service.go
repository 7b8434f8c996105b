package batchapi

import (
	"context"
	"errors"
	"fmt"
	"io"

	"newsbrief/internal/llm"
)

// queueFull is the code of a batch that failed because the endpoint has too
// many tokens in its queue: the same requests may be sent later. Where it was
// alone there, fewer at once; queueBusy says that it was not.
const (
	queueFull = "token_limit_exceeded"
	queueBusy = "token_limit_exceeded beside others"
)

// Service is the Batch API of an endpoint, for the batches of a store.
type Service struct {
	*Store
	Client *llm.Client
}

// Submit makes batches of the exchange's requests, of at most that many each,
// and hands each over when it is made.
func (s Service) Submit(ctx context.Context, x *Exchange, most int, made func(*Job)) error {
	most = min(most, s.bearable())
	url := s.Client.BatchEndpoint()
	for part := range x.parts(most, url) {
		job, err := s.add(len(part), func(w io.Writer) error { return x.spool.write(w, part, url) })
		if err != nil {
			return err
		}
		if err := s.Send(ctx, job); err != nil {
			return err
		}
		made(job)
	}
	return nil
}

// bearable is how many requests a batch may have that the endpoint's queue
// takes, as far as earlier ones have shown.
func (s Service) bearable() int {
	most := MostRequests
	for _, j := range s.jobs {
		if j.Reason == queueFull {
			most = min(most, max(j.Requests/2, 1))
		}
	}
	return most
}

// Send takes a job from where it stands to a batch at the endpoint.
func (s Service) Send(ctx context.Context, j *Job) error {
	if j.Step == Uploaded {
		if found, err := s.find(ctx, j); found || err != nil {
			return err
		}
	}
	if j.Step == Ready {
		if err := s.upload(ctx, j); err != nil {
			return err
		}
	}
	if j.Step == Created {
		return nil
	}
	made, err := s.Client.CreateBatch(ctx, j.File, map[string]string{"newsbrief": j.Name})
	var e *llm.Error
	if errors.As(err, &e) && !errors.Is(err, llm.ErrUnsure) {
		return errors.Join(err, s.takeBack(ctx, j))
	}
	if err != nil {
		return err
	}
	j.ID, j.Step = made.ID, Created
	return s.note(j)
}

// find looks for the batch of a job whose making broke off. Where there is none
// the file is deleted, so that none can be made of it any more.
func (s Service) find(ctx context.Context, j *Job) (found bool, err error) {
	made, found, err := s.Client.FindBatch(ctx, j.File)
	switch {
	case err != nil:
		return false, fmt.Errorf("cannot find out whether the batch of %s was made: %w", j.File, err)
	case found:
		j.ID, j.Step = made.ID, Created
		return true, s.note(j)
	}
	return false, s.takeBack(ctx, j)
}

// takeBack makes a job ready again whose file is of no use.
func (s Service) takeBack(ctx context.Context, j *Job) error {
	_ = s.Client.DeleteFile(ctx, j.File) // it costs nothing and expires
	j.File, j.Step = "", Ready
	return s.note(j)
}

func (s Service) upload(ctx context.Context, j *Job) error {
	f, err := s.root.Open(j.requestsName())
	if err != nil {
		return err
	}
	defer f.Close()
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	if j.File, err = s.Client.UploadBatchFile(ctx, "newsbrief-"+j.Name+".jsonl", f, size); err != nil {
		return err
	}
	j.Step = Uploaded
	return s.note(j)
}

// Outcome is what a batch has come to.
type Outcome struct {
	llm.BatchJob
	Tally
	// Gone is set where the endpoint has deleted the batch or its answers, Short
	// where it counts more answers than its files hold yet.
	Gone, Short bool
}

// mostShort is how often a batch is looked at again whose files lack answers:
// asking for these anew would pay for them twice.
const mostShort = 2

// Lines counts those of the batch's files, Counted what the endpoint says there are.
func (o Outcome) Lines() int   { return o.Final + o.Tally.Failed + o.Unsent }
func (o Outcome) Counted() int { return o.Done + o.BatchJob.Failed }

// Missing counts the requests that nothing is known about.
func (o Outcome) Missing(j *Job) int { return max(j.Requests-o.Lines(), 0) }

// Collect asks for a batch and takes its answers if it has ended.
func (s Service) Collect(ctx context.Context, x *Exchange, j *Job) (o Outcome, err error) {
	o.BatchJob, err = s.Client.Batch(ctx, j.ID)
	switch {
	case errors.Is(err, llm.ErrGone):
		o.Gone = true
		return o, s.end(j, Held)
	case err != nil || !o.Ended():
		return o, err
	}
	for _, file := range []string{o.OutputFile, o.ErrorFile} {
		err := s.readOutput(ctx, x, j, file, &o.Tally)
		switch {
		case errors.Is(err, llm.ErrGone):
			o.Gone = true
		case err != nil:
			return o, fmt.Errorf("%s: %w", file, err)
		}
	}
	if o.Short = !o.Gone && o.Lines() < o.Counted() && j.Short < mostShort; o.Short {
		j.Short++
		return o, s.note(j)
	}
	j.Status = o.Status
	if len(o.Errors) > 0 {
		j.Reason = o.Errors[0].Code
	}
	if j.Reason == queueFull && len(s.UnderWay()) > 1 {
		j.Reason = queueBusy
	}
	return o, s.end(j, o.step(j))
}

// step is what a batch that has ended becomes. What the endpoint refuses as it
// stands, or was paid and is lost, is not asked again without the user.
func (o Outcome) step(j *Job) Step {
	later := j.Reason == queueBusy || j.Reason == queueFull && j.Requests > 1
	if o.Gone || o.Status == llm.BatchFailed && !later {
		return Held
	}
	return Ended
}

func (s Service) readOutput(ctx context.Context, x *Exchange, j *Job, file string, sum *Tally) error {
	if file == "" {
		return nil
	}
	var t Tally
	err := s.Client.ReadFile(ctx, file, func(r io.Reader) (err error) {
		t, err = x.answers.read(r, j.Name) // what came twice counts once
		return err
	})
	sum.Final, sum.Failed, sum.Unsent = sum.Final+t.Final, sum.Failed+t.Failed, sum.Unsent+t.Unsent
	return err
}
