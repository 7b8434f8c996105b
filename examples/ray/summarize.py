"""Summarises articles with Ray Data: each batch of them is piped through newsbrief.

    python summarize.py ARTICLES BRIEFS [FLAG ...]

ARTICLES are JSON lines, {"id","text"} and what else `newsbrief help summarize` reads. BRIEFS
becomes a file with a line an article in the same order, and {"source","error"} for one that
failed. The flags are newsbrief's, as --base-url, --model and a --cache-dir that all machines
see. A batch that is lost with its machine is done again; what every article would meet, as a
refused key, ends the job.
"""

import subprocess
import sys

import ray

FILTER = ["newsbrief", "summarize", "--format", "jsonl", "--error-lines", "--quiet"]


def summarize(batch, flags):
    lines = "".join(line + "\n" for line in batch["text"])
    done = subprocess.run([*FILTER, *flags, "-"], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    return {"brief": done.stdout.decode().split("\n")[:-1]}


def main(articles, briefs, *flags):
    ray.data.DataContext.get_current().execution_options.preserve_order = True
    lines = ray.data.read_text(articles)
    done = lines.map_batches(summarize, batch_size=500, fn_kwargs={"flags": list(flags)})
    with open(briefs, "w", encoding="utf-8") as out:
        for row in done.iter_rows():
            out.write(row["brief"] + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
