package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"newsbrief/cmd"
)

const (
	wide   = 1280
	narrow = 360
	tall   = 800
)

// lit is true while the sentence of that id is highlighted.
func lit(id string) string {
	return `document.getElementById("` + id + `").classList.contains("lit")`
}

// makePage is the page that a command line writes by --report.
func makePage(t *testing.T, args ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "page.html")
	output(t, append(args, "--backend", "mock", "--cache", "off", "--config", write(t, "config.yaml", ""), "--report", file)...)
	return file
}

// output is what a command line prints.
func output(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	code := cmd.Run(context.Background(), append([]string{"newsbrief"}, args...), strings.NewReader(""), &out, &errs)
	if !slices.Contains([]int{0, 1, 3}, code) { // some articles failed, or a claim has no support
		t.Fatalf("%q: %d\n%s", args, code, errs.String())
	}
	return out.String()
}

// write makes a file with a text.
func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestPages(t *testing.T) {
	b := startBrowser(t)
	one := makePage(t, "summarize", "--figures", "--repair", "0", "--model", "mock:liar", "testdata/articles/harbour-bridge.txt")
	arabic := makePage(t, "summarize", "--figures", "--repair", "0", "--model", "mock:liar", "testdata/articles/solar.ar.txt")
	translated := makePage(t, "translate", "--to", "fr", "--repair", "0", "--model", "mock:liar", "testdata/articles/harbour-bridge.txt", "testdata/articles/solar.ar.txt")
	several := makePage(t, "summarize", "--figures", "testdata/articles/harbour-bridge.txt", "testdata/articles/solar.ar.txt",
		write(t, "empty.txt", ""), "testdata/articles/library.ru.txt")
	t.Run("mouse", func(t *testing.T) { testMouse(t, b, one) })
	t.Run("keys", func(t *testing.T) { testKeys(t, b, several) })
	t.Run("scriptless", func(t *testing.T) { testScriptless(t, b, several) })
	t.Run("search", func(t *testing.T) { testSearch(t, b, several) })
	t.Run("index", func(t *testing.T) { testIndex(t, b) })
	t.Run("doubtful", func(t *testing.T) { testOnlyDoubtful(t, b) })
	t.Run("tree", func(t *testing.T) { testTree(t, b, one) })
	t.Run("policy", func(t *testing.T) { testPolicy(t, b, one) })
	t.Run("hostile", func(t *testing.T) { testHostile(t, b) })
	t.Run("print", func(t *testing.T) { testPrint(t, b, several) })
	t.Run("late", func(t *testing.T) { testLate(t, b) })
	long := makePage(t, "summarize", write(t, "long.txt", "See https://example.com/"+strings.Repeat("unbroken", 20)+" for the 12 words of the mayor."))
	checked := write(t, "check.html", output(t, "check", "--format", "html", "--source", "testdata/articles/harbour-bridge.txt",
		write(t, "summary.txt", "The bridge costs 601,000 euros.\n\nIt was shut on 15 March.")))
	t.Run("check", func(t *testing.T) { testCheckPage(t, b, checked) })
	digest := write(t, "digest.html", output(t, "digest", "-q", "--backend", "mock", "--format", "html", write(t, "news.jsonl", digestNews),
		filepath.Join(t.TempDir(), "absent.txt")))
	t.Run("digest", func(t *testing.T) { testDigestPage(t, b, digest) })
	for name, file := range map[string]string{"digest": digest, "one": one, "arabic": arabic, "several": several, "translated": translated, "long": long, "check": checked} {
		t.Run("look/"+name, func(t *testing.T) { testLook(t, b, file) })
	}
}

// Pointing at a line lights its evidence, whose text moves where it has a
// scroll bar of its own; nothing is fetched.
func testMouse(t *testing.T, b *browser, file string) {
	p := b.open(t, file, wide, 400)
	p.point(".bullets li:nth-child(5)")
	p.until(lit("a1-s6"))
	p.want(lit("a1-s1"), "false")
	p.want(`(() => { const a = document.querySelector("#a1-s6").getBoundingClientRect(), b = document.querySelector(".text").getBoundingClientRect(); return a.top >= b.top && a.bottom <= b.bottom; })()`, "true")
	p.point("tbody tr:nth-child(2)")
	p.until(lit("a1-s2"))
	p.want(lit("a1-s6"), "false")
	if got := p.requests(); !slices.Equal(got, []string{"file://" + file}) {
		t.Errorf("requests: %q", got)
	}
}

