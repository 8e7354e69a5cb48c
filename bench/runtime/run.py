#!/usr/bin/env python3
"""run.py --bin BUILD/bin [--runs N] [--full] [--instructions]: what the runtime costs. Builds the programs beside it
plainly and with cotidy-clang++, runs the variants in turn (so that a busy machine hits all alike, each time in another
order), and prints the least and the median CPU time of each, and the median of what each adds to the plain program of
the same round, which a machine that is busy by turns spoils least, with the interval in which it lies with 95 %
certainty. All runs stay on one processor: to move costs more than what is measured. Plain is run twice: the second one
shows what is noise. Figures, not tests: nothing fails.
--only tells which programs to run: resume, await, work, pingpong.
--full adds the TCP ping-pong on Boost.Asio. --instructions counts instructions as well, with valgrind: those of the
program alone, not of the kernel, and the same on a busy machine. The watchdog stays off there."""
import argparse, math, os, pathlib, random, re, statistics, subprocess, tempfile

HERE = pathlib.Path(__file__).parent


def build(compiler, source, target):
    subprocess.run([compiler, "-std=c++20", "-O2", str(source), "-o", str(target), "-pthread"], check=True)


def measure(variants, arguments, runs):
    """The numbers that each variant prints first."""
    times = {name: [] for name in variants}
    for _ in range(runs):
        for name, (program, environment) in random.sample(list(variants.items()), len(variants)):
            out = subprocess.run([str(program), *arguments], env={**os.environ, **environment}, stdout=subprocess.PIPE,
                                 text=True, check=True).stdout
            times[name].append(float(out.split()[0]))
    return times


def median_with_interval(values):
    """The median, and the order statistics that enclose it with 95 % certainty, as the sign test has it: no matter how
    the values are spread. Of few values the interval is all of them."""
    ordered, half = sorted(values), 0.98 * math.sqrt(len(values))
    low, high = math.floor(len(values) / 2 - half) - 1, math.ceil(len(values) / 2 + half)
    return statistics.median(values), ordered[max(low, 0)], ordered[min(high, len(values) - 1)]


def change(value, base):
    return f"{value - base:+8.2f}  {100 * (value / base - 1):+7.1f} %"


def show(title, unit, times):
    print(f"{title}, {unit}: least, against plain; median, against plain; against plain in the same round, and from-to")
    least, median = min(times["plain"]), statistics.median(times["plain"])
    for name, values in times.items():
        middle = statistics.median(values)
        changes = [100 * (value / plain - 1) for value, plain in zip(values, times["plain"])]
        paired, low, high = median_with_interval(changes)
        print(f"  {name:40} {min(values):9.2f} {change(min(values), least)}   {middle:9.2f} {change(middle, median)}"
              f"   {paired:+7.1f} %  {low:+.1f}..{high:+.1f} %")


def instructions(program, environment, arguments):
    out = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", str(program), *arguments],
                         env={**os.environ, **environment}, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
                         text=True, check=True).stderr
    return int(re.search(r"Collected : (\d+)", out)[1])


def show_instructions(title, variants, what):
    """Of two runs of different length the difference: without what loading and the end of the program cost."""
    print(f"{title}: instructions of each, against plain")
    base = None
    for name, (program, environment) in variants.items():
        watched = "COTIDY_RECORD" in environment and environment.get("COTIDY_WATCHDOG") != "0"
        if watched or name == "plain, once more":
            continue
        counts = [instructions(program, environment, [*what, str(number)]) for number in (1000, 3000)]
        each = (counts[1] - counts[0]) / 2000
        base = base or each
        print(f"  {name:40} {each:9.0f} {change(each, base)}")


def variants_of(folder, name, runtime, record):
    plain, instrumented = folder / f"{name}-plain", folder / f"{name}-instrumented"
    preload, recorded = {"LD_PRELOAD": str(runtime)}, {"COTIDY_RECORD": record}
    unwatched = {**recorded, "COTIDY_WATCHDOG": "0"}
    return {
        "plain": (plain, {}),
        "plain, once more": (plain, {}),
        "plain, recorded by preload, no watchdog": (plain, {**preload, **unwatched}),
        "plain, recorded by preload, locks": (plain, {**preload, **unwatched, "COTIDY_LOCKS": "1"}),
        "plain, recorded by preload": (plain, {**preload, **recorded}),
        "instrumented, not recorded": (instrumented, {}),
        "instrumented, recorded, no watchdog": (instrumented, unwatched),
        "instrumented, recorded": (instrumented, recorded),
        "instrumented, recorded, timing": (instrumented, {**recorded, "COTIDY_TIMING": "1"}),
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True, type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--instructions", action="store_true")
    parser.add_argument("--clang", default="clang++-22")
    parser.add_argument("--only", nargs="+", default=["resume", "await", "work", "pingpong"])
    options = parser.parse_args()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    instrument = options.bin.resolve() / "cotidy-clang++"
    runtime = options.bin.resolve().parent / "lib/libcotidy-runtime.so"
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        names = ["resume"] + (["pingpong"] if options.full else [])
        for name in names:
            build(options.clang, HERE / f"{name}.cpp", folder / f"{name}-plain")
            build(instrument, HERE / f"{name}.cpp", folder / f"{name}-instrumented")
        resume = variants_of(folder, "resume", runtime, scratch)
        for what, number in (("resume", "10000000"), ("await", "3000000"), ("work", "3000000")):
            if what in options.only:
                show(f"{what}: CPU time of each", "ns", measure(resume, [what, number], options.runs))
        pingpong = variants_of(folder, "pingpong", runtime, scratch)
        if options.full and "pingpong" in options.only:
            show("ping-pong on Boost.Asio: CPU time of a round trip", "us", measure(pingpong, ["20000"], options.runs))
        if options.instructions:
            show_instructions("resume", resume, ["resume"])
            show_instructions("await", resume, ["await"])
        if options.full and options.instructions:
            show_instructions("ping-pong on Boost.Asio", pingpong, [])


main()
