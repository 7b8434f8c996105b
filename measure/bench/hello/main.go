// Hello is the smallest program that links net/http: the floor for start-up.
package main

import (
	"fmt"
	"net/http"
)

func main() {
	fmt.Println("hello", http.StatusOK)
}
