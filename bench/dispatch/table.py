#!/usr/bin/env python3
"""table.py [--write]: what handing work over costs, as multiples of one `asio::post`, on the machine that runs it.

Compiles and runs the programs of this folder (the same that `cotidy calibrate` carries), several times, takes the median
of each figure, and prints a table. --write puts it into docs/cost-model.md, between its two markers. Absolute times belong
to a machine and are not kept."""
import argparse, pathlib, statistics, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
PAGE = HERE.parents[1] / "docs/cost-model.md"
BEGIN, END = "<!-- dispatch: written by bench/dispatch/table.py -->\n", "<!-- end of dispatch -->\n"
LIBRARIES = {"Tbb": ["-ltbb"]}
UNIT = "asio::post"
TITLES = {"resuming-a-coroutine": "resume a suspended coroutine", "a-coroutine": "make, run and destroy a coroutine",
          "cotidy::own_pool": "own pool: a queue under a lock", "tbb::task_group::run": "`tbb::task_group::run`",
          "asio::post": "`asio::post` to a `thread_pool`", "asio::co_spawn": "`asio::co_spawn` on a `thread_pool`",
          "std::thread::thread": "`std::thread`, made and joined", "std::async": "`std::async`, made and waited for"}


def run(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"table.py: exit code {done.returncode} of {' '.join(map(str, command))}\n{done.stderr.strip()}")
    return done.stdout


def measured(compiler, runs):
    """By name: the median of its figures."""
    figures = {}
    with tempfile.TemporaryDirectory() as folder:
        for source in sorted(HERE.glob("*.cpp")):
            program = pathlib.Path(folder) / source.stem
            run([compiler, "-std=c++20", "-O2", "-pthread", str(source), "-o", str(program), *LIBRARIES.get(source.stem, [])])
            for _ in range(runs):
                for name, time in (line.split() for line in run([str(program)]).splitlines()):
                    figures.setdefault(name, []).append(float(time))
    return {name: statistics.median(times) for name, times in figures.items()}


def table(figures):
    unit = figures[UNIT]
    lines = [f"| to hand over one piece of work | times `{UNIT}` |\n", "|---|---|\n"]
    for name, time in sorted(figures.items(), key=lambda item: item[1]):
        lines.append(f"| {TITLES[name]} | {float(f'{time / unit:.1g}'):g} |\n")  # more digits would be noise
    return "".join(lines)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true")
    options.add_argument("--compiler", default="c++")
    options.add_argument("--runs", type=int, default=5)
    args = options.parse_args()
    text = table(measured(args.compiler, args.runs))
    print(text, end="")
    if args.write:
        page = PAGE.read_text()
        before, rest = page.split(BEGIN)
        PAGE.write_text(before + BEGIN + text + END + rest.split(END)[1])


if __name__ == "__main__":
    main()