// All of a page of several can be reached by keys alone, in the order that is
// seen: what failed comes first.
func testKeys(t *testing.T, b *browser, file string) {
	p := b.open(t, file, wide, tall)
	p.press("Tab")
	p.until(`document.activeElement.matches(".failed summary")`)
	p.press("Tab", "solar", "Tab", "Tab", "Tab")
	p.until(`document.querySelectorAll("details.article:not([hidden])").length === 1`)
	p.until(`document.activeElement.localName === "summary"`)
	p.press("Enter")
	p.until(`document.querySelector("#a2").open`)
	p.press("Tab")
	p.until(lit("a2-s1"))
	p.until(`document.activeElement.getAttribute("aria-label") === "evidence: sentence 1"`)
	p.press("Tab")
	p.until(lit("a2-s2"))
	p.want(lit("a2-s1"), "false")
	p.press("Enter")
	p.until(`location.hash === "#a2-s2"`)
}

// digestNews are two stories, the first of two sources that differ.
const digestNews = `{"id": "a", "title": "Six dead as mill burns at Quarnby", "date": "2026-05-03", "url": "https://a.example/mill", "text": "Six people died when the mill of Quarnby burned on Saturday night, the fire service said. The mill was built in 1871. Anna Lind, the mayor, called for help."}
{"id": "b", "title": "Eight dead in Quarnby mill fire", "date": "2026-05-04", "url": "javascript:alert(1)", "text": "Eight people died when the mill of Quarnby burned on Saturday night, the fire service said on Monday. Two of the injured died in hospital. Anna Lind, the mayor of Quarnby, thanked the firefighters."}
{"id": "<b>c</b>", "title": "عودة السنونو إلى القرية", "date": "2026-05-04", "text": "عادت طيور السنونو إلى سقوف القرية هذا الأسبوع. وتُعد الأعشاش في شهر يونيو من كل عام."}
`

// The page of a digest needs no script: keys lead through it, a line's labels open its
// evidence, print shows all of it, and what is missing stands at its top.
func testDigestPage(t *testing.T, b *browser, file string) {
	p := b.open(t, file, wide, tall, func(p *tab) {
		p.call("Emulation.setScriptExecutionDisabled", map[string]any{"value": true}, nil)
	})
	p.want(`document.querySelector(".warning").innerText.includes("absent.txt")`, "true")
	p.want(`document.querySelectorAll("article.story").length`, "2")
	p.want(`document.querySelectorAll('[href^="javascript"], [href="#ZgotmplZ"], b').length`, "0")
	p.press("Tab")
	p.until(`document.activeElement.getAttribute("href") === "#s1"`)
	p.press("Tab", "Tab", "Tab")
	p.until(`document.activeElement.matches("#s1 .bullets summary")`)
	p.want(`document.activeElement.parentElement.querySelector("blockquote").checkVisibility({contentVisibilityAuto: true})`, "false")
	p.press("Enter")
	p.until(`document.activeElement.parentElement.querySelector("blockquote").checkVisibility({contentVisibilityAuto: true})`)
	p.press("Tab")
	p.until(`document.activeElement.matches("#s1 .bullets blockquote a, #s1 .bullets summary")`)
	p.want(`[...document.querySelectorAll(".differences dd")].length > 1`, "true")
	p.want(`[...document.querySelectorAll(".differences blockquote p")].every((e) => e.textContent.includes("people died"))`, "true")
	p.want(`[...document.querySelectorAll(".label")].every((e) => { const r = document.createRange(); r.selectNodeContents(e); return r.getBoundingClientRect().left >= e.closest("article").getBoundingClientRect().left; })`, "true")
	p.call("Emulation.setEmulatedMedia", map[string]any{"media": "print"}, nil)
	p.until(`[...document.querySelectorAll("blockquote")].every((e) => e.checkVisibility({contentVisibilityAuto: true}) && e.getBoundingClientRect().height > 10)`)
	p.want(`document.querySelector(".contents").checkVisibility()`, "false")
	if got := p.requests(); !slices.Equal(got, []string{"file://" + file}) {
		t.Errorf("requests: %q", got)
	}
}

