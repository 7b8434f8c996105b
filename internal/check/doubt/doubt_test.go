package doubt

import (
	"strings"
	"testing"

	"newsbrief/internal/article"
	"newsbrief/result"
)

const news = "The river rose by 32 metres in two days and flooded 140 cellars. " +
	"The mayor did not close the bridge. Insurers expect claims for the flooded cellars. " +
	"A bakery gave away bread on Monday."

func source(text string) *Source { return NewSource(article.Exact("", text, "en")) }

// read measures a sentence against a source.
func read(source, text string) Signals {
	a := article.Exact("", source, "en")
	list := a.Index().Content(text, 0, "en")
	return NewSource(a).Read(text, list, a.Index().Nearest().To(list))
}

func TestSignals(t *testing.T) {
	plain := read(news, "The river rose and flooded cellars.")
	for _, tt := range []struct {
		name, text string
		signal     int
	}{
		{"a word that is new", "The river rose and flooded kitchens.", unknown},
		{"words from different sentences", "The river and the bakery flooded cellars.", apart},
		{"distant sentences", "The bakery gave bread away and the river rose.", far},
		{"a denial", "The river never rose and flooded no cellars.", denial},
		{"a denial left out", "The mayor did close the bridge.", denial},
	} {
		if s := read(news, tt.text); s[tt.signal] <= plain[tt.signal] || s.Doubt() <= plain.Doubt() {
			t.Errorf("%s: %v, without it %v", tt.name, s, plain)
		}
	}
	if s := read(news, "The mayor didn't close the bridge."); s[denial] != 0 {
		t.Error("didn't and did not are the same")
	}
}

// A conversation is retold in words of one's own: they count less there.
func TestConversation(t *testing.T) {
	const chat = "I will be late, are you home? I told you we moved. You never told me. My keys are with your brother. "
	said := read(strings.Repeat(chat, 3), "Ann forgot that they changed flats and has no keys.")
	told := read(strings.Repeat(news, 3), "Ann forgot that they changed flats and has no keys.")
	if said[unknown] >= told[unknown] || said.Stranger() || !told.Stranger() {
		t.Errorf("%v in a conversation, %v in news", said, told)
	}
	if why := source(strings.Repeat(chat, 3)).Why(&said); !strings.HasPrefix(why, "80% of its words") {
		t.Errorf("the share of words is told as it is: %s", why)
	}
}

func TestFind(t *testing.T) {
	var s Signals
	none := s.Doubt()
	s.Find(result.Supported)
	s.Find(result.Derived)
	if s.Doubt() != none {
		t.Error("a good claim raises the doubt")
	}
	s.Find(result.Contradicted)
	once := s.Doubt()
	s.Find(result.Contradicted)
	if once <= none || s.Doubt() != once {
		t.Errorf("%v without, %v with one contradiction, %v with two", none, once, s.Doubt())
	}
	s[unknown] = 0.44
	if why := source(news).Why(&s); why != "the article says otherwise; 44% of its words are not in the article" {
		t.Error(why)
	}
}

func TestWhyNothing(t *testing.T) {
	var s Signals
	if why := source(news).Why(&s); why != "" {
		t.Error(why)
	}
}
