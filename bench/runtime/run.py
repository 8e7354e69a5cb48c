#!/usr/bin/env python3
"""run.py --bin BUILD/bin [--runs N] [--full]: what the runtime costs. Builds the programs beside it plainly and with
cotidy-clang++, runs each variant in turn (so that a busy machine hits all alike), and prints the least CPU time of each.
Figures, not tests: nothing fails. --full adds the TCP ping-pong on Boost.Asio."""
import argparse, os, pathlib, subprocess, tempfile

HERE = pathlib.Path(__file__).parent


def build(compiler, source, target):
    subprocess.run([compiler, "-std=c++20", "-O2", str(source), "-o", str(target), "-pthread"], check=True)


def measure(variants, arguments, runs):
    """The least of the first number that each variant prints."""
    least = {}
    for _ in range(runs):
        for name, (program, environment) in variants.items():
            out = subprocess.run([str(program), *arguments], env={**os.environ, **environment}, stdout=subprocess.PIPE,
                                 text=True, check=True).stdout
            least[name] = min(float(out.split()[0]), least.get(name, float("inf")))
    return least


def show(title, unit, least):
    base = least["plain"]
    print(title)
    for name, value in least.items():
        print(f"  {name:34} {value:9.2f} {unit}  {value - base:+8.2f}  {100 * (value / base - 1):+7.1f} %")


def variants_of(folder, name, runtime, record):
    plain, instrumented = folder / f"{name}-plain", folder / f"{name}-instrumented"
    return {
        "plain": (plain, {}),
        "plain, recorded by preload": (plain, {"LD_PRELOAD": str(runtime), "COTIDY_RECORD": record}),
        "instrumented, not recorded": (instrumented, {}),
        "instrumented, recorded": (instrumented, {"COTIDY_RECORD": record}),
        "instrumented, recorded, timing": (instrumented, {"COTIDY_RECORD": record, "COTIDY_TIMING": "1"}),
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True, type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--clang", default="clang++-22")
    options = parser.parse_args()
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
            show(f"{what}: CPU time of each", "ns", measure(resume, [what, number], options.runs))
        if options.full:
            pingpong = variants_of(folder, "pingpong", runtime, scratch)
            show("ping-pong on Boost.Asio: CPU time of a round trip", "us", measure(pingpong, ["20000"], options.runs))


main()