// Without scripts the articles open, and a link leads to its sentence, which
// stands out.
func testScriptless(t *testing.T, b *browser, file string) {
	p := b.open(t, file, wide, tall, func(p *tab) {
		p.call("Emulation.setScriptExecutionDisabled", map[string]any{"value": true}, nil)
	})
	p.want(`document.querySelector("[type=search]").checkVisibility()`, "false")
	p.want(`document.querySelector(".ending p").innerText`, `"3 articles, 1 more failed."`)
	p.click("#a1 summary")
	p.until(`document.querySelector("#a1").open && document.querySelector("#a1 .bullets li").checkVisibility()`)
	before := p.eval(`getComputedStyle(document.querySelector("#a1-s2")).backgroundColor`)
	p.click(`#a1 .bullets a[href="#a1-s2"]`)
	p.until(`location.hash === "#a1-s2" && getComputedStyle(document.querySelector("#a1-s2")).backgroundColor !== ` + before)
}

// testIndex: the list says of each article its first line, its file and what is wrong,
// also without scripts; with them it is put in another order.
func testIndex(t *testing.T, b *browser) {
	wrong := makePage(t, "summarize", "--repair", "0", "--model", "mock:liar,ok", "testdata/articles/tramway.fr.txt",
		write(t, "a.md", "# The quiet village\n\nNothing happened in the village. Nobody came, and nobody went."), "testdata/articles/harbour-bridge.txt")
	for _, without := range []bool{true, false} {
		p := b.open(t, wrong, wide, tall, func(p *tab) {
			p.call("Emulation.setScriptExecutionDisabled", map[string]any{"value": without}, nil)
		})
		p.want(`[...document.querySelectorAll("summary .first")].map((f) => f.checkVisibility() && f.textContent !== "").join()`, `"true,true,true"`)
		p.want(`[...document.querySelectorAll("summary .file")].map((f) => f.textContent.replace(/.*\//, "")).join()`, `"a.md"`)
		p.want(`[...document.querySelectorAll("summary .wrong")].every((f) => f.textContent.includes("the article"))`, "true")
		p.want(`document.querySelectorAll("summary .wrong").length === document.querySelectorAll("details.article.doubtful").length`, "true")
		p.want(`document.getElementById("order").checkVisibility()`, strconv.FormatBool(!without))
	}
	p := b.open(t, wrong, wide, tall)
	order := `[...document.querySelectorAll("details.article")].map((a) => a.id).join()`
	choose := func(by, want string) {
		t.Helper()
		p.eval(`(() => { const o = document.getElementById("order"); o.value = "` + by + `"; o.dispatchEvent(new Event("change")); })()`)
		p.want(order, want)
	}
	p.want(order, `"a1,a2,a3"`)
	choose("title", `"a3,a1,a2"`)
	choose("", `"a1,a2,a3"`)
	choose("doubts", `"a1,a3,a2"`)
}

func testSearch(t *testing.T, b *browser, file string) {
	p := b.open(t, file, wide, tall)
	shown := `document.getElementById("count").textContent`
	p.until(shown + ` === "3 of 3 shown"`)
	p.click("[type=search]")
	p.press("FERRIES hangers") // both words, in any case, also of the text
	p.until(shown + ` === "1 of 3 shown"`)
	p.want(`document.querySelector("#a1").checkVisibility()`, "true")
	p.want(`document.querySelector("#a2").checkVisibility()`, "false")
	p.press("x")
	p.until(shown + ` === "0 of 3 shown"`)
}

// Only the doubtful ones are shown, scripts or not.
func testOnlyDoubtful(t *testing.T, b *browser) {
	for _, without := range []bool{false, true} {
		good := write(t, "good.txt", "Nothing happened in the village. Nobody came, and nobody went.")
		file := makePage(t, "summarize", "--repair", "0", "--model", "mock:liar", "testdata/articles/harbour-bridge.txt", good)
		p := b.open(t, file, wide, tall, func(p *tab) {
			p.call("Emulation.setScriptExecutionDisabled", map[string]any{"value": without}, nil)
		})
		p.click("#only")
		p.until(`[...document.querySelectorAll("details.article")].map((a) => a.checkVisibility()).join() === "true,false"`)
		if !without {
			p.until(`document.getElementById("count").textContent === "1 of 2 shown"`)
		}
	}
}

// testCheckPage: what a candidate says wrongly lights what its source says.
func testCheckPage(t *testing.T, b *browser, file string) {
	p := b.open(t, file, wide, tall)
	p.want(`[...document.querySelectorAll(".bullets .bad")].map((m) => m.innerText).join()`, `"601,000 euros,15 March"`)
	p.point(".bullets li:nth-child(2)")
	p.until(`document.querySelector(".text .lit")?.innerText.includes("14 March")`)
}

