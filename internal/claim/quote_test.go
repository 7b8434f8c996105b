package claim

import "testing"

func TestQuotes(t *testing.T) {
	testFind(t, []findCase{
		{"en", "“We waited,” she said. \"And then?\" A 5\" pipe.", "quote We waited,; quote And then?"},
		{"en", "\"We won,\" he said.", "quote We won,"},
		{"en", "a 6'2\" man and a 7\" nail", ""},
		{"en", "the boats’ harbour, she said: ‘We won’. \"one\" and \"two\"", "quote We won; quote one; quote two"},
		{"en", "'We won,' he said. \"An open one", ""},
		{"pl", "„Czekamy”, powiedziała.", "quote Czekamy"},
		{"ru", "«Мы ждём», — сказала она.", "quote Мы ждём"},
		{"en", "He called it ‘a pier that won’t last’ in 2020.", "quote a pier that won’t last"},
		{"en", "“He said ‘no’ twice,” she said.", "quote He said ‘no’ twice,"},
		{"en", "the boys’ boats and the ’90s", ""},
		{"en", "“An unclosed one\n\nends with its paragraph. “Not this”", "quote Not this"},
		{"de", "„Wir warten“, sagte sie, „und ‚so‘ weiter“.", "quote Wir warten; quote und ‚so‘ weiter"},
		{"de", "»Wir warten«, sagte sie.", "quote Wir warten"},
		{"fr", "« Nous attendons « le quai » », dit-elle.", "quote  Nous attendons « le quai » "},
		{"sv", "”Vi väntar”, sade hon.", "quote Vi väntar"},
		{"ja", "「長い『本当に』待ち時間」と言った。", "quote 長い『本当に』待ち時間"},
		{"zh", "她说：“我们等了三年。”", "quote 我们等了三年。"},
	}, Quote)
}

func TestLinks(t *testing.T) {
	testFind(t, []findCase{
		{"en", "See https://example.org/a_(b)?c=1, or www.example.org.",
			"url https://example.org/a_(b)?c=1; url www.example.org"},
		{"en", "Mail press.team+x@example.org or ask @harbour_board.",
			"url press.team+x@example.org; url @harbour_board"},
		{"en", "Run `go test ./...` twice at 3@4.", "code `go test ./...`"},
		{"ja", "詳細はhttps://example.org/jaを参照。", "url https://example.org/ja"},
	}, URL, Code)
}

func TestNames(t *testing.T) {
	testFind(t, []findCase{
		{"en", "The chair, Ruth Amsel, met the Port of Westhaven’s board and UNESCO.",
			"name Ruth Amsel; name Port of Westhaven; name UNESCO"},
		{"en", "Dr. J. R. Ott-Meyer spoke to O’Neill.", "name J. R. Ott-Meyer; name O’Neill"},
		{"de", "Die Vorsitzende Ruth von der Heide sprach.", "name Vorsitzende Ruth von der Heide"},
		{"ru", "Глава порта Рут Амзель выступила.", "name Рут Амзель"},
		{"xx", "mae Ruth Amsel yn siarad", "name Ruth Amsel"},
	}, Name)
}
