package claim

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// telling are words of grammar that tell languages from each other, above all
// from their neighbours. A line is the language and its words.
const telling = `
en the of and to was were is are with that this from by have has been will would which their not they at his her its a an for on in it as or he she we but who when where than there
fr le la les des du et est une dans pour que qui sur au aux avec pas par ce cette il elle ont été sont plus mais ses leur a de à en un être son sa lors entre comme sous même y l d qu n s c
de der die das und ist nicht den von mit auf für wird einen einem einer dem des sich auch sind wurde werden nach bei aus zum zur als im in zu es er sie wir aber oder wenn wo noch nur kein keine vor bis durch gegen
nl de het een van en niet dat zijn voor met op aan ook naar wordt worden bij uit werd door maar heeft over hij ze deze in te is of we als nog geen tot tegen kan heb al
af die het van en nie is dat vir met op aan ook na word by uit deur maar sy wat ’n 'n hulle
es el la los las del y con una pero más su sus también fue hay muy por para que se en un es son esta lo al ha han como a de o e está desde antes todo dijo cuando entre sobre hasta según donde porque tras
pt o os as do da dos das um uma não com mais foi são em no na nos nas pelo pela ao à também já há muito seu sua que se por para é ou a e de está desde antes todo disse quando entre sobre até segundo onde porque após este
ca el la els les del dels i amb una però més seu seva també va hi és són aquest aquesta per que es en un al ha han com no a de o està fins abans tot diu quan entre sobre segons on perquè després d l
gl o os as do da dos das un unha non con máis foi son en no na nos nas polo pola ao á tamén xa hai moito seu súa que se por para é ou a e de está desde antes todo dixo cando entre sobre ata segundo onde porque tras este
it il lo la gli le della del dei delle che è non per di sono nel nella anche con una un si dal dalla ha hanno più come al alla a e o da ed i prima tutto quando tra fra sul sulla secondo dove perché dopo essere
ro și în care pentru este sunt mai din cu să la pe un de nu au fost ale lui lor dar prin după când fi acest această despre doar spre fără
da af ikke blev og også efter mellem siger nogle meget mere nu ud op er har det den som på til for med at fra en et vil kan de uden noget igen
nb av ikke ble og også etter mellom sier noen mye mer nå ut opp er har det den som på til for med at fra en et vil kan de uten noe igjen
nn av ikkje vart blei og også etter mellom seier nokon mykje meir no ut opp er har det den som på til for med at frå ein eit vil kan dei utan noko igjen
sv och inte är för som att av till från efter mellan på ett en säger några mycket mer nu ut upp har det den med vid vill kan de utan något igen var också
is og ekki er að sem á í við til frá eftir með það þetta hann hún var voru ekki einnig en um fyrir af
cs je se na v že není jsou byl byla bylo také které který která jako při před více nebo podle již ze ve protože může ale jeho by pro si aby a i z s k do od po to kde když tak co za ich má byly byli jen
sk je sa na v že nie sú bol bola bolo tiež ktoré ktorý ktorá ako pri pred viac alebo podľa už zo vo pretože môže ale jeho by pre si aby aj čo a i z s k do od po to kde keď tak za má boli len
pl jest się nie że są był była było także które który która jak przy przed więcej lub według już ze we ponieważ może ale jego dla przez oraz aby od po i w z do na to gdzie kiedy tak co za ich ma
sl je se ne da so bil bila bilo tudi ki kot pri pred več ali po že iz v na za ker lahko pa njegov bi s z od še
hr je se ne da su bio bila bilo također koji koja koje kao pri prije više ili prema već iz u na za jer može ali tko što tijekom tisuća tjedan gdje mjesto vrijeme dio ožujka siječnja svibnja
sr je se ne da su bio bila bilo takođe koji koja koje kao pri pre više ili prema već iz u na za jer može ali ko šta tokom hiljada nedelja gde mesto vreme deo marta januara maja је се не да су био била било такође који која које као при пре више или према већ из у на за јер може али ко шта током хиљада где место време део
ru и в не на что это как был была было его для также который которая которые только или если чтобы после из по с к от они но при уже за все он она до ещё бы будет быть во со об же так где когда
uk і в не на що це як був була було його для також який яка які тільки або якщо щоб після із по з до від вони але при вже за та й є у він вона ще би буде бути зі про ж так де коли
be і ў не на што гэта як быў была было яго для таксама які якая якія толькі або калі каб пасля з па да ад яны але пры ўжо за у ён яна яшчэ бы будзе быць са пра ж так дзе
bg и в не на че това като беше са се за от който която които само или ако след ще бъде също със с по до те но при вече е да му той тя още би няма във ж така където когато преди
mk и во не на дека ова како беше се за од кој која кои само или ако по ќе биде исто така со до тие но при веќе е да му сè
fi ja on ei että oli myös joka mutta kun ovat se hän tai sekä kuin jos niin vain mukaan olla
et ja on ei et oli ka mis aga kui see ta või ning ainult on olnud järgi olid
hu és a az hogy nem egy volt de ez ezt már csak vagy mint még ki lesz után szerint meg voltak ezek azt minden mert most sem
tr ve bir bu için ile da de olarak daha çok ancak olan kadar sonra gibi ne var dedi oldu en
id yang dan di dari untuk dengan tidak ini itu pada akan telah adalah oleh karena sudah juga para bisa mereka
ms yang dan di dari untuk dengan tidak ini itu pada akan telah adalah oleh kerana sudah juga para boleh mereka
lt ir yra kad buvo su iš į per dėl tai ne jis bet kaip po nuo apie ar bus
lv un ir ka bija ar no uz par pēc tas ne viņš bet kā arī lai vai būs
vi và của là được trong có không cho với các những một đã này người để từ khi
`