// node is one of the accessibility tree.
type node struct {
	Ignored                 bool
	Role, Name, Description struct{ Value string }
}

// testTree: the tree has what a reader who cannot see the page needs.
func testTree(t *testing.T, b *browser, file string) {
	p := b.open(t, file, wide, tall)
	var tree struct{ Nodes []node }
	p.call("Accessibility.getFullAXTree", nil, &tree)
	var list []string
	for _, n := range tree.Nodes {
		if !n.Ignored {
			list = append(list, strings.TrimSuffix(n.Role.Value+": "+n.Name.Value+": "+n.Description.Value, ": "))
		}
	}
	for _, want := range []string{
		"heading: testdata/articles/harbour-bridge.txt", "heading: Figures", "heading: The article", "list: ", "table: Figures",
		"columnheader: Measures", "rowheader: 600,000 euros", "region: The article", "link: evidence: sentence 15",
		`mark: : 15 March: the article says "14 March" here`,
	} {
		if !slices.Contains(list, want) {
			t.Errorf("no %s in\n%s", want, strings.Join(list, "\n"))
		}
	}
	p.want(`document.querySelectorAll(".text mark").length > 5`, "true")
}

// testPolicy: what a flaw in the page let in could neither run nor fetch.
func testPolicy(t *testing.T, b *browser, file string) {
	hits := 0
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { hits++ }))
	defer server.Close()
	p := b.open(t, file, wide, tall)
	blocked := func(element string) string {
		return `new Promise((r) => { document.addEventListener("securitypolicyviolation", (e) => r(e.effectiveDirective), {once: true}); ` + element + ` })`
	}
	p.want(blocked(`new Image().src = "`+server.URL+`"`), `"img-src"`)
	p.want(blocked(`const s = document.createElement("script"); s.text = "window.ran = true"; document.body.append(s)`), `"script-src-elem"`)
	p.want(blocked(`const l = document.createElement("style"); l.textContent = "body { display: none }"; document.body.append(l)`), `"style-src-elem"`)
	p.want(blocked(`document.body.insertAdjacentHTML("beforeend", "<p onclick='window.ran = true'>x</p>"); document.body.lastChild.click()`), `"script-src-attr"`)
	p.want(blocked(`fetch("`+server.URL+`").catch(() => {})`), `"connect-src"`)
	p.want("window.ran === undefined", "true")
	if hits > 0 {
		t.Errorf("%d requests", hits)
	}
}

// testHostile: an article full of markup is text, and keeps its order.
func testHostile(t *testing.T, b *browser) {
	file := makePage(t, "summarize", "--figures", "--model", "mock:escape", write(t, "hostile.txt", strings.Join([]string{
		`The mayor said <script>window.ran = 1</script><img src="http://127.0.0.1:1/x" onerror="window.ran = 2"> on Monday that 12 ships came.`,
		`</mark></p></section><style>body { display: none }</style> <base href="http://127.0.0.1:1/"> were the words of Anna Lind on 3 May.`,
		`A link <a href="javascript:window.ran = 3">here</a> cost 40 euros, " onmouseover="window.ran = 4" x=".`,
		"The text \u202eturned round\u2066 and \u200fhid \U000E0041\U000E0042 the 77 ducks that Peter Olm counted in {{.Title}}.",
	}, "\n\n")))
	p := b.open(t, file, wide, tall)
	p.want("window.ran === undefined", "true")
	p.want(`document.body.checkVisibility() && document.querySelectorAll("script, img, style, base, .lines a:not(.cite)").length`, "2")
	p.want(`document.querySelector(".text").innerText.includes("</mark></p></section><style>")`, "true")
	p.want(`/[\u202a-\u202e\u2066-\u2069]|\udb40/.test(document.documentElement.outerHTML)`, "false")
	p.point(".bullets li")
	p.until(`document.querySelector(".lit")`)
	if got := p.requests(); len(got) != 1 {
		t.Errorf("requests: %q", got)
	}
}

