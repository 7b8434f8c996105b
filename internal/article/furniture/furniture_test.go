package furniture

import "testing"

func TestLine(t *testing.T) {
	for line, want := range map[string]bool{
		"Advertisement":                             true,
		"Share this article":                        true,
		"READ MORE: The bridge that was too long":   true,
		"[Related: The bridge that was too long]":   true,
		"Lesen Sie auch: Die Brücke ist zu lang":    true,
		"À lire aussi : Le pont est trop long":      true,
		"あわせて読みたい 橋は長すぎた":                           true,
		"In other news read more about: The bridge": true,
		"Read more books, the mayor told pupils.":   false,
		"Also, the bridge is too long.":             false,
		"Imagery of the bridge":                     false,
		"The newsletter of the parish":              false,
		"Related costs rose by 4%.":                 false,
	} {
		if Line(line) != want {
			t.Errorf("%q: %v", line, !want)
		}
	}
}

func TestStamp(t *testing.T) {
	for line, want := range map[string]bool{
		"Published: Tuesday, November 19, 2019 08:38 AM":   true,
		"November 20, 2019 / 1:07 AM":                      true,
		"Updated Nov 19, 6:55 AM; Posted Nov 19, 6:51 AM":  true,
		"segunda-feira, 22 de janeiro de 2018 às 0:13":     true,
		"19.11.2019, 08:57":                                true,
		"Morning boat at 6.30":                             false,
		"In March 2019 the bridge was closed for a month.": false,
		"Twelve people died":                               false,
	} {
		if Stamp(line) != want {
			t.Errorf("%q: %v", line, !want)
		}
	}
}

func TestCaptionAndByline(t *testing.T) {
	for line, want := range map[string]bool{
		"The bridge at dawn (Photo: M. Lund)":                     true,
		"The bridge at dawn (AP Photo/M. Lund)":                   true,
		"The bridge (built in 1931) is old.":                      false,
		"The neighbour took it (and kept the photo).":             false,
		"The bridge is old (and long), says the board (of works)": false,
	} {
		if Caption(line) != want {
			t.Errorf("%q: %v", line, !want)
		}
	}
	for line, want := range map[string]bool{"By Marit Lund": true, "Von Marit Lund und Tor Hansen": true, "By noon the bridge was open again.": false} {
		if Byline(line) != want {
			t.Errorf("%q: %v", line, !want)
		}
	}
}
