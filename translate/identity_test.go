package translate_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"newsbrief/prompts"
	"newsbrief/summarize"
	"newsbrief/translate"
)

// Every option decides the output, or it stands here among those that decide
// nothing: an output that a forgotten one made would count as current.
func TestIdentityForgetsNoOption(t *testing.T) {
	t.Run("summarize", func(t *testing.T) {
		forgetsNone(t, summarize.Options.Identity, "Backend", "Doubts", "Jobs", "OnBullet", "OnLine", "OnPassage", "OnRestart")
	})
	t.Run("translate", func(t *testing.T) {
		forgetsNone(t, translate.Options.Identity, "Backend", "Jobs", "Past")
	})
}

func forgetsNone[T any](t *testing.T, of func(T) []any, decideNothing ...string) {
	identity := func(o T) string {
		data, err := json.Marshal(of(o))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	var none T
	before := identity(none)
	for _, f := range reflect.VisibleFields(reflect.TypeFor[T]()) {
		if f.Anonymous {
			continue // its fields follow
		}
		var o T
		change(t, f, reflect.ValueOf(&o).Elem().FieldByIndex(f.Index))
		if changed := identity(o) != before; changed == slices.Contains(decideNothing, f.Name) {
			t.Errorf("%s: the identity changes: %v", f.Name, changed)
		}
	}
}

// change gives an option a value that is not its zero value.
func change(t *testing.T, f reflect.StructField, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Int:
		v.SetInt(3)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Func:
		v.Set(reflect.MakeFunc(v.Type(), nil))
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(reflect.ValueOf("a"), reflect.ValueOf("b"))
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
	case reflect.Struct:
		change(t, reflect.VisibleFields(v.Type())[0], v.Field(0))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		if t, ok := v.Interface().(*prompts.Template); ok {
			t.Raw = []byte("x")
		}
	}
	if v.IsZero() {
		t.Fatalf("this test cannot change %s, of type %v", f.Name, f.Type)
	}
}
