package cmd

import (
	"embed"
	"fmt"
	"strings"
)

// topicFiles are the help topics: the title, an empty line, the text.
//
//go:embed topics
var topicFiles embed.FS

// topicsWord asks for the list of topics.
const topicsWord = "topics"

// topic is a page of help about no single command.
type topic struct{ name, title, text string }

func topics() []topic {
	entries, err := topicFiles.ReadDir("topics")
	if err != nil {
		return nil
	}
	var list []topic
	for _, e := range entries {
		data, _ := topicFiles.ReadFile("topics/" + e.Name())
		title, text, _ := strings.Cut(string(data), "\n\n")
		list = append(list, topic{strings.TrimSuffix(e.Name(), ".txt"), title, text})
	}
	return list
}

// topicHelp is the help that "newsbrief help NAME" prints for a topic, or the
// list of topics.
func topicHelp(name string) (text string, known bool) {
	var b strings.Builder
	b.WriteString("newsbrief help TOPIC explains:\n\n")
	for _, t := range topics() {
		if t.name == name {
			return "newsbrief " + t.name + " – " + t.title + "\n\n" + t.text, true
		}
		fmt.Fprintf(&b, "  %-12s %s\n", t.name, t.title)
	}
	return b.String(), name == topicsWord
}

func topicNames() []string {
	names := []string{topicsWord}
	for _, t := range topics() {
		names = append(names, t.name)
	}
	return names
}
