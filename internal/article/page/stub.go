package page

import (
	"strings"

	"newsbrief/internal/article/input"
)

// stubSize is the most bytes of a text that can be what stands in an article's
// place. What is longer is worth reading, whatever it says at its end.
const stubSize = 1500

// paywalls are words that stand where the rest of an article is sold.
var paywalls = [...]string{
	"to continue reading", "to keep reading", "subscribe to read", "subscribe now to", "for subscribers only",
	"subscribers only", "subscriber-only",
	"already a subscriber", "exclusive to subscribers", "this article is reserved for", "become a member to read",
	"to read the full article", "to read the full story",
	"jetzt weiterlesen", "weiterlesen mit", "um weiterzulesen", "nur für abonnenten", "bereits abonnent",
	"sie haben bereits ein abo", "exklusiv für abonnenten",
	"réservé aux abonnés", "réservée aux abonnés", "pour lire la suite", "déjà abonné", "il vous reste",
	"solo para suscriptores", "exclusivo para suscriptores", "para seguir leyendo", "suscríbete para",
	"ya eres suscriptor",
	"riservato agli abbonati", "per continuare a leggere", "sei già abbonato", "exclusivo para assinantes",
	"para continuar lendo", "já é assinante",
	"alleen voor abonnees", "om verder te lezen", "lees verder met", "for abonnenter", "för prenumeranter",
	"dla prenumeratorów", "aby czytać dalej",
	"доступно только подписчикам", "чтобы читать дальше",
	"有料会員", "続きを読むには", "会员专享",
}

// gates are words of pages that ask a reader for something before they show
// the article: titles whole, phrases anywhere.
var gates = struct{ titles, phrases []string }{
	[]string{"just a moment...", "attention required! | cloudflare", "before you continue", "bevor sie fortfahren",
		"access denied", "access to this page has been denied",
		"are you a robot?", "security check", "ddos-guard", "pardon our interruption", "robot check",
		"human verification", "404 not found", "403 forbidden", "502 bad gateway",
		"503 service temporarily unavailable"},
	[]string{"verify you are human", "verify that you are human", "verifying you are human", "checking your browser",
		"checking if the site connection is secure", "review the security of your connection",
		"unusual traffic from your computer", "enable javascript and cookies to continue",
		"please enable javascript to", "please enable cookies", "you have been blocked", "complete the captcha",
		"store and access information on a device", "store and/or access information on a device", "we use cookies to",
		"wir und unsere partner", "nous et nos partenaires", "nosotros y nuestros socios"},
}

// stub is the error of a page that holds something else in the place of its
// article, or only its beginning; nil for any other.
func (p *Page) stub() error {
	text := strings.ToLower(p.Text)
	switch {
	case len(text) > stubSize:
		return nil
	case hasAny(text, paywalls[:]) || p.paid && len(text) < stubSize/3:
		return input.Refuse("holds only the beginning of an article behind a paywall",
			"open it in a browser where you are signed in, save the page, and name that file")
	case hasAny(text, gates.phrases) || hasTitle(strings.ToLower(p.Title)):
		return input.Refuse(
			"is no article but a page that asks for consent, a sign-in or proof of being human, or an error",
			"open it in a browser, save the page, and name that file")
	}
	return nil
}

func hasTitle(title string) bool {
	for _, t := range gates.titles {
		if strings.TrimSpace(title) == t {
			return true
		}
	}
	return false
}

func hasAny(text string, phrases []string) bool {
	for _, p := range phrases {
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}
