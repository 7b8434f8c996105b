package input

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

// texts are long enough for statistics, as articles are.
var texts = map[string]string{
	"windows-1252": "Der Bürgermeister erklärte am Montag, die Brücke über die Förde müsse für größere Arbeiten geschlossen werden. Für die Fähre gälten übliche Preise.",
	"windows-1251": "Мэр города сообщил в понедельник, что мост через реку закроют на ремонт до конца осени. Жители будут добираться на пароме, который ходит каждые полчаса.",
	"koi8-r":       "Мэр города сообщил в понедельник, что мост через реку закроют на ремонт до конца осени. Жители будут добираться на пароме, который ходит каждые полчаса.",
	"iso-8859-2":   "Burmistrz oświadczył w poniedziałek, że most nad rzeką zostanie zamknięty. Mieszkańcy będą musieli korzystać z promu, który kursuje co pół godziny między brzegami.",
	"iso-8859-7":   "Ο δήμαρχος δήλωσε τη Δευτέρα ότι η γέφυρα του λιμανιού θα κλείσει για επισκευές μέχρι το τέλος του φθινοπώρου.",
	"gb18030":      "市长星期一表示，这座跨河大桥将关闭维修，直到秋天结束。居民可以乘坐每半小时一班的渡船过河，票价不变。",
	"big5":         "市長星期一表示，這座跨河大橋將關閉維修，直到秋天結束。居民可以乘坐每半小時一班的渡船過河，票價不變。",
	"shift_jis":    "市長は月曜日、川にかかる橋を秋の終わりまで修理のために閉鎖すると発表した。住民は三十分ごとに出る渡し船を使うことになる。",
	"euc-jp":       "市長は月曜日、川にかかる橋を秋の終わりまで修理のために閉鎖すると発表した。住民は三十分ごとに出る渡し船を使うことになる。",
	"iso-2022-jp":  "市長は月曜日、川にかかる橋を秋の終わりまで修理のために閉鎖すると発表した。",
	"euc-kr":       "시장은 월요일에 강 위의 다리를 가을이 끝날 때까지 수리하기 위해 폐쇄한다고 밝혔다. 주민들은 삼십 분마다 다니는 배를 이용할 수 있다.",
	"utf-16le":     "The mayor said on Monday that the bridge – Łódź's oldest – will close.",
	"utf-16be":     "The mayor said on Monday that the bridge – Łódź's oldest – will close.",
}

