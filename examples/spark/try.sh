#!/usr/bin/env bash
# Shows on one machine that summarize.py loses nothing when a machine is lost: two workers
# summarise 20,000 articles, one of them is killed in the middle, and what comes out is what
# one newsbrief makes of them. Needs pyspark, Java and newsbrief; no model.
#
#   python3 -m venv venv && venv/bin/pip install pyspark==3.5.3
#   PATH=$PWD/venv/bin:$PATH examples/spark/try.sh
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
articles=${ARTICLES:-20000} parts=40
work=$(mktemp -d)
SPARK_HOME=$(python3 -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')
export SPARK_HOME SPARK_LOCAL_IP=127.0.0.1 SPARK_NO_DAEMONIZE=1 PYSPARK_PYTHON=python3

started=()
clean() {
    for group in "${started[@]}"; do kill -9 -- "-$group" || true; done 2>/dev/null
    rm -rf "$work"
}
trap clean EXIT

say() { printf '%4d s  %s\n' "$SECONDS" "$*"; }

start() { # NAME COMMAND...: in a process group of its own
    setsid "${@:2}" >"$work/$1.log" 2>&1 &
    started+=($!)
    disown
}

await() { # FILE PATTERN
    until grep -qs "$2" "$work/$1"; do sleep 0.2; done
}

worker() { # NAME
    start "$1" "$SPARK_HOME/bin/spark-class" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 \
        --cores 1 --memory 1g --webui-port 0 --work-dir "$work/$1" spark://127.0.0.1:17077
}

# look counts the parts that are done, and the answers that have come for the two parts
# in work.
look() {
    local answers
    answers=$(find "$work/cache" -type f 2>/dev/null | wc -l)
    finished=$(find "$work/briefs" -name 'part-*' -path '*task_*' 2>/dev/null | wc -l)
    ahead=$((answers - finished * articles / parts))
}

python3 "$here/articles.py" "$articles" >"$work/articles.jsonl"
say "$(wc -l <"$work/articles.jsonl") articles, $(du -m "$work/articles.jsonl" | cut -f1) MB"

start mock newsbrief mock --listen 127.0.0.1:0
await mock.log http
flags=(--base-url "$(head -1 "$work/mock.log")" --model mock -j 4)

newsbrief summarize --format jsonl --error-lines --cache off "${flags[@]}" - \
    <"$work/articles.jsonl" >"$work/single.jsonl" 2>"$work/single.log"
say "one newsbrief: $(tail -1 "$work/single.log")"

start master "$SPARK_HOME/bin/spark-class" org.apache.spark.deploy.master.Master --host 127.0.0.1 \
    --port 17077 --webui-port 0
await master.log 'I have been elected leader'
worker one
worker two
await one.log 'Successfully registered'
await two.log 'Successfully registered'
say "Spark $(python3 -c 'import pyspark; print(pyspark.__version__)'): a master, two workers of a core each"

mkdir "$work/events"
"$SPARK_HOME/bin/spark-submit" --master spark://127.0.0.1:17077 --executor-memory 1g \
    --conf spark.ui.enabled=false --conf spark.eventLog.enabled=true --conf spark.eventLog.dir="$work/events" \
    "$here/summarize.py" "$work/articles.jsonl" "$work/briefs" "$parts" \
    "${flags[@]}" --cache-dir "$work/cache" >"$work/job.log" 2>&1 &
job=$!
until look && [ "$finished" -ge $((parts / 4)) ] && [ "$ahead" -ge $((articles / parts * 6 / 5)) ]; do
    kill -0 "$job" || { cat "$work/job.log"; exit 1; }
    sleep 0.1
done
kill -9 -- "-${started[3]}"
say "$finished of $parts parts are done, and $ahead articles of two more: kill -9 of worker two and its executor"
wait "$job" || { cat "$work/job.log"; exit 1; }
say "the job has ended: $(grep -c '"SparkListenerTaskEnd"' "$work"/events/*) tasks, of which \
$(grep -c '"Reason":"ExecutorLostFailure"' "$work"/events/*) were lost with the worker and done again by the other"
cat "$work"/briefs/part-* >"$work/spark.jsonl"
python3 "$here/compare.py" "$work/single.jsonl" "$work/spark.jsonl"
say "done"
