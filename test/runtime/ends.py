#!/usr/bin/env python3
"""ends.py COTIDY PROGRAM: runs the program to each of its ends and looks into the report. A row: end, exit status, how
often `naps` must have blocked, in how many processes' images."""
import json, subprocess, sys

ROWS = [("exit", 5, 1, 1), ("_exit", 5, 1, 1), ("abort", 134, 1, 1), ("crash", 139, 1, 1), ("terminated", 143, 1, 1),
        ("quick_exit", 5, 1, 1), ("crash-thread", 139, 1, 1),
        ("overflow", 139, 1, 1), ("leave-main", 0, 3, 2), ("pipe", 0, 2, 1), ("asleep", 0, 1, 1), ("vfork", 0, 1, 2), ("spawn", 0, 1, 2),
        ("exec", 5, 2, 2), ("exec-other", 0, 1, 2), ("fork", 0, 1, 51), ("threads", 0, 1, 1), ("killed", 137, 1, 1),
        ("hang", 143, 1, 1)]


def blocked(report, coroutine):
    return sum(call["blocked"]["count"] for call in report["calls"]
               if call["coroutine"] == coroutine and call["callee"] == "usleep")


for end, status, naps, processes in ROWS:
    run = subprocess.run([sys.argv[1], "run", "--format=json", "--", sys.argv[2], end], stdout=subprocess.PIPE)
    report = json.loads(run.stdout)
    assert run.returncode == status, (end, run.returncode)
    assert blocked(report, "naps()") == naps, (end, report["calls"])
    assert report["processes"] == processes, (end, report["processes"])
    if end == "leave-main":
        assert open(sys.argv[2] + ".left").read() == "all of it"
    if end == "fork":
        assert blocked(report, "napsInChild()") == 5, (end, report["calls"])
    if end == "threads":
        lambdas = [spawn for spawn in report["spawns"] if spawn["created"] >= 1_000]
        assert sum(spawn["created"] for spawn in lambdas) == sum(spawn["finished"] for spawn in lambdas) == 64_000, lambdas
        assert report["threads"] == 64 and report["lost"] == 0, (report["threads"], report["lost"])
    if end == "hang":  # the call never came back, and is told all the same
        waits = [call for call in report["calls"] if call["kind"] == "wait" and call["blocked"]["ns"] > 1_000_000_000]
        assert any(frame["function"] == "main" for call in waits for frame in call["stack"]), report["calls"]
    if end in ("crash", "crash-thread", "overflow", "abort"):
        assert len(report["crashes"]) == 1, report["crashes"]
    else:
        assert not report["crashes"], (end, report["crashes"])
