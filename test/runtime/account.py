#!/usr/bin/env python3
"""account.py JSON… [PLUGIN=RUNS…]: the account of support/workload.cpp must be the same however it was built and run.
PLUGIN is a coroutine of support/plugin.cpp, RUNS how often its library was run."""
import collections, json, sys

# coroutine: made, finished, never ran, given up
SPAWNS = {"naps()": (4, 4, 0, 0), "awaitsNaps()": (1, 1, 0, 0), "fails()": (1, 1, 0, 0), "catches()": (1, 1, 0, 0),
          "neverRuns()": (7, 0, 7, 0), "givenUp()": (5, 0, 0, 5), "holds()": (1, 1, 0, 0), "wants()": (1, 1, 0, 0)}
# coroutine: what blocked in it, how often
CALLS = {"naps()": ("usleep", 4), "holds()": ("usleep", 1), "wants()": ("pthread_mutex_lock", 1)}
FIELDS = ["created", "finished", "neverRan", "abandoned"]


def spawned(report, coroutine):
    spawns = [spawn for spawn in report["spawns"] if spawn["coroutine"] == coroutine]
    return tuple(sum(spawn[field] for spawn in spawns) for field in FIELDS)


def blocked(report, coroutine):
    """What blocked in a coroutine, how often; wherever it was awaited."""
    counts = collections.Counter()
    for call in report["calls"]:
        if call["coroutine"] == coroutine:
            counts[call["callee"]] += call["blocked"]["count"]
    return {(callee, count) for callee, count in counts.items() if count > 0}


def has_place(report, coroutine, file):
    calls = [call for call in report["calls"] if call["coroutine"] == coroutine and call["blocked"]["count"] > 0]
    return all(any(frame["file"].endswith(file) and frame["line"] > 0 for frame in call["stack"]) for call in calls)


def main():
    reports = [argument for argument in sys.argv[1:] if "=" not in argument]
    plugins = dict(argument.split("=") for argument in sys.argv[1:] if "=" in argument)
    assert reports, "no report was named"
    for path in reports:
        report = json.load(open(path))
        assert report["status"] == 0 and report["lost"] == 0 and not report["crashes"], (path, report["crashes"])
        for coroutine, wanted in SPAWNS.items():
            assert spawned(report, coroutine) == wanted, (path, coroutine, spawned(report, coroutine), wanted)
        for coroutine, wanted in CALLS.items():
            assert blocked(report, coroutine) == {wanted}, (path, coroutine, blocked(report, coroutine), wanted)
            assert has_place(report, coroutine, "workload.cpp"), (path, coroutine, report["calls"])
        for name, runs in plugins.items():
            wanted = (3 * int(runs), 2 * int(runs), int(runs), 0)
            assert spawned(report, f"{name}()") == wanted, (path, name, spawned(report, f"{name}()"), wanted)
            assert blocked(report, f"{name}()") == {("usleep", 2 * int(runs))}, (path, blocked(report, f"{name}()"))
            assert has_place(report, f"{name}()", "plugin.cpp"), (path, name, report["calls"])


main()
