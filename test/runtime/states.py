#!/usr/bin/env python3
"""states.py JSON…: the account of test/runtime/states.cpp. Each row: coroutine, made, finished, never ran, given up."""
import json, sys

ROWS = [("finishes()", 10, 10, 0, 0), ("refuses()", 10, 10, 0, 0), ("throws()", 10, 10, 0, 0), ("awaits()", 10, 10, 0, 0),
        ("neverRuns()", 3, 0, 3, 0), ("givenUp()", 4, 0, 0, 4), ("eager()", 5, 5, 0, 0), ("eagerThrows()", 6, 6, 0, 0),
        ("changesThread(std::thread&)", 1, 1, 0, 0)]
FIELDS = ["created", "finished", "neverRan", "abandoned"]

for path in sys.argv[1:]:
    report = json.load(open(path))
    assert report["status"] == 0, (path, report["status"])
    for name, *wanted in ROWS:
        spawns = [spawn for spawn in report["spawns"] if spawn["coroutine"] == name]
        found = [sum(spawn[field] for spawn in spawns) for field in FIELDS]
        assert found == wanted, (path, name, dict(zip(FIELDS, found)), wanted)
    sleeps = [call for call in report["calls"] if call["callee"] == "usleep"]
    assert [call["in"] for call in sleeps] == ["thread"], (path, sleeps)
