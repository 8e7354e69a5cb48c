#!/usr/bin/env python3
"""table.py SOURCE JSON…: compares what runs of a program saw with the marks in its source:
    // seen: CALLEE…      one of these blocked in the coroutine of this line, for a measured time
    // counted: CALLEE…   one of these was called there
    // silent             no call was reported there
and: what blocked outside of coroutines was recorded as such, and never as inside of one.
"""
import json, pathlib, re, sys


def marks(source):
    for number, line in enumerate(source.read_text().splitlines(), 1):
        if found := re.match(r"BOTH\((\w+),.*// (seen|inside|counted|silent)(?:: (.*))?$", line):
            yield number, found[1], found[2], set((found[3] or "").split())


def at_line(call, name, line):
    return any(frame["file"].endswith(name) and frame["line"] == line for frame in call["stack"])


def breaches(source, report):
    calls = json.loads(report.read_text())["calls"]
    for line, coroutine, kind, callees in marks(source):
        here = [call for call in calls if at_line(call, source.name, line)]
        inside = [call for call in here if call["in"] == "coroutine"]
        if kind == "silent":
            if inside:
                yield f"{line}: reported, and must not be: {[call['callee'] for call in inside]}"
            continue
        wanted = [call for call in inside if call["callee"] in callees and call["coroutine"] == f"{coroutine}()"]
        if not wanted:
            yield f"{line}: {coroutine}: not seen: {callees}; there is {[(c['callee'], c['coroutine']) for c in here]}"
        elif kind in ("seen", "inside") and not any(call["blocked"]["ns"] > 1_000_000 for call in wanted):
            yield f"{line}: {coroutine}: seen, but without a duration"
        elif kind == "seen" and not any(call["in"] == "thread" and call["callee"] in callees for call in here):
            yield f"{line}: {coroutine}Outside: did not block, so its silence proves nothing"
    for call in calls:
        outside = [frame["function"] for frame in call["stack"] if "Outside" in frame["function"]]
        if outside and call["in"] != "thread":
            yield f"{outside[0]}: {call['callee']} is said to be in a {call['in']}"


def main():
    source = pathlib.Path(sys.argv[1])
    assert sum(1 for _ in marks(source)) > 30, "no marks: the pattern does not fit the source any more"
    found = [f"{report}: {breach}" for report in sys.argv[2:] for breach in breaches(source, pathlib.Path(report))]
    print(*found, sep="\n")
    return 1 if found else 0


sys.exit(main())
