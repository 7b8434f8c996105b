package mock

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// magnitudes are the words that multiply a figure before them.
const magnitudes = "|thousand 3|million 6|millions 6|billion 9|billions 9|trillion 12|mille 3|milliard 9|milliards 9|" +
	"tausend 3|millionen 6|milliarde 9|milliarden 9|mil 3|millón 6|millones 6|mila 3|milione 6|milioni 6|miliardo 9|miliardi 9|" +
	"milhão 6|milhões 6|bilhão 9|bilhões 9|duizend 3|miljoen 6|miljard 9|тысяч 3|тысячи 3|млн 6|миллион 6|миллиона 6|миллионов 6|" +
	"млрд 9|миллиард 9|миллиарда 9|миллиардов 9|тыс 3|mio 6|mrd 9|tsd 3|万 4|億 8|亿 8|兆 12|千 3|百万 6|千万 7|ألف 3|آلاف 3|مليون 6|ملايين 6|مليار 9|"

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
