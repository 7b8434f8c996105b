package tokens

import "testing"

// The counts are those of the tokenizers named in Count: the finest and
// the coarsest of them for each text.
func TestCount(t *testing.T) {
	for _, tt := range []struct {
		text           string
		finest, fewest int
	}{
		{"Η γέφυρα του λιμανιού θα κλείσει για όλη την κυκλοφορία στις 3 Μαΐου για επισκευές που αναμένεται να " +
			"διαρκέσουν περίπου 120 ημέρες και να κοστίσουν 4,2 εκατομμύρια ευρώ, ανακοίνωσε την Τρίτη η λιμενική " +
			"αρχή.", 210, 78},
		{"서울시는 화요일에 새 지하철 노선이 2027년 3월에 개통될 것이라고 밝혔다. 사업비는 4조 2천억 원이며 하루 23만 명이 이용할 것으로 예상된다. 시장은 시민들의 의견을 더 듣겠다고 " +
			"말했다. 전문가들은 공사 기간이 길어질 수 있다고 경고했다.", 197, 78},
		{"THE PORT AUTHORITY SAID ON TUESDAY THAT THE BRIDGE WILL CLOSE FOR REPAIRS. NATO, UNESCO AND THE WHO " +
			"COMMENTED.", 46, 30},
	} {
		got := Count(tt.text)
		if got.Least > tt.fewest {
			t.Errorf("%.20q: at least %d, but a tokenizer has %d", tt.text, got.Least, tt.fewest)
		}
		if got.Most < tt.finest*5/9 || got.Most > tt.finest*4/3 {
			t.Errorf("%.20q: at most %d, but tokenizers have up to %d", tt.text, got.Most, tt.finest)
		}
	}
	if got := Count(""); got != (Range{}) {
		t.Errorf("no text has %v", got)
	}
}