func encoded(t *testing.T, name, text string) []byte {
	t.Helper()
	e, err := htmlindex.Get(name)
	if err != nil {
		t.Fatal(err)
	}
	data, err := e.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestDecode(t *testing.T) {
	for name, text := range texts {
		data := encoded(t, name, text)
		for _, told := range []struct{ how, name, contentType string }{
			{"by itself", "", ""}, {"by the user", name, ""}, {"by the header", "", "text/plain; charset=" + name},
		} {
			if got, err := Decode(data, told.name, told.contentType); err != nil || got != text {
				t.Errorf("%s told %s: %q, %v", name, told.how, got, err)
			}
		}
	}
}

// TestMarkless: UTF-16 without a mark is told in scripts that have few ASCII
// characters, and other bytes with zeros are not taken for it.
func TestMarkless(t *testing.T) {
	for _, text := range []string{"Река поднялась на 3,2 метра за два дня, сообщил мэр.", "Ο ποταμός ανέβηκε κατά 3,2 μέτρα σε δύο ημέρες.", "ارتفع منسوب النهر 3.2 متر خلال يومين"} {
		for _, name := range []string{"utf-16le", "utf-16be"} {
			if got, err := Decode(encoded(t, name, text), "", ""); err != nil || got != text {
				t.Errorf("%s: %q, %v", name, got, err)
			}
		}
	}
	if label := utf16Label([]byte(strings.Repeat("\x01\x02\x03\x04\x05\x00", 20))); label != "" {
		t.Error(label)
	}
}

// TestCorrected: encodings that the statistics do not know are told by the marks
// of the wrong one.
func TestCorrected(t *testing.T) {
	for name, text := range map[string]string{
		"koi8-u":       "Річка піднялася на 3,2 метра за два дні, повідомив мер міста. Ніхто не постраждав, але школа зачинена до кінця тижня.",
		"ibm866":       "Река Луме поднялась на 3,2 метра за два дня, сообщил мэр города. Никто не пострадал, но школа закрыта до конца недели. Добровольцы наполнили девять тысяч мешков с песком.",
		"windows-1250": "Rzeka Łuma podniosła się o 3,2 metra w ciągu dwóch dni, powiedział burmistrz. Nikt nie został ranny, ale szkoła będzie zamknięta do końca tygodnia.",
		"windows-874":  "ระดับน้ำในแม่น้ำเพิ่มขึ้น 3.2 เมตรในสองวัน นายกเทศมนตรีกล่าว ไม่มีใครได้รับบาดเจ็บ",
	} {
		if got, err := Decode(encoded(t, name, text), "", ""); err != nil || got != text {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestDeclared(t *testing.T) {
	page := `<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1250"></head><p>Příliš žluťoučký kůň`
	if got, err := Decode(encoded(t, "windows-1250", page), "", ""); err != nil || got != page {
		t.Errorf("%q, %v", got, err)
	}
	// UTF-8 is UTF-8 whatever a server says of it.
	if got, err := Decode([]byte("Café, déjà vu"), "", "text/html; charset=iso-8859-1"); err != nil || got != "Café, déjà vu" {
		t.Errorf("%q, %v", got, err)
	}
}

// TestUndecodable: nothing is guessed where it would lose a character.
func TestUndecodable(t *testing.T) {
	for _, tt := range []struct{ name, data, encoding, want string }{
		{"a broken byte in UTF-8", "Größe, Maß, Öl, Füße, Äste, Übel \xff", "", "byte 41 is not UTF-8"},
		{"the user's encoding does not fit", "caf\xe9", "utf-8", "cannot be decoded as utf-8"},
		{"no such encoding", "text", "klingon", "unknown encoding"},
	} {
		got, err := Decode([]byte(tt.data), tt.encoding, "")
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %q, %v", tt.name, got, err)
		}
	}
}

// FuzzDecode: what is decoded is UTF-8, and holds no replacement character
// that the input did not.
func FuzzDecode(f *testing.F) {
	for name, text := range texts {
		if e, err := htmlindex.Get(name); err == nil {
			if data, err := e.NewEncoder().Bytes([]byte(text)); err == nil {
				f.Add(data, "")
			}
		}
	}
	f.Add([]byte("<meta charset=gbk>\xff"), "text/html; charset=\"x")
	f.Fuzz(func(t *testing.T, data []byte, contentType string) {
		text, err := Decode(data, "", contentType)
		if err != nil {
			return
		}
		if !utf8.ValidString(text) || strings.ContainsRune(text, utf8.RuneError) && !strings.Contains(string(data), "\uFFFD") {
			t.Errorf("%q became %q", data, text)
		}
	})
}

// TestSevenBits: characters in seven bits are told by their escapes, UTF-32 by its
// zeros, both also by name; ASCII is neither.
func TestSevenBits(t *testing.T) {
	const korean, chinese = "다리는 월요일에 닫힌다.", "桥星期一关闭。"
	euc := func(name, text string) string { return string(encoded(t, name, text)) }
	shifted := func(escape, name, text string) string {
		var b strings.Builder
		b.WriteString(escape)
		high := false
		for _, c := range []byte(euc(name, text)) {
			if now := c >= 0x80; now != high {
				b.WriteString(map[bool]string{true: "\x0e", false: "\x0f"}[now])
				high = now
			}
			b.WriteByte(c & 0x7F)
		}
		return b.String() + "\x0f\n"
	}
	wide := func(mark, text string, big bool) string {
		b := []byte(mark)
		for _, r := range text {
			if big {
				b = append(b, 0, byte(r>>16), byte(r>>8), byte(r))
			} else {
				b = append(b, byte(r), byte(r>>8), byte(r>>16), 0)
			}
		}
		return string(b)
	}
	const river = "The river – Łódź's – rose."
	for name, tt := range map[string]struct{ data, want string }{
		"ISO-2022-KR":  {shifted("\x1b$)C", "euc-kr", korean), korean + "\n"},
		"ISO-2022-CN":  {shifted("\x1b$)A", "gbk", chinese), chinese + "\n"},
		"HZ":           {"~{GE~}", "桥"},
		"UTF-32LE":     {wide("", river, false), river},
		"UTF-32BE":     {wide("", river, true), river},
		"UTF-32LE BOM": {wide("\xFF\xFE\x00\x00", river, false), river},
		"UTF-32BE BOM": {wide("\x00\x00\xFE\xFF", river, true), river},
		"a shell path": {"Write ~{a,b}~ and ~/x.", "Write ~{a,b}~ and ~/x."},
	} {
		if got, err := Decode([]byte(tt.data), "", ""); err != nil || got != tt.want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		if kind, err := (Origin{}).Sniff([]byte(tt.data)); err != nil || kind != Plain {
			t.Errorf("%s is %s, %v", name, kind, err)
		}
	}
	if got, err := Decode([]byte(wide("", "a", true)), "utf-32be", ""); err != nil || got != "a" {
		t.Errorf("named UTF-32: %q, %v", got, err)
	}
	if _, err := Decode([]byte("\x1b$)G\x0eGE\x0f"), "", ""); err == nil {
		t.Error("characters of another set were read")
	}
}
