package render

import (
	"strings"
	"testing"

	"newsbrief/result"
)

func TestWrap(t *testing.T) {
	tests := []struct {
		name  string
		width int
		text  string
		want  string
	}{
		{"fits", 12, "one two six", "• one two\n  six"},
		{"exactly", 13, "one two six", "• one two six"},
		{"not wrapped", 0, "one  two\tsix", "• one two six"},
		{"hyphenated word", 10, "one two-six", "• one\n  two-six"},
		{"long word", 10, "see https://example.org/a/b now", "• see\n  https://example.org/a/b\n  now"},
		{"long word first", 10, "https://example.org/a/b", "• https://example.org/a/b"},
		{"narrow", 1, "one two", "• one\n  two"},
		{"no-break space", 12, "il a 12\u00a0000\u202f€", "• il a\n  12\u00a0000\u202f€"},
		{"combining", 8, "cafe\u0301 cafe\u0301", "• cafe\u0301\n  cafe\u0301"},
		{"Japanese", 12, "橋は五月三日に閉まる", "• 橋は五月三\n  日に閉まる"},
		{"no full stop at the start", 12, "橋は五月三。次は", "• 橋は五月\n  三。次は"},
		{"no bracket at the start", 12, "橋は「五月」三日", "• 橋は「五\n  月」三日"},
		{"no bracket at the end", 12, "橋は五月「三日」", "• 橋は五月\n  「三日」"},
		{"odd cells", 11, "橋は五月三日", "• 橋は五月\n  三日"},
		{"mixed", 12, "総額42億円の工事", "• 総額42億円\n  の工事"},
		{"Chinese", 10, "大桥将于五月关闭", "• 大桥将于\n  五月关闭"},
		{"Korean breaks at spaces", 12, "다리는 오월에 닫힌다", "• 다리는\n  오월에\n  닫힌다"},
		{"Thai", 6, "สะพานเก่า", "• สะพา\n  นเก่า"},
		{"Arabic", 12, "أغلق الجسر القديم", "• أغلق الجسر\n  القديم"},
		{"Hebrew", 10, "הגשר הישן נסגר", "• הגשר\n  הישן\n  נסגר"},
		{"emoji", 6, "👩‍👩‍👧👍🏽🇫🇷", "• 👩‍👩‍👧👍🏽\n  🇫🇷"},
		{"empty", 10, "", "• "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := bullet(result.Bullet{Text: tt.text}, Options{Width: tt.width})
			if got != tt.want+"\n" {
				t.Errorf("got:\n%s\nwant:\n%s", got, tt.want)
			}
		})
	}
}

// Colour takes no cells: with it the lines break where they do without.
func TestColorDoesNotMoveBreaks(t *testing.T) {
	b := sample("a").Bullets[0]
	for width := range 60 {
		plain := bullet(b, Options{Width: width})
		colored := bullet(b, Options{Width: width, Color: true})
		colored = strings.NewReplacer("\x1b[2m", "", "\x1b[22m", "").Replace(colored)
		if plain != colored {
			t.Errorf("width %d:\n%s\n%s", width, plain, colored)
		}
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("one two", 5)
	f.Add("橋は五月「三日」に閉まる。", 7)
	f.Add("a \u0301b", 9) // a mark on a space
	f.Add(" \xcc", 3)
	f.Add("a\u00a0b\u3000c e\u0301", 3)
	f.Fuzz(func(t *testing.T, text string, limit int) {
		got := wrap(split(text), limit, 2)
		want := strings.Join(strings.FieldsFunc(text, isSpace), "")
		if strings.Join(strings.FieldsFunc(got, isSpace), "") != want {
			t.Errorf("wrapping %q at %d changed its characters: %q", text, limit, got)
		}
	})
}
