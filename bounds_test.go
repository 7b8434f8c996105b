//go:build linux

package main

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Most that newsbrief, with the processes that it starts, may take for any input.
const (
	mostMemory = 300 << 20
	mostTime   = 5 * time.Second // of the processors: a test may wait for others
)

// hostile is an input made to take memory or time.
type hostile struct {
	name string
	make func(w io.Writer)
}

// hostileInputs is a function, since the program under test is this binary.
func hostileInputs() []hostile {
	return []hostile{
		{"feed-nested.xml", text("<rss><channel>", repeat("<a>", 6_900_000))},
		{"feed-wide.xml", text("<rss><channel>", repeat("<a/>", 5_000_000), "</channel></rss>")},
		{"feed-extensions.xml", text("<rss><channel><item>", repeat("<x:a>b</x:a>", 480_000), "</item></channel></rss>")},
		{"feed-attributes.xml", text("<rss><channel><item ", repeat(`a="b" `, 3_300_000), "/></channel></rss>")},
		{"feed-items.xml", text("<rss><channel>", repeat("<item><title>a</title></item>", 240_000), "</channel></rss>")},
		{"feed-damaged.xml", text("<rss><channel>", repeat("<item><title>a < b</title></item>", 240_000), "</channel></rss>")},
		{"feed-entities.xml", text(`<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">`, repeat(`<!ENTITY b "&a;&a;&a;">`, 1000),
			`]><rss><channel><item><title>&b;</title></item></channel></rss>`)},
		{"feed-text.xml", text("<rss><channel><item><description>", prose(20_900_000), "</description></item></channel></rss>")},
		{"feed-html.xml", text("<rss><channel><item><description><![CDATA[", repeat("<div>", 4_000_000), "]]></description></item></channel></rss>")},
		{"feed-comment.xml", text("<rss><!--", repeat("a", 20_000_000))},
		{"feed-angles.xml", text("<rss>", repeat("<", 20_000_000))},
		{"atom-nested.xml", text(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="xhtml">`, repeat("<div>", 4_000_000))},
		{"paragraphs.docx", docx(repeat("<w:p/>", 5_500_000))},
		{"nested.docx", docx(repeat("<w:p>", 6_000_000))},
		{"text.docx", docx("<w:p><w:r><w:t>", prose(31_000_000), "</w:t></w:r></w:p>")},
		{"runs.docx", docx(repeat("<w:p><w:r><w:t>word and word.</w:t></w:r></w:p>", 160_000))},
		{"zeros.docx", docx("<w:p><w:r><w:t>", repeat("0", 100_000_000))},
		{"parts.docx", parts(100_000)},
		{"spine.epub", book(`<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine>`+
			strings.Repeat(`<itemref idref="a"/>`, 100_000)+`</spine>`, "<p>A chapter.</p>")},
		{"manifest.epub", book("<manifest>"+strings.Repeat(`<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>`, 100_000)+
			"</manifest>", "<p>A chapter.</p>")},
		{"chapter.epub", book(oneChapter, repeat("<p>", 10_000_000))},
		{"nested.epub", book(oneChapter, repeat("<div>", 6_000_000))},
		{"page-nested.html", text("<html><body>", repeat("<div>", 4_000_000))},
		{"page-paragraphs.html", text("<html><body>", repeat("<p>a", 5_000_000))},
		{"page-formatting.html", text("<html><body><p>", repeat("<b><i><p>", 2_300_000))},
		{"page-tables.html", text("<html><body>", repeat("<table><tr><td>", 1_300_000))},
		{"page-attribute.html", text(`<html><body><p a="`, repeat("a", 20_000_000))},
		{"page-styles.html", text("<html><head><style>", repeat(".a .b{display:none}", 50_000), "</style></head><body>",
			repeat(`<p class="a b">A word.</p>`, 25_000))},
		{"page-text.html", text("<html><body><p>", prose(20_900_000))},
		{"line.txt", text(repeat("a", 20_900_000))},
		{"words.txt", text(repeat("a ", 10_400_000))},
		{"lines.txt", text(repeat("a\n\n", 6_900_000))},
		{"sentences.txt", text(repeat("It is so. ", 2_000_000))},
		{"prose.txt", text(prose(20_900_000))},
		{"brackets.md", text("# a\n", repeat("[", 10_000_000), repeat("](", 5_000_000))},
		{"arrays.json", text(repeat("[", 20_000_000))},
		{"keys.jsonl", text(`{"text":"A word.",`, repeat(`"a":1,`, 3_300_000), `"b":2}`)},
		{"lines.jsonl", text(repeat("{\"text\":\"A word.\"}\n", 200_000))},
		{"values.json", text(`{"text":[`, repeat("1,", 10_400_000), "1]}")},
		{"objects.json", text(`[{"text":"A few words of a text."}`, repeat(`,{"a":{"b":[]}}`, 1_400_000), "]")},
		{"articles.json", text(`[{"text":"A few words of a text."}`, repeat(`,{"text":"A few words of a text."}`, 600_000), "]")},
		{"parts.eml", text("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n", repeat("--b\n\na\n", 2_600_000))},
		{"nested.eml", text("MIME-Version: 1.0\n", repeat("Content-Type: multipart/mixed; boundary=b\n\n--b\n", 400_000))},
		{"header.eml", text("MIME-Version: 1.0\n", repeat("A: b\n", 4_100_000))},
		{"letter.eml", text("MIME-Version: 1.0\n\n", repeat("> A word.\n", 2_000_000))},
		{"letters.mbox", text(repeat("From a 1\nFrom: a@b.example\n\nA.\n\n", 100_000))},
		{"cues.srt", text(repeat("1\n00:00:01,000 --> 00:00:02,000\nA word.\n\n", 450_000))},
		{"cue.srt", text("1\n00:00:01,000 --> 00:00:02,000\n", prose(20_900_000))},
		{"tags.vtt", text("WEBVTT\n\n00:01.000 --> 00:02.000\n", repeat("<", 20_000_000), ">")},
		{"codes.txt", text(repeat("[0:01] a\n", 2_300_000))},
		{"answer.txt", text("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n", repeat("1\r\na\r\n", 3_400_000))},
		{"answers.txt", text(repeat("HTTP/1.1 100 Continue\r\n\r\n", 800_000))},
		{"bomb.pdf", pdf("BT /F1 12 Tf (a) Tj ET\n", repeat(" ", 400_000_000))},
		{"glyphs.pdf", pdf("BT /F1 12 Tf ", repeat("(a word) Tj ", 3_000_000), "ET")},
		{"forms.pdf", formsPDF},
	}
}

// TestBounds: whatever an input holds, it is read or refused within the bounds of
// memory and time that docs/security.md names.
func TestBounds(t *testing.T) {
	if raced {
		t.Skip("the race detector takes memory and time of its own")
	}
	dir := t.TempDir()
	for _, h := range hostileInputs() {
		t.Run(h.name, func(t *testing.T) {
			path := filepath.Join(dir, h.name)
			f, err := os.Create(path)
			if err != nil {
				t.Fatal(err)
			}
			h.make(f)
			f.Close()
			defer os.Remove(path)
			memory, used, said := measure(t, path)
			t.Logf("%d MiB, %v: %.120s", memory>>20, used.Round(time.Millisecond), said)
			if memory > mostMemory || used > mostTime {
				t.Errorf("took %d MiB and %v", memory>>20, used)
			}
		})
	}
}

// measure runs extract on a file; memory is the most that a process of it held.
func measure(t *testing.T, path string) (memory int64, used time.Duration, said string) {
	t.Helper()
	command := exec.Command("newsbrief", "extract", path)
	var complaint bytes.Buffer
	command.Stderr = &complaint
	var exit *exec.ExitError
	if err := command.Run(); err != nil && (!asExit(err, &exit) || exit.ExitCode() != 1) {
		t.Errorf("%v: %.300s", err, complaint.String())
	}
	state := command.ProcessState
	return state.SysUsage().(*syscall.Rusage).Maxrss << 10, state.UserTime() + state.SystemTime(),
		strings.TrimPrefix(strings.TrimSpace(complaint.String()), "newsbrief: "+path+": ")
}

func asExit(err error, exit **exec.ExitError) bool {
	e, ok := err.(*exec.ExitError)
	*exit = e
	return ok
}

// part is a piece of a file, written so many times.
type part struct {
	piece string
	times int
}

// repeat is a part of an input of 20 MiB. Unless BOUNDS=full is in the environment
// a quarter of it is written, which takes a quarter of the time.
func repeat(piece string, times int) part {
	if os.Getenv("BOUNDS") != "full" {
		times /= 4
	}
	return part{piece, times}
}

func prose(size int) part {
	const line = "The town council met again on Monday and put off its vote. "
	return repeat(line, size/len(line))
}

// text is a file of pieces: strings and parts.
func text(pieces ...any) func(io.Writer) {
	return func(w io.Writer) {
		for _, p := range pieces {
			if s, ok := p.(string); ok {
				io.WriteString(w, s)
				continue
			}
			p := p.(part)
			block := strings.Repeat(p.piece, min(p.times, 1000))
			for left := p.times; left > 0; left -= 1000 {
				io.WriteString(w, block[:min(left, 1000)*len(p.piece)])
			}
		}
	}
}

func zipped(w io.Writer, name string, write func(io.Writer), more ...string) {
	z := zip.NewWriter(w)
	for ; len(more) > 1; more = more[2:] {
		f, _ := z.Create(more[0])
		io.WriteString(f, more[1])
	}
	f, _ := z.Create(name)
	write(f)
	z.Close()
}

func docx(pieces ...any) func(io.Writer) {
	return func(w io.Writer) {
		zipped(w, "word/document.xml", text(append([]any{"<w:document><w:body>"}, pieces...)...))
	}
}

func parts(n int) func(io.Writer) {
	return func(w io.Writer) {
		z := zip.NewWriter(w)
		for i := range n {
			z.CreateHeader(&zip.FileHeader{Name: fmt.Sprint("word/", i)})
		}
		f, _ := z.Create("word/document.xml")
		io.WriteString(f, "<w:document><w:body><w:p><w:r><w:t>A word.</w:t></w:r></w:p></w:body></w:document>")
		z.Close()
	}
}

const oneChapter = `<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>`

func book(content string, chapter any) func(io.Writer) {
	return func(w io.Writer) {
		zipped(w, "a.xhtml", text(chapter),
			"META-INF/container.xml", `<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>`,
			"b.opf", "<package>"+content+"</package>")
	}
}

// pdf is a file of one page with a packed content.
func pdf(content ...any) func(io.Writer) {
	return func(w io.Writer) {
		var packed bytes.Buffer
		z := zlib.NewWriter(&packed)
		text(content...)(z)
		z.Close()
		pdfOf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
			fmt.Sprintf("<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream", packed.Len(), packed.String()),
			"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")(w)
	}
}

// formsPDF draws a form that draws another twice, thirty times over.
func formsPDF(w io.Writer) {
	objects := []string{"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
		"<</Length 4>>stream\n/X Do\nendstream"}
	for i := range 30 {
		objects = append(objects, fmt.Sprintf("<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X %d 0 R>>>>/Length 11>>stream\n"+
			"/X Do /X Do\nendstream", 6+i))
	}
	objects = append(objects, "<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Length 1>>stream\n \nendstream")
	pdfOf(objects...)(w)
}

// pdfOf is a file of objects from number 3 on, of which that is the page.
func pdfOf(objects ...string) func(io.Writer) {
	return func(w io.Writer) {
		var b bytes.Buffer
		b.WriteString("%PDF-1.4\n")
		var at []int
		for i, o := range append([]string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>"}, objects...) {
			at = append(at, b.Len())
			fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
		}
		table := b.Len()
		fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
		for _, a := range at {
			fmt.Fprintf(&b, "%010d 00000 n \n", a)
		}
		fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, table)
		w.Write(b.Bytes())
	}
}
