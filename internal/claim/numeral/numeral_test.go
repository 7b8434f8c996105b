package numeral

import (
	"fmt"
	"strings"
	"testing"

	"newsbrief/internal/claim/lex"
)

// each calls do for the numbers of a text, but not for articles that stand for
// one.
func each(text, language string, do func(written string, n Number)) {
	t := lex.Read(text, language)
	defer t.Done()
	for i := 0; i < len(t.Tokens); {
		n, ok := Read(t, i)
		if !ok || n.Article {
			i++
			continue
		}
		do(text[t.Tokens[i].Start:t.Tokens[n.Next-1].End], n)
		i = n.Next
	}
}

// numbersIn writes the numbers of a text as "text=value"; ordinals end in a dot.
func numbersIn(text, language string) string {
	var list []string
	each(text, language, func(written string, n Number) {
		item := fmt.Sprintf("%s=%.7g", written, n.Value)
		if n.Ordinal {
			item += "."
		}
		list = append(list, item)
	})
	return strings.Join(list, "; ")
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ language, text, want string }{
		{"en", "three hundred and twelve boats", "three hundred and twelve=312"},
		{"en", "two million four hundred thousand and six", "two million four hundred thousand and six=2400006"},
		{"en", "a dozen ferries, half a million fares", "a dozen=12; half a million=500000"},
		{"en", "two thirds of 1,250 and 3 1/2", "two thirds=0.6666667; 1,250=1250; 3 1/2=3.5"},
		{"en", "the twenty-first pier and the 3rd", "twenty-first=21.; 3rd=3."},
		{"en", "one and a half billion, 4.2bn, 10k", "one and a half billion=1.5e+09; 4.2bn=4.2e+09; 10k=10000"},
		{"en", "minus five, −3, twelve point two five", "minus five=-5; −3=-3; twelve point two five=12.25"},
		{"en", "one in G20; nine out of ten", "one=1; 20=20; nine out of ten=0.9"},
		{"en", "in nineteen eighty-four", "nineteen eighty-four=1984"},
		{"en", "3 crore, 2 lakh", "3 crore=3e+07; 2 lakh=200000"},
		{"en", "1e3, 5x10^-3, 2^10", "1e3=1000; 5x10^-3=0.005; 2^10=1024"},
		{"en", "-.5, 1 250 000 and 2 thousand 5 hundred", "-.5=-0.5; 1 250 000=1250000; 2 thousand 5 hundred=2500"},
		{"en", "two-and-a-half, eleven point five million", "two-and-a-half=2.5; eleven point five million=1.15e+07"},
		{"en", "two twenty-fifths, three ten-thousandths, a hundred millionths",
			"two twenty-fifths=0.08; three ten-thousandths=0.0003; a hundred millionths=0.0001"},
		{"en", "a thousand and one, a hundred and twenty thousand",
			"a thousand and one=1001; a hundred and twenty thousand=120000"},
		{"en", "one in five homes, two in 2010, 3 in 7 days", "one in five=0.2; two=2; 2010=2010; 3=3; 7=7"},

		{"de", "einundzwanzig Schiffe und dreihundertzwölf Boote", "einundzwanzig=21; dreihundertzwölf=312"},
		{"de", "zwei Millionen dreihunderttausend", "zwei Millionen dreihunderttausend=2300000"},
		{"de", "1.234,5 und 12.000 und 3,7 Mrd. Euro", "1.234,5=1234.5; 12.000=12000; 3,7 Mrd.=3.7e+09"},
		{"de", "drei Viertel, ein Drittel, anderthalb", "drei Viertel=0.75; ein Drittel=0.3333333; anderthalb=1.5"},
		{"de", "zum 75. Mal, im 2. Hafen, es waren 12. Danach", "75.=75.; 2.=2.; 12=12"},
		{"de", "der einundzwanzigste Anleger", "einundzwanzigste=21."},
		{"de", "sieben Fünfundzwanzigstel", "sieben Fünfundzwanzigstel=0.28"},

		{"fr", "quatre-vingt-dix-sept bateaux, soixante et onze ports",
			"quatre-vingt-dix-sept=97; soixante et onze=71"},
		{"fr", "trois cent mille, deux millions et demi", "trois cent mille=300000; deux millions et demi=2500000"},
		{"fr", "1 234,5 et un demi-million", "1 234,5=1234.5; un demi-million=500000"},
		{"fr", "trois quarts, le vingt et unième quai", "trois quarts=0.75; vingt et unième=21."},
		{"fr", "une douzaine, une trentaine", "une douzaine=12; une trentaine=30"},

		{"es", "dos mil trescientos cuarenta y cinco", "dos mil trescientos cuarenta y cinco=2345"},
		{"es", "tres mil millones, un millón y medio", "tres mil millones=3e+09; un millón y medio=1500000"},
		{"es", "centésimo vigésimo quinto", "centésimo vigésimo quinto=125."},
		{"es", "dos tercios, tres veinteavos", "dos tercios=0.6666667; tres veinteavos=0.15"},
		{"es", "treinta y dos veinteavos, tres milésimos, la milésima",
			"treinta y dos veinteavos=1.6; tres milésimos=0.003; milésima=1000."},
		{"es", "1.234,5 barcos", "1.234,5=1234.5"},

		{"it", "duecentotrentaquattro navi e ventuno barche", "duecentotrentaquattro=234; ventuno=21"},
		{"it", "tre milioni e mezzo, due terzi", "tre milioni e mezzo=3500000; due terzi=0.6666667"},
		{"it", "il centoventitreesimo molo", "centoventitreesimo=123."},
		{"it", "mille e duemilacinquecento", "mille=1000; duemilacinquecento=2500"},
		{"it", "un ventesimo dei 1.200 posti", "un ventesimo=0.05; 1.200=1200"},

		{"pt", "trezentos e quarenta e cinco barcos", "trezentos e quarenta e cinco=345"},
		{"pt", "dois milhões e meio, mil duzentos e dez", "dois milhões e meio=2500000; mil duzentos e dez=1210"},
		{"pt", "três quartos, cinco doze avos", "três quartos=0.75; cinco doze avos=0.4166667"},
		{"pt", "o vigésimo primeiro porto", "vigésimo primeiro=21."},
		{"pt", "3,5 bilhões", "3,5 bilhões=3.5e+09"},

		{"nl", "tweeëntwintig schepen en driehonderdvijfenveertig boten",
			"tweeëntwintig=22; driehonderdvijfenveertig=345"},
		{"nl", "twee miljoen driehonderdduizend", "twee miljoen driehonderdduizend=2300000"},
		{"nl", "drie kwart, twee derde, anderhalf miljoen",
			"drie kwart=0.75; twee derde=0.6666667; anderhalf miljoen=1500000"},
		{"nl", "de eenentwintigste steiger", "eenentwintigste=21."},

		{"ru", "двести тридцать пять судов", "двести тридцать пять=235"},
		{"ru", "два миллиона триста тысяч", "два миллиона триста тысяч=2300000"},
		{"ru", "три четверти, две пятых, полтора миллиона",
			"три четверти=0.75; две пятых=0.4; полтора миллиона=1500000"},
		{"ru", "75-й причал, 2-е место, треть из трёх", "75-й=75.; 2-е=2.; треть=0.3333333; трёх=3"},
		{"ru", "сорок второй причал", "сорок второй=42."},
		{"ru", "3,7 млрд и 12 тыс. рублей", "3,7 млрд=3.7e+09; 12 тыс.=12000"},
		{"ru", "пятьюстами тринадцатью", "пятьюстами тринадцатью=513"},

		{"zh", "三百五十艘船, 1万3千人, 二百五", "三百五十=350; 1万3千=13000; 二百五=250"},
		{"zh", "三分之二, 一又二分之一", "三分之二=0.6666667; 一又二分之一=1.5"},
		{"zh", "3.5亿, 两点五, 第二十一", "3.5亿=3.5e+08; 两点五=2.5; 第二十一=21."},
		{"zh", "五打鸡蛋", "五打=60"},
		{"zh", "二〇二四", "二〇二四=2024"},
		{"ja", "三百五十隻、1億2千万円、三分の一", "三百五十=350; 1億2千万=1.2e+08; 三分の一=0.3333333"},
		{"hi", "१,२५० नाव", "१,२५०=1250"},
		{"en", "two hundred and five hundredths, seven thousandths",
			"two hundred and five hundredths=200.05; seven thousandths=0.007"},
		{"en", "two hundred, three hundred; fifty-five twenty",
			"two hundred=200; three hundred=300; fifty-five=55; twenty=20"},
		{"en", "a quarter million, two and three quarters, twelve hundred",
			"a quarter million=250000; two and three quarters=2.75; twelve hundred=1200"},
		{"en", "0.5 and .75 and 5.", "0.5=0.5; .75=0.75; 5=5"},
		{"en", "1,23,456 and 1 000 000", "1,23,456=123456; 1 000 000=1000000"},
		{"en", "ninety-nine point nine nine, MMXXIV", "ninety-nine point nine nine=99.99"},
		{"de", "Es kostet 3,7 Mrd. und dann 12 Mio", "3,7 Mrd.=3.7e+09; 12 Mio=1.2e+07"},
		{"de", "Es kostet 3,7 Mrd.", "3,7 Mrd.=3.7e+09"},
		{"de", "zweihundertfünfundzwanzigtausend, eineinhalb Millionen, ein Zwanzigstel",
			"zweihundertfünfundzwanzigtausend=225000; eineinhalb Millionen=1500000; ein Zwanzigstel=0.05"},
		{"fr", "mille neuf cent quatre-vingt-dix-neuf, deux cents, trois cent un",
			"mille neuf cent quatre-vingt-dix-neuf=1999; deux cents=200; trois cent un=301"},
		{"fr", "quatre-vingts, soixante-dix-sept", "quatre-vingts=80; soixante-dix-sept=77"},
		{"es", "veintiún mil", "veintiún mil=21000"},
		{"it", "ottantotto, millenovecentonovantanove", "ottantotto=88; millenovecentonovantanove=1999"},
		{"nl", "negentienhonderdnegenennegentig", "negentienhonderdnegenennegentig=1999"},
		{"pt", "cento e um, mil e quinhentos", "cento e um=101; mil e quinhentos=1500"},
		{"ru", "сто двадцать один", "сто двадцать один=121"},
		{"zh", "一万零五十, 两万五", "一万零五十=10050; 两万五=25000"},
		{"ja", "一万五千二百、三千万円", "一万五千二百=15200; 三千万=3e+07"},
		{"xx", "٣٫٥ and ௧௨", "٣٫٥=3.5; ௧௨=12"},
	} {
		if got := numbersIn(c.text, c.language); got != c.want {
			t.Errorf("%s %q: found %s, want %s", c.language, c.text, got, c.want)
		}
	}
}

