package mock

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// readNotes reads what stands right below a text: the glossary and the number of
// the try.
func (q *question) readNotes(below string) {
	notes, _, _ := strings.Cut(below, "\n\n")
	for line := range strings.SplitSeq(notes, "\n") {
		key, value, _ := strings.Cut(line, ": ")
		switch key {
		case "glossary":
			if term, target, ok := strings.Cut(value, " = "); ok {
				q.glossary = append(q.glossary, [2]string{term, target})
			}
		case "try":
			fmt.Sscan(value, &q.try)
		}
	}
}

// translation is the pseudo-translation of the first n passages.
func (q *question) translation(n int) string {
	var b strings.Builder
	for i := range min(n, len(q.sentences)) {
		fmt.Fprintf(&b, "[%s] %s\n", q.numbers[i], pseudo(q.sentences[i], q.to, q.glossary))
	}
	return b.String() + "[end]\n"
}

// pseudo is a text as a translation might look: other letters, about a third
// longer, between ⟦ and ⟧. Placeholders, digits, names and the glossary's terms
// stay; months and words such as million become digits, which every language
// reads.
func pseudo(text, to string, glossary [][2]string) string {
	base, script, _ := strings.Cut(strings.ToLower(to), "-")
	p := pseudonym{to: base, glossary: glossary}
	if !strings.HasPrefix(script, "latn") {
		p.letters = p.alphabet()
	}
	p.names = strings.ContainsFunc(text, unicode.IsLower)
	words := wordsOf(text)
	var b strings.Builder
	for i := 0; i < len(words); {
		used, out := p.next(words, i)
		b.WriteString(out)
		i += used
	}
	return "⟦" + b.String() + "⟧"
}

// pseudonym translates the words of one passage.
type pseudonym struct {
	to       string
	glossary [][2]string
	letters  string // of the target's script, "" for Latin
	names    bool   // words with a capital stay
}

// next translates the word at i, and those behind it that belong to it.
func (p *pseudonym) next(words []string, i int) (used int, out string) {
	word := words[i]
	for _, term := range p.glossary {
		n, rest := termAt(words[i:], term[0])
		switch {
		case n > 0 && strings.EqualFold(term[0], term[1]):
			return n, strings.Join(words[i:i+n], "")
		case n > 0:
			return n, term[1] + rest
		}
	}
	first := []rune(word)[0]
	switch {
	case strings.HasPrefix(word, "<"), !unicode.IsLetter(first) && !unicode.IsDigit(first):
		return 1, word
	case unicode.IsDigit(first):
		used, out = p.numberAt(words[i:])
		return used, p.apart(words, i-1) + out + p.apart(words, i+used)
	case word == "noon":
		return 1, "12"
	}
	if month := monthOf(word); month > 0 {
		return 1, fmt.Sprint(month)
	}
	sameScript := unicode.Is(unicode.Latin, first) || strings.ContainsRune(p.letters, unicode.ToLower(first))
	if p.names && unicode.IsUpper(first) && sameScript {
		return 1, word
	}
	return 1, p.word(word)
}

// apart is a space where the word at i is glued to a figure, as in scripts
// without spaces.
func (p *pseudonym) apart(words []string, i int) string {
	if i >= 0 && i < len(words) && []rune(words[i])[0] > 0x3000 && unicode.IsLetter([]rune(words[i])[0]) {
		return " "
	}
	return ""
}

// wordsOf cuts a text into placeholders, words, figures, and what is between.
func wordsOf(text string) []string {
	var words []string
	kind := func(r rune) int {
		switch {
		case unicode.IsLetter(r) || unicode.IsMark(r):
			return 1
		case unicode.IsDigit(r):
			return 2
		}
		return 3
	}
	last := 0
	for i, r := range text {
		if n := len(words) - 1; n >= 0 && strings.HasPrefix(words[n], "<") && !strings.HasSuffix(words[n], ">") {
			words[n] += string(r)
			continue
		}
		k := kind(r)
		rest := strings.TrimLeft(text[i:], ".,") // behind one mark a digit goes on
		inNumber := last == 2 && len(rest) == len(text)-i-1 && rest != "" && '0' <= rest[0] && rest[0] <= '9'
		if inNumber {
			k = 2
		}
		if k == last && k != 3 {
			words[len(words)-1] += string(r)
		} else {
			words = append(words, string(r))
		}
		last = k
	}
	return words
}

