#!/usr/bin/env python3
"""loops.py COTIDY PROGRAM: runs test/runtime/loops.cpp in each of its ways, and looks for what held up loops. A row: the
way; exit status; the calls that blocked a loop and the function that made them; functions that computed for too long."""
import json, subprocess, sys

ROWS = [("poll", 0, {("usleep", "handle", 1)}, {"compute"}), ("select", 0, {("usleep", "handle", 1)}, {"compute"}),
        ("epoll", 0, {("usleep", "handle", 1)}, {"compute"}), ("poll-one", 0, set(), set()),
        ("nested", 0, {("poll", "asksAndWaits", 3)}, set()), ("endless", 143, set(), {"compute"}),
        ("shared", 0, {("usleep", "sharedLoop")}, set())]


def own(stack):
    return [frame["function"].split("(")[0] for frame in stack
            if frame["file"] and not frame["file"].startswith("/usr/")]


def main():
    for way, status, wanted_calls, wanted_stalls in ROWS:
        run = subprocess.run([sys.argv[1], "run", "--quiet", "--format=json", "--", sys.argv[2], way],
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        report = json.loads(run.stdout)
        assert run.returncode == status, (way, run.returncode)
        calls = {(call["callee"], own(call["stack"])[0], call["blocked"]["count"]) for call in report["calls"]
                 if call["in"] == "loop" and call["blocked"]["count"] > 0}
        if way == "shared":  # which thread has how many turns is chance
            calls = {(callee, function) for callee, function, count in calls}
        assert calls == wanted_calls, (way, calls, report["calls"])
        stalls = {own(stall["stack"])[0] for stall in report["stalls"] if stall["kind"] == "cpu" and stall["stack"]}
        assert stalls == wanted_stalls, (way, report["stalls"])
        longest = report["loops"]["longestNs"]
        assert (report["loops"]["rounds"] > 0) == (way != "poll-one"), (way, report["loops"])
        if way == "endless":
            assert any(stall["seen"]["longestNs"] > 300_000_000 for stall in report["stalls"]), report["stalls"]
        elif way != "poll-one":
            assert longest >= 30_000_000, (way, longest)
        if way == "shared":
            assert {call["in"] for call in report["calls"] if call["callee"].startswith("pthread_cond")} <= {"thread"}
            assert all("sharedLoop" in own(stall["stack"])[0] for stall in report["stalls"] if stall["stack"])


main()
