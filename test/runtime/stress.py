#!/usr/bin/env python3
"""stress.py FOLDER: the record of test/runtime/stress.cpp: its numbers are exact, and it is small."""
import collections, json, pathlib, sys

THREADS, CHAINS, LINKS = 64, 15_625, 9
FORKS, NAPS = 4 * 200, 4 * 10
SMALL = 64 << 10  # bytes; the parent's


def read(path):
    """What is said of coroutines, by name and number; of calls that blocked; and the last line."""
    names, counts, blocked, last = {}, collections.Counter(), 0, {}
    for line in path.read_text().splitlines():
        last = json.loads(line)
        if last["t"] == "spawn":
            names[last["site"]] = last["coroutine"]
        elif last["t"] == "spawned":
            for field in ("created", "started", "resumed", "finished"):
                counts[names[last["site"]], field] += last.get(field, 0)
        elif last["t"] == "called":
            blocked += last["blocked"]
    return counts, blocked, last


def main():
    records = sorted(pathlib.Path(sys.argv[1]).glob("*.jsonl"))
    assert len(records) == 1 + FORKS, len(records)
    read_all = {path: read(path) for path in records}
    parent = max(read_all, key=lambda path: sum(read_all[path][0].values()))
    counts, _, end = read_all[parent]
    chain, link = "_Z5chainv", "_Z4linkv"
    for field in ("created", "started", "finished"):
        assert counts[chain, field] == THREADS * CHAINS, (field, counts)
        assert counts[link, field] == THREADS * CHAINS * LINKS, (field, counts)
    # Each link is resumed once; a chain once to begin and once after each link.
    assert counts[chain, "resumed"] + counts[link, "resumed"] == THREADS * CHAINS * (1 + 2 * LINKS), counts
    assert counts[chain, "resumed"] + counts[link, "resumed"] >= 10_000_000
    assert end["t"] == "end" and end["lost"] == 0 and end["threads"] == THREADS + 4, end
    assert parent.stat().st_size < SMALL, parent.stat().st_size
    children = [read_all[path] for path in records if path != parent]
    assert sum(blocked for _, blocked, _ in children) == NAPS, sum(blocked for _, blocked, _ in children)
    assert all(last["t"] == "end" for _, _, last in children), children


main()