// testLate: what stands far down a long page is found, opened and linked to like
// the rest, by scripts or without, and is as harmless.
func testLate(t *testing.T, b *browser) {
	lines := strings.Repeat(`{"text": "The mill sold its loaves."}`+"\n", 500) +
		`{"text": "The <img src=x onerror='window.ran=1'> ferry's crew & 12 men </noscript><script>window.ran = 1</script> sailed."}` + "\n"
	file := makePage(t, "figures", write(t, "many.jsonl", lines))
	p := b.open(t, file, wide, tall)
	p.want(`document.querySelectorAll("#a500 .brief").length + document.querySelectorAll("#a501 .brief").length`, "1")
	p.click("[type=search]")
	p.press("FERRY'S & <img section")
	p.until(`document.getElementById("count").textContent === "0 of 501 shown"`) // its markup says nothing
	p.eval(`document.querySelector("[type=search]").value = ""`)
	p.press("FERRY'S & <img")
	p.until(`document.getElementById("count").textContent === "1 of 501 shown"`)
	p.click("#a501 summary")
	p.until(`document.querySelector("#a501[open] .text")?.innerText.includes("</noscript><script>")`)
	p.want(`window.ran === undefined && document.querySelectorAll("#a501 :is(img, script, noscript)").length`, "0")
	p.point("#a501 tbody tr")
	p.until(lit("a501-s1"))

	linked := b.open(t, file+"#a501-s1", wide, tall)
	linked.until(`document.querySelector("#a501[open] #a501-s1:target")`)
	printed := b.open(t, file, wide, tall)
	printed.call("Emulation.setEmulatedMedia", map[string]any{"media": "print"}, nil)
	printed.until(`document.querySelector("#a501 .text")?.checkVisibility()`)

	scriptless := b.open(t, file, wide, tall, func(p *tab) {
		p.call("Emulation.setScriptExecutionDisabled", map[string]any{"value": true}, nil)
	})
	scriptless.click("#a501 summary")
	scriptless.until(`document.querySelector("#a501-s1").checkVisibility()`)
}

// testPrint: on paper every article is open and whole, and the tools are gone.
func testPrint(t *testing.T, b *browser, file string) {
	p := b.open(t, file, wide, tall/3)
	p.call("Emulation.setEmulatedMedia", map[string]any{"media": "print"}, nil)
	p.until(`[...document.querySelectorAll(".bullets, .text, .failed li")].every((e) => e.checkVisibility({contentVisibilityAuto: true}) && e.getBoundingClientRect().height > 10)`)
	p.until(`[...document.querySelectorAll(".text")].every((e) => getComputedStyle(e).maxHeight === "none" && e.scrollWidth <= e.clientWidth + 1)`)
	p.want(`document.querySelector(".tools").checkVisibility()`, "false")
	var pdf struct{ Data string }
	p.call("Page.printToPDF", nil, &pdf)
	if data, err := base64.StdEncoding.DecodeString(pdf.Data); err != nil || !bytes.HasPrefix(data, []byte("%PDF")) {
		t.Errorf("no PDF: %v", err)
	}
}

// faint lists texts whose contrast with what is behind them is under 4.5.
const faint = `(() => {
  const parts = (c) => c.match(/[\d.]+/g).map(Number);
  const light = (c) => c.slice(0, 3).map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((s, v, i) => s + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (e) => { for (; e; e = e.parentElement) { const c = parts(getComputedStyle(e).backgroundColor); if (c[3] !== 0) return c; } return [255, 255, 255]; };
  return [...document.body.querySelectorAll("*")].filter((e) => e.checkVisibility() && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())).filter((e) => {
    const [a, b] = [light(parts(getComputedStyle(e).color)), light(behind(e))].sort();
    return (b + 0.05) / (a + 0.05) < 4.5;
  }).map((e) => e.outerHTML);
})()`

// testLook: every text can be read in both schemes, lit or not, nothing is wider
// than a phone, and each language has its direction.
func testLook(t *testing.T, b *browser, file string) {
	p := b.open(t, file, narrow, tall)
	p.eval(`document.querySelectorAll("details").forEach((d) => { d.open = true; })`)
	p.want(`document.scrollingElement.scrollWidth`, "360")
	for _, scheme := range []string{"light", "dark"} {
		p.call("Emulation.setEmulatedMedia", map[string]any{"features": []map[string]string{{"name": "prefers-color-scheme", "value": scheme}}}, nil)
		p.want(faint, "[]")
		p.eval(`document.querySelectorAll(".text mark").forEach((m) => m.classList.add("lit"))`)
		p.want(faint, "[]")
	}
	p.want(`[...document.querySelectorAll(".bullets, .text, td")].every((e) => !e.lang || getComputedStyle(e).direction === (e.lang === "ar" ? "rtl" : "ltr"))`, "true")
}
