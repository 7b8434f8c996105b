"""Summarises articles with Apache Spark: each part of them is piped through newsbrief.

    spark-submit --master spark://HOST:7077 summarize.py ARTICLES BRIEFS PARTS [FLAG ...]

ARTICLES are JSON lines, {"id","text"} and what else `newsbrief help summarize` reads. BRIEFS
becomes a folder; its files, one after another, are a line an article in the same order, and
{"source","error"} for one that failed. PARTS is how many pieces of work there are: a few hundred
articles each lose little when a machine is lost, and start newsbrief seldom. The flags are
newsbrief's, as --base-url, --model, --api-key-file, --rpm and a --cache-dir that all machines see.
"""

import os
import shlex
import sys

from pyspark.sql import SparkSession

FILTER = ["newsbrief", "summarize", "--format", "jsonl", "--error-lines", "--quiet"]


def main(articles, briefs, parts, *flags):
    spark = SparkSession.builder.appName("newsbrief").getOrCreate()
    lines = spark.sparkContext.textFile(articles, int(parts))
    # pipe gives the command no environment but this, and without checkCode takes what a
    # command that failed has printed for the whole.
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    piped = lines.pipe(shlex.join(FILTER + [*flags, "-"]), environment, checkCode=True)
    piped.saveAsTextFile(briefs)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