// termAt finds a glossary's term at the start of words, whatever its case; rest
// is the ending of its last word.
func termAt(words []string, term string) (used int, rest string) {
	parts := wordsOf(term)
	if len(parts) > len(words) {
		return 0, ""
	}
	for k, part := range parts {
		ok := false
		if rest, ok = endingOf(words[k], part); !ok || k+1 < len(parts) && rest != "" {
			return 0, ""
		}
	}
	return len(parts), rest
}

// endingOf is the ending of a word that is a form of another, whatever its
// case: ports, cities of city.
func endingOf(word, of string) (ending string, ok bool) {
	const longest = 3
	if stem, y := strings.CutSuffix(of, "y"); y && strings.EqualFold(word, stem+"ies") {
		return "s", true
	}
	if len(word) < len(of) || !strings.EqualFold(word[:len(of)], of) {
		return "", false
	}
	ending = word[len(of):]
	return ending, utf8.RuneCountInString(ending) <= longest
}

// magnitudes are the words that multiply a figure before them.
const magnitudes = "|thousand 3|million 6|millions 6|billion 9|billions 9|trillion 12|mille 3|milliard 9|" +
	"milliards 9|tausend 3|millionen 6|milliarde 9|milliarden 9|mil 3|millón 6|millones 6|mila 3|" +
	"milione 6|milioni 6|miliardo 9|miliardi 9|milhão 6|milhões 6|bilhão 9|bilhões 9|duizend 3|" +
	"miljoen 6|miljard 9|тысяч 3|тысячи 3|млн 6|миллион 6|миллиона 6|миллионов 6|млрд 9|миллиард 9|" +
	"миллиарда 9|миллиардов 9|тыс 3|mio 6|mrd 9|tsd 3|万 4|億 8|亿 8|兆 12|千 3|百万 6|千万 7|ألف 3|آلاف 3|" +
	"مليون 6|ملايين 6|مليار 9|"

// numberAt writes a figure with what multiplies it: 4.2 million, 4億8000万,
// 6分の1.
func (p *pseudonym) numberAt(words []string) (used int, out string) {
	if len(words) > 2 && words[1] == "分の" && unicode.IsDigit([]rune(words[2])[0]) {
		return 3, words[2] + "/" + words[0]
	}
	total := 0
	for used < len(words) && unicode.IsDigit([]rune(words[used])[0]) {
		zeros, length, rest := magnitudeAt(words[used+1:])
		if zeros == 0 {
			break
		}
		n, _ := strconv.Atoi(shift(words[used], zeros))
		total += n
		used += 1 + length
		if rest != "" {
			return used, strconv.Itoa(total) + " " + p.word(rest)
		}
	}
	if total > 0 {
		return used, strconv.Itoa(total)
	}
	return 1, words[0]
}

// magnitudeAt reads the word that multiplies the figure before it. A sign may
// be glued to what follows: rest.
func magnitudeAt(words []string) (zeros, used int, rest string) {
	for k := range min(len(words), 2) {
		word := strings.ToLower(words[k])
		runes := []rune(word)
		for length := min(2, len(runes)); runes[0] > 0x3000 && length > 0; length-- {
			if zeros = zerosOf(string(runes[:length])); zeros > 0 {
				return zeros, k + 1, string(runes[length:])
			}
		}
		if zeros = zerosOf(word); zeros > 0 || strings.TrimSpace(word) != "" {
			return zeros, k + 1, ""
		}
	}
	return 0, 0, ""
}

func zerosOf(word string) (zeros int) {
	if _, after, ok := strings.Cut(magnitudes, "|"+word+" "); ok {
		fmt.Sscan(after, &zeros)
	}
	return zeros
}

