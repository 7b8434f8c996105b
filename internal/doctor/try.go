package doctor

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"newsbrief/internal/llm"
	"newsbrief/result"
)

// Trial is a task that the doctor has done: bullets of a text, or its figures.
type Trial struct {
	Name, Text  string
	Figures     bool
	Temperature *float64
	// OnLine gets each line as the model writes it.
	OnLine func(line string)
}

// Task does a trial.
type Task func(ctx context.Context, c *llm.Client, model string, t Trial) (*result.Brief, error)

// trialBullets is how many bullets a summary has where nobody says.
const trialBullets = 5

// articles are about nothing real, each in the way of another kind of news.
var articles = []struct{ name, text string }{
	{"a report", `The ferry port of Lunde was shut on Monday after a crane fell onto the quay and hurt 6 dock workers.

Two of them are still in hospital, the port authority said. The crane was built in 1988 and passed its ` +
		`last inspection in March. It fell at 7:20 a.m. while it was lifting a container of 24 tonnes.

About 1,900 passengers had to wait for up to nine hours. Harbour master Tilda Brekk expects the damage ` +
		`to cost 3.4 million euros. Ferries will leave from the neighbouring port of Askvoll until Friday.

The union of dock workers had asked for a replacement of the crane last year. The port authority had ` +
		`refused, because a new one costs 11 million euros.
`},
	{"results of a company", `Orvane, a maker of bicycle tyres, sold 8.2 million tyres in the second ` +
		`quarter, 12% more than a year before.

Revenue rose to 96 million euros, and profit to 7.5 million euros from 5.1 million. Sales in Asia fell ` +
		`by 4%. Managing director Ruben Falk said the company would build a second plant in Porto Seda for 40 ` +
		`million euros and hire 300 people there.

Orvane expects revenue of at least 370 million euros for the whole year. It had 2,150 employees at the ` +
		`end of June. The shares gained 3.6% on Thursday. Analysts had expected a profit of 6.8 million euros.
`},
	{"eine Meldung", `In Hollersbach beginnt am 2. Juni der Umbau des alten Schlachthofs zu einem Kulturhaus.

Die Arbeiten kosten 14,8 Millionen Euro und dauern 18 Monate. Das Land zahlt 60 Prozent, den Rest ` +
		`tragen die Stadt und ein Verein mit 1.200 Mitgliedern. Im Saal wird Platz für 450 Gäste sein.

Bürgermeisterin Anja Reuter sprach von einem Geschenk an die nächste Generation. Anwohner fürchten den ` +
		`Verkehr: Im Jahr werden 70.000 Besucher erwartet, aber nur 90 Parkplätze gebaut. Eine Klage dagegen hat ` +
		`das Gericht im April abgewiesen.
`},
}

// score is what became of the trials of one setting.
type score struct {
	trials, whole  int // done, and in form with the first answer
	failed         []string
	lines, cited   int // as the model wrote them
	told, invented int // lines of the results, and those that the text does not bear out
	tokens         int
	took           time.Duration
}

// Try puts the built-in texts through both tasks, says how the model does them and
// which setting helps.
func (d *Doctor) Try(ctx context.Context, do Task) {
	if !d.choose() {
		return
	}
	client, model, closing, err := d.Connect(ctx, d.Target)
	if err != nil {
		d.Fail("address", err, "")
		return
	}
	defer func() { _ = closing() }()
	d.Print("Model " + model + ": summaries and figures of three short texts\n")
	usual := d.tryAll(ctx, client, model, do, nil)
	if ctx.Err() != nil {
		return
	}
	d.tell(usual)
	if usual.whole == usual.trials && usual.invented == 0 || d.Target.BuiltIn {
		return
	}
	zero := 0.0
	if cold := d.tryAll(ctx, client, model, do, &zero); ctx.Err() == nil {
		d.advise(usual, cold)
	}
}

func (d *Doctor) tryAll(ctx context.Context, c *llm.Client, model string, do Task, temperature *float64) (s score) {
	for _, a := range articles {
		for _, figures := range []bool{false, true} {
			if ctx.Err() == nil {
				s.try(ctx, c, model, do, Trial{Name: a.name, Text: a.text, Figures: figures, Temperature: temperature})
			}
		}
	}
	return s
}

// try does one trial.
func (s *score) try(ctx context.Context, c *llm.Client, model string, do Task, t Trial) {
	t.OnLine = func(line string) {
		if strings.TrimSpace(line) == "" {
			return
		}
		s.lines++
		if strings.HasSuffix(strings.TrimRight(line, " ."), "]") {
			s.cited++
		}
	}
	s.trials++
	start := time.Now()
	b, err := do(ctx, c, model, t)
	s.took += time.Since(start)
	if err != nil {
		s.failed = append(s.failed, t.Name+": "+err.Error())
		return
	}
	s.tokens += b.Usage.CompletionTokens
	invented := 0
	for _, good := range standing(b) {
		s.told++
		if !good {
			invented++
		}
	}
	s.invented += invented
	enough := t.Figures && len(b.Figures) > 0 || len(b.Bullets) == trialBullets
	if enough && (b.Usage.Requests == 1 || invented > 0 && b.Usage.Requests == 2) { // one more mends what was invented
		s.whole++
	}
}

// standing says of each line of a result whether the text bears it out.
func standing(b *result.Brief) (good []bool) {
	for _, x := range b.Bullets {
		good = append(good, x.Status.Good())
	}
	for _, x := range b.Figures {
		good = append(good, x.Status.Good())
	}
	for _, x := range b.People {
		good = append(good, x.Status.Good())
	}
	return good
}

// tell prints a score. A model that does less than half of its tasks is not fit.
func (d *Doctor) tell(s score) {
	form := fmt.Sprintf("%d of %d answers have the lines asked for at once", s.whole, s.trials)
	switch {
	case len(s.failed) > 0:
		d.Fail("form", errors.New(form+"; "+s.failed[0]), "take a larger model, or give it a larger context")
	case 2*s.whole < s.trials:
		d.Say("note", "form", form+"; the others were asked for once more", "a larger model needs fewer requests")
	default:
		d.OK("form", form)
	}
	d.mark(2*s.cited >= s.lines, "citations", fmt.Sprintf("%d of %d lines name their sentence", s.cited, s.lines))
	d.mark(10*s.invented <= s.told, "invention",
		fmt.Sprintf("%d of %d lines say what the text does not", s.invented, s.told))
	if s.tokens > 0 {
		d.OK("speed", fmt.Sprintf("%.1f tokens a second", float64(s.tokens)/s.took.Seconds()))
	}
}

func (d *Doctor) mark(well bool, about, text string) {
	if well {
		d.OK(about, text)
		return
	}
	d.Say("note", about, text, "")
}

// advise compares the settings tried.
func (d *Doctor) advise(usual, cold score) {
	better := cold.whole > usual.whole || cold.whole == usual.whole && cold.invented < usual.invented
	text := fmt.Sprintf("with --temperature 0: %d of %d answers in form, %d of %d lines not borne out",
		cold.whole, cold.trials, cold.invented, cold.told)
	if better {
		d.Say("note", "setting", text, "put temperature: 0 into the profile")
		return
	}
	d.Say("note", "setting", text+": no better", "a larger model is what helps")
}
