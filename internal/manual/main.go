// Manual writes the manual pages: go run ./internal/manual FOLDER VERSION DATE.
package main

import (
	"fmt"
	"log"
	"os"
	"path/filepath"

	"newsbrief/cmd"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 4 {
		log.Fatal("usage: go run ./internal/manual FOLDER VERSION DATE")
	}
	dir := os.Args[1]
	if err := os.MkdirAll(dir, 0o755); err != nil {
		log.Fatal(err)
	}
	for name, text := range cmd.Manual(os.Args[2], os.Args[3]) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			log.Fatal(err)
		}
	}
	fmt.Println(dir)
}
