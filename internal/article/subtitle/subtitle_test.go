package subtitle

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestRead: what is spoken, and when each paragraph begins.
func TestRead(t *testing.T) {
	for name, tt := range map[string]struct{ file, want string }{
		"arrow":              {"1\n00:00:01,000-->00:00:02,000\nNo spaces.\n\n2\n00:00:03,000-->00:00:04,000\nNone here.\n", "1s No spaces. None here."},
		"blank after time":   {"336\n00:20:35,450 --> 00:20:37,080\nWe have no time.\n\n337\n00:20:37,110 --> 00:20:39,110\n\nThen leave.\n", "20m35.45s We have no time. Then leave."},
		"blank after number": {"1\n\n00:00:00,000 --> 00:00:00,760\nIt starts.\n\n2\n00:00:01,000 --> 00:00:02,760\nIt goes on.\n", "0s It starts. It goes on."},
		"no blank lines":     {"1\n0:00:00.000 --> 0:00:02.000\nHello.\n2\n0:00:02.000 --> 0:00:04.000\nWelcome.\n", "0s Hello. Welcome."},
		"no hours":           {"1\n00:01,000 --> 00:02,000\nNone.\n", "1s None."},
		"no numbers":         {"00:00:01,000 --> 00:00:02,000\nIt was\n1984\n\n00:00:03,000 --> 00:00:04,000\nthen.\n", "1s It was 1984 then."},
		"a spoken number":    {"1\n00:00:01,000 --> 00:00:02,000\n42\n\n2\n00:00:03,000 --> 00:00:04,000\nis right.\n", "1s 42 is right."},
		"a gap in a cue":     {"1\n00:00:01,000 --> 00:00:02,000\nOne line\n \nand another.\n\n2\n00:00:03,000 --> 00:00:04,000\nEnd.\n", "1s One line and another. End."},
		"one digit":          {"1\n0:0:1,5 --> 0:0:3,25\nFirst.\n\n2\n0:0:4 --> 0:0:5\nNone.\n", "1.5s First. 2 0:0:4 --> 0:0:5 None."},
		"no first number":    {"00:00:01,000 --> 00:00:02,000\nOne.\n\n2\n00:00:03,000 --> 00:00:04,000\nTwo.\n", "1s One. Two."},
		"no second number":   {"1\n00:00:01,000 --> 00:00:02,000\nOne of\n42\n\n00:00:03,000 --> 00:00:04,000\nTwo.\n", "1s One of 42 Two."},
		"SBV":                {"0:00:01.000,0:00:02.000\nThe first.\n\n0:00:03.000,0:00:04.000\nThe second.\n", "1s The first. The second."},
		"tags":               {"1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>If a < b</i> &amp; more.\n", "1s If a < b & more."},
		"sounds":             {"1\n00:00:01,000 --> 00:00:02,000\n[applause]\n(laughs)\n♪ La la ♪\n>> Thank you [sic 2].\n", "1s La la\n\n1s Thank you [sic 2]."},
		"dialogue":           {"1\n00:00:01,000 --> 00:00:02,000\n- Who is there?\n- It is\nI.\n", "1s Who is there?\n\n1s It is I."},
		"a pause":            {"1\n00:00:01,000 --> 00:00:02,000\nBefore.\n\n2\n00:00:31,000 --> 00:00:32,000\nAfter.\n", "1s Before.\n\n31s After."},
		"WebVTT": {"WEBVTT - A title\n\nSTYLE\n::cue { color: red; }\n\nNOTE\nA note that stays.\n\nintro\n00:01.000 --> 00:03.000 region:bill\n<v Anna Berg>We met.</v>\n\n" +
			"NOTE not spoken\n\n00:04.000 --> 00:06.000\n<v.loud Tom Hill>At 5 &gt; 4.\n- And then?\n", "1s Anna Berg: We met.\n\n4s Tom Hill: At 5 > 4.\n\n4s And then?"},
		"rolling": {"WEBVTT\n\n00:00.000 --> 00:02.000\n \nhello<00:00:01.000><c> my</c> friends.\n\n00:02.000 --> 00:02.010\nhello my friends.\n \n\n" +
			"00:02.010 --> 00:04.000\nhello my friends.\ntoday<00:00:03.000><c> we</c> look\n\n00:04.000 --> 00:04.010\ntoday we look\n \n\n00:04.010 --> 00:06.000\ntoday we look\nat a bridge.\n",
			"0s hello my friends. today we look at a bridge."},
		"growing": {"1\n00:00:00,000 --> 00:00:01,000\nThe old\n\n2\n00:00:01,000 --> 00:00:02,000\nThe old bridge\n\n3\n00:00:02,000 --> 00:00:03,000\nThe old bridge closes.\n", "0s The old bridge closes."},
		"said twice": {"1\n00:00:00,000 --> 00:00:01,000\nNo.\n\n2\n00:00:01,000 --> 00:00:02,000\nNo.\n\n3\n00:00:02,000 --> 00:00:03,000\nNever.\n\n" +
			"4\n00:00:03,000 --> 00:00:04,000\nNot once.\n", "0s No. No. Never. Not once."},
	} {
		s := Read(tt.file, strings.HasPrefix(tt.file, "WEBVTT"))
		if diff := cmp.Diff(tt.want, timed(s)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// timed writes the time of each paragraph's start before it.
func timed(s Spoken) string {
	var list []string
	at := 0
	for p := range strings.SplitSeq(s.Text, "\n\n") {
		var start time.Duration
		for _, time := range s.Times {
			if time.At <= at {
				start = time.Start
			}
		}
		list = append(list, start.String()+" "+p)
		at += len(p) + 2
	}
	return strings.Join(list, "\n\n")
}

// Lines are wrapped within a width, about as long as each other, and what cannot be read
// is told.
func TestFit(t *testing.T) {
	const time = "1\n00:00:01,000 --> 00:00:02,000\n"
	for _, tt := range []struct {
		text, want string
		limits     Limits
		told       string
	}{
		{"The bridge is shut for repairs.\n", "The bridge is\nshut for repairs.\n", Limits{Line: 20}, ""},
		{"Short.\n", "Short.\n", Limits{Line: 20, Speed: 6}, ""},
		{"Shorter.\n", "Shorter.\n", Limits{Speed: 7}, "the cue at 00:00:01 has more than 7 characters a second (8)"},
		{"<i>The bridge</i> is shut.\n\nfor repairs.\n", "<i>The bridge</i>\nis shut. for\nrepairs.\n", Limits{Line: 15}, "the cue at 00:00:01 has more than 2 lines"},
		{"- Is the bridge shut?\n- It is shut today.\n", "- Is the\nbridge\nshut?\n- It is\nshut\ntoday.\n", Limits{Line: 10}, "the cue at 00:00:01 has more than 2 lines"},
		{"Unterbrechungsfrei\n", "Unterbrechungsfrei\n", Limits{Line: 10}, "the cue at 00:00:01 has a line of more than 10 characters"},
		{"桥今天关闭了很久。\n", "桥今天关闭\n了很久。\n", Limits{Line: 5}, ""},
	} {
		got, warnings := Fit(time+tt.text, false, tt.limits)
		if diff := cmp.Diff(time+tt.want, got); diff != "" || strings.Join(warnings, "|") != tt.told {
			t.Errorf("%q: %q\n%s", tt.text, warnings, diff)
		}
	}
}

func TestTranscript(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"brackets":     {"[00:00:01] Anna: We met.\n[00:00:03] It rained.\n\n[00:12:04] Tom: The bridge shut.\n", "1s Anna: We met. It rained.\n\n12m4s Tom: The bridge shut."},
		"a line above": {"0:00\nwelcome back.\n0:04\ntoday we look\n0:06\nat a bridge.\n", "0s welcome back. today we look at a bridge."},
		"behind the speaker": {"Anna Berg  0:02\nWe met.\n\nTom Hill  0:09\nThe bridge shut.\n\nAnna Berg  0:15\nWhen?\n",
			"2s Anna Berg: We met.\n\n9s Tom Hill: The bridge shut.\n\n15s Anna Berg: When?"},
		"song": {"[00:01.00]The river rose\n[00:03.50]by three metres\n[00:05.00]in a night.", "1s The river rose by three metres in a night."},
	} {
		s, ok := Transcript(tt.text)
		if diff := cmp.Diff(tt.want, timed(s)); !ok || diff != "" {
			t.Errorf("%s: %v %s", name, ok, diff)
		}
	}
	for _, text := range []string{
		"09:00 Welcome\n09:30 The bridge\n10:00 Coffee\n", "10:15\nThe council meets.\n10:30\nIt votes.\n10:45\nIt ends.\n",
		"The race took 2:04:11.\n\nThe second took 2:05:12.\n\nThe third took 2:06:01.\n", "", "0:00\n", "1:2\n1:3\n1:4\n",
	} {
		if s, ok := Transcript(text); ok {
			t.Errorf("%q is a transcript: %q", text, s.Text)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("1\n00:00:01,000 --> 00:00:02,000\n<i>a</i> {\\an8} [b] (c)\n\n2\n00:02.0 --> 00:03.0\n- a\n- b", false)
	f.Add("WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>b\n", true)
	f.Add("[0:00] a\n[0:01] b\n[0:02] c\n", false)
	f.Fuzz(func(t *testing.T, text string, webVTT bool) {
		spoken, _ := Transcript(text)
		for _, s := range []Spoken{Read(text, webVTT), spoken} {
			at := -1
			for _, time := range s.Times {
				if time.At <= at || time.At >= len(s.Text) {
					t.Fatalf("time at %d behind %d of %d bytes", time.At, at, len(s.Text))
				}
				at = time.At
			}
		}
	})
}

// FuzzFit: wrapping moves line ends and spaces, and nothing else.
func FuzzFit(f *testing.F) {
	f.Add("1\n00:00:01,000 --> 00:00:02,000\n<i>a b</i> {\\an8} c\n- d\n\n2\n00:02.0 --> 00:03.0\n桥今天\n- b", 4, false)
	f.Fuzz(func(t *testing.T, text string, line int, webVTT bool) {
		bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
		got, _ := Fit(text, webVTT, Limits{Line: line, Speed: 10})
		if bare(got) != bare(text) {
			t.Errorf("%q becomes %q", text, got)
		}
	})
}