// TestAlt: digits with one separator before three figures have two readings.
func TestAlt(t *testing.T) {
	for _, c := range []struct {
		language, text string
		value, alt     float64
	}{
		{"en", "1,234", 1234, 1.234}, {"en", "1.234", 1.234, 1234}, {"en", "1,234 million", 1.234e9, 1.234e6},
		{"de", "1.234", 1234, 1.234}, {"de", "1,234", 1.234, 1234}, {"sv", "26.500", 26500, 26.5},
		{"en", "1,23", 1.23, 1.23}, {"fr", "12 345", 12345, 12345}, {"de", "1'234", 1234, 1234},
	} {
		found := 0
		each(c.text, c.language, func(written string, n Number) {
			found++
			if written != c.text || n.Value != c.value || n.Alt != c.alt {
				t.Errorf("%s %q: %s is %g or %g", c.language, c.text, written, n.Value, n.Alt)
			}
		})
		if found != 1 {
			t.Errorf("%s %q: found %d numbers", c.language, c.text, found)
		}
	}
}

func TestRoman(t *testing.T) {
	for n, want := range map[int]string{1: "I", 4: "IV", 19: "XIX", 39: "XXXIX", 0: "", 40: ""} {
		if got := Roman(n); got != want {
			t.Errorf("%d is %s, want %s", n, got, want)
		}
	}
	text := lex.Read("XIXe siècle XXI век IIII Xavier iv", "fr")
	defer text.Done()
	for i, want := range []int{19, 0, 21, 0, 0, 0, 0} {
		if got := ReadRoman(text, i); got != want {
			t.Errorf("%s is %d, want %d", text.Written(i), got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for i, seed := range []string{"about 1,234.5 or 12½ and two thirds of 3 1/2 million", "einundzwanzig 1.234,5 Mrd.",
		"quatre-vingt-dix-sept", "ciento treinta y tres veintiunavos", "centoventitreesimo", "cinco doze avos",
		"tweeëntwintig", "двадцать пятая", "−1e-9 x10^-3", "1-2-3/4:5", "٣٫٥", "三百五十", "一又二分之一", "1万3千", "XIXe"} {
		f.Add(seed, uint8(i))
	}
	languages := []string{"en", "de", "fr", "es", "it", "pt", "nl", "ru", "zh", "ja", "ar", "und"}
	f.Fuzz(func(t *testing.T, text string, language uint8) {
		tokens := lex.Read(text, languages[int(language)%len(languages)])
		defer tokens.Done()
		for i := range tokens.Tokens {
			if n, ok := Read(tokens, i); ok && (n.Next <= i || n.Next > len(tokens.Tokens)) {
				t.Fatalf("token %d of %q is read to %+v", i, text, n)
			}
			if v := ReadRoman(tokens, i); v < 0 || v > 39 {
				t.Fatalf("token %d of %q is %d", i, text, v)
			}
		}
	})
}