// tellingLetters are letters and the languages that write them.
const tellingLetters = `
ыэё ru be
їєґ uk
і uk be
ў be
јљњџ sr mk
ђћ sr
ѓќѕ mk
ñ es gl
ã pt
õ pt et
ß de
øæ da nb nn is
å da nb nn sv
ä sv de fi et sk
ěřů cs
ľĺŕ sk
łąężźśń pl
őű hu
ğı tr
țșă ro
ðþ is
ģķļņ lv
įų lt
`

// tellingWords maps a word to its languages, as " es pt ".
var tellingWords = sync.OnceValue(func() map[string]string {
	words := map[string]string{}
	for line := range strings.Lines(telling) {
		fields := strings.Fields(line)
		for i := 1; i < len(fields); i++ {
			if !strings.Contains(words[fields[i]], " "+fields[0]+" ") {
				words[fields[i]] += " " + fields[0] + " "
			}
		}
	}
	return words
})

// Foreign returns the language that a text is plainly written in where that is
// another one than the language it should be in; "" where it is not, and where
// there are too few words to tell. Names, figures and short texts prove
// nothing; neighbours that share most words (Croatian and Bosnian) are one.
func Foreign(text, language string) string {
	want, _, _ := strings.Cut(strings.ToLower(language), "-")
	if want == "zh" {
		return otherCharacters(text, language)
	}
	if want = macroLanguage(want); !strings.Contains(telling, "\n"+want+" ") {
		return ""
	}
	counts, total := countTelling(text)
	other, n := "", 0
	for l, c := range counts {
		if l != want && (c > n || c == n && l < other) {
			other, n = l, c
		}
	}
	if other == "" || sameTongue(other, want) {
		return ""
	}
	own, foreign := exclusive(text, want, other)
	// A text has a word of grammar in four, and more than half of them are
	// their language's alone even beside a neighbour's.
	const least, each = 3, 10
	if foreign >= least && foreign >= 3*own+least-1 && foreign*each >= total {
		return other
	}
	return ""
}

// tongues are the languages that a word in lower case is of, as " es  pt ": by
// the word itself, else by its letters.
func tongues(word string) string {
	if list := tellingWords()[word]; list != "" {
		return list
	}
	for _, r := range word {
		if r < utf8.RuneSelf {
			continue
		}
		if _, rest, found := strings.Cut(tellingLetters, string(r)); found {
			line, _, _ := strings.Cut(rest, "\n")
			_, list, _ := strings.Cut(line, " ")
			return " " + strings.ReplaceAll(list, " ", "  ") + " "
		}
	}
	return ""
}

// countTelling counts the telling words of each language, and all words.
func countTelling(text string) (counts map[string]int, total int) {
	counts = map[string]int{}
	eachLower(text, func(w string) {
		total++
		for _, l := range strings.Fields(tongues(w)) {
			counts[l]++
		}
	})
	return counts, total
}

// exclusive counts the words that only one of two languages has.
func exclusive(text, a, b string) (ofA, ofB int) {
	eachLower(text, func(w string) {
		list := tongues(w)
		inA, inB := strings.Contains(list, " "+a+" "), strings.Contains(list, " "+b+" ")
		switch {
		case inA && !inB:
			ofA++
		case inB && !inA:
			ofB++
		}
	})
	return ofA, ofB
}

// eachLower calls do for the words of a text, in lower case. A capital inside a
// sentence begins a name, whose words ("Los Angeles") tell nothing.
func eachLower(text string, do func(string)) {
	first := true
	for len(text) > 0 {
		start := strings.IndexFunc(text, unicode.IsLetter)
		if start < 0 {
			return
		}
		first = first || strings.ContainsAny(text[:start], ".!?:\n")
		text = text[start:]
		end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
		if end < 0 {
			end = len(text)
		}
		r, _ := utf8.DecodeRuneInString(text)
		if first || !unicode.IsUpper(r) {
			do(strings.ToLower(text[:end]))
		}
		text, first = text[end:], false
	}
}

// macroLanguage is the language of the tables for a tag that has another.
func macroLanguage(tag string) string {
	switch tag {
	case "no":
		return "nb"
	case "bs", "sh", "cnr":
		return "hr"
	}
	return tag
}

// sameTongue says whether two languages are too close to be told apart with
// any certainty.
func sameTongue(a, b string) bool {
	for _, pair := range [...]string{"nb nn", "id ms", "gl pt"} {
		if pair == a+" "+b || pair == b+" "+a {
			return true
		}
	}
	return false
}
