"""Compares two files of briefs line by line, and tells their sums; exits 1 where they differ.

What a run spent (usage) is not compared: the articles that a lost machine had asked about
are answered from the cache the second time.
"""

import hashlib
import json
import sys


def read(name):
    briefs, cached, failed = [], 0, 0
    with open(name, encoding="utf-8") as lines:
        for line in lines:
            brief = json.loads(line)
            usage = brief.pop("usage", {})
            cached, failed = cached + usage.get("cached", 0), failed + ("error" in brief)
            briefs.append(json.dumps(brief, sort_keys=True))
    total = hashlib.sha256("\n".join(briefs).encode()).hexdigest()
    print(f"{len(briefs)} lines, {failed} of them errors, {cached} from the cache, sha256 {total}")
    return briefs


one, other = map(read, sys.argv[1:])
different = [n + 1 for n, pair in enumerate(zip(one, other)) if pair[0] != pair[1]]
if different or len(one) != len(other):
    sys.exit(f"they differ: {len(different)} lines, the first of them {different[:5]}")
print("the same, line by line")