// shift multiplies figures by a power of ten.
func shift(figures string, zeros int) string {
	decimals := 0
	if i := strings.LastIndexAny(figures, ".,"); i >= 0 && len(figures)-i-1 < 3 {
		decimals = len(figures) - i - 1
	}
	digits := strings.NewReplacer(".", "", ",", "").Replace(figures)
	if decimals > zeros {
		return figures
	}
	return strings.TrimLeft(digits+strings.Repeat("0", zeros-decimals), "0")
}

// months name the months in the languages of the test articles, a language a
// line. English ones count only with a capital.
const months = `January February March April May June July August September October November December
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
januar februar märz april mai juni juli august september oktober november dezember
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
januari februari maart april mei juni juli augustus september oktober november december
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре
يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر`

// monthOf is the number of a month's name, 0 for other words.
func monthOf(word string) int {
	return monthNumbers()[word]
}

var monthNumbers = sync.OnceValue(func() map[string]int {
	numbers := map[string]int{}
	for n, line := range strings.Split(months, "\n") {
		for i, month := range strings.Fields(line) {
			numbers[month] = i + 1
			if german := n == 2; german {
				r, size := utf8.DecodeRuneInString(month)
				numbers[string(unicode.ToUpper(r))+month[size:]] = i + 1
			}
		}
	}
	return numbers
})

// alphabets are the letters of the scripts that are not Latin, by language.
const alphabets = `ar fa ur ps ابتثجحخدذرزسشصضطظعغفقكلمنهوي
he אבגדהוזחטיכלמנסעפצקרשת
ru uk bg be sr mk kk ky mn tg абвгдежзклмнопрстуфхцчш
el αβγδεζηθικλμνξοπρστυφχψω
hi mr ne कखगघचछजझटठडढतथदधनपफबभमयरलवशषसह
th กขคงจฉชซญดตถทธนบปผฝพฟภมยรลวศสห
ko 가나다라마바사아자차카타파하거너더러머버서어
ja あいうえおかきくけこさしすせそたちつてとなにぬねの
zh 的是不了在人有我他中大上到子和你地出道也年日月山水火木金土石天心手口目耳力文方平小少多高`

// alphabet is the letters of the target's script; "" for Latin.
func (p *pseudonym) alphabet() string {
	for line := range strings.SplitSeq(alphabets, "\n") {
		fields := strings.Fields(line)
		if last := len(fields) - 1; slices.Contains(fields[:last], p.to) {
			return fields[last]
		}
	}
	return ""
}

// word writes a word in the letters of the target's script.
func (p *pseudonym) word(word string) string {
	if p.letters != "" {
		return mapped(word, []rune(p.letters), sizeOf(p.to))
	}
	return accented(word)
}

// sizeOf is how many letters one sign of a language's script stands for.
func sizeOf(language string) int {
	switch language {
	case "zh":
		return 3
	case "ja", "ko":
		return 2
	}
	return 1
}

func mapped(word string, alphabet []rune, size int) string {
	var b strings.Builder
	if size == 1 && utf8.RuneCountInString(word) == 1 {
		word += word // a letter alone may be a unit
	}
	for i, r := range []rune(word) {
		if i%size == 0 {
			b.WriteRune(alphabet[(int(r)+i)%len(alphabet)])
		}
	}
	return b.String()
}

// accented doubles the vowels of a word with accents that no language has;
// letters of other scripts become syllables.
func accented(word string) string {
	const vowels = "aeiou"
	marked := []rune("ȧėǐȯǔ")
	var b strings.Builder
	for i, r := range []rune(norm.NFD.String(strings.ToLower(word))) {
		at := strings.IndexRune(vowels, r)
		switch {
		case at >= 0:
			b.WriteRune(marked[at])
			b.WriteRune(marked[at])
		case r == 'ß':
			b.WriteString("ss")
		case unicode.Is(unicode.Latin, r):
			b.WriteRune(r)
		case unicode.IsMark(r): // none of the source's accents stays
		default:
			b.WriteByte("bdfgklmnprstvz"[int(r)%14])
			b.WriteRune(marked[(int(r)+i)%5])
			if r > 0x3000 {
				b.WriteByte("nrst"[int(r)%4])
			}
			if i%3 == 2 && r > 0x3000 {
				b.WriteByte(' ')
			}
		}
	}
	return b.String()
}
