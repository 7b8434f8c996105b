package lang

import "testing"

func TestEndsSentence(t *testing.T) {
	for line, want := range map[string]bool{
		"It is over.": true, "“Is it?”": true, "(It is!) ": true, "**Over.**": true, "終わった。」": true, "ختم ہوا۔": true,
		"Ավարտված է։": true, "समाप्त।": true, "It goes on": false, "First,": false, "As follows:": false, "": false,
	} {
		if EndsSentence(line) != want {
			t.Errorf("%q ends a sentence: %t", line, !want)
		}
	}
	if got := Unclosed("He said “so”* "); got != "He said “so" {
		t.Errorf("without what closes it: %q", got)
	}
}

func TestAsks(t *testing.T) {
	for line, want := range map[string]bool{
		"Is it over?": true, "“Is it?” ": true, "**Is it?**": true, "_Is it?_": true, "終わったか？」": true,
		"هل انتهى؟": true, "It is over.": false, "?No": false, "": false,
	} {
		if Asks(line) != want {
			t.Errorf("%q is a question: %t", line, !want)
		}
	}
}

func TestUnspaced(t *testing.T) {
	for r, want := range map[rune]bool{'橋': true, 'カ': true, 'ท': true, 'ខ': true, '다': false, 'é': false, '5': false} {
		if Unspaced(r) != want {
			t.Errorf("%c is written without spaces: %t", r, !want)
		}
	}
}

// A neighbour that the detector does not know is told by its words.
func TestDetect(t *testing.T) {
	for _, language := range []string{"sv", "de", "ru", "ca", "sk", "en"} {
		if got := Detect(news[language]); got != language {
			t.Errorf("a text in %s is told as %s", language, got)
		}
	}
	if got := Detect("東京の橋は朝から閉鎖されています。"); got != "ja" {
		t.Errorf("a text with kana is told as %s", got)
	}
	if got := Detect("Too short"); got != "und" {
		t.Errorf("too little to tell by is told as %s", got)
	}
}
