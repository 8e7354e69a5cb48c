#!/usr/bin/env python3
"""run.py [--group chosen|held-out|all] [--cost ast|ir]: how far the estimates of the cost model are from the truth.

Compiles the bodies of this folder with -O2, measures each (Main.cpp), asks `cotidy why` for its estimate, and prints both,
with Spearman's rank correlation and the share of bodies within a factor of four: for the bodies on which the weights were
chosen, and for those of HeldOut.cpp, on which nothing ever was. Whoever changes weights looks at `--group chosen` only.
`--cost ir` asks for what is counted in compiled code; where that calls what no model knows, the estimate stays."""
import argparse, bisect, pathlib, re, statistics, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
WITHIN = 4.0
UNITS = {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}


def run(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"run.py: exit code {done.returncode} of {' '.join(map(str, command))}\n{done.stderr.strip()}")
    return done.stdout


def measured(compiler):
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder) / "bodies"
        run([compiler, "-std=c++20", "-O2", *map(str, sorted(HERE.glob("*.cpp"))), "-o", str(program)])
        return {name: float(time) for name, time in (line.split() for line in run([str(program)]).splitlines())}


def estimates(cotidy, file, cost):
    """By function: what `cotidy why '*'` says that it costs, and whether that was counted."""
    text = run([cotidy, "why", "--quiet", f"--cost={cost}", "*", str(file), "--", "-std=c++20"])
    found, name = {}, None
    for line in text.splitlines():
        if not line.startswith(" "):
            name = line.split(" (")[0].split()[-1]
        elif cost := re.search(r"costs about ([\d.]+) (ns|us|ms|s)\b", line):
            found[name] = (float(cost[1]) * UNITS[cost[2]], "counted in" in line)
    return found


def ranks(values):
    """Equal values share the middle of their places."""
    order = sorted(values)
    return [(bisect.bisect_left(order, value) + bisect.bisect_right(order, value)) / 2 for value in values]


def report(title, names, truth, found):
    guess = {name: found[name][0] for name in names}
    print(f"\n{title}")
    for name in sorted(names, key=truth.get):
        ratio = guess[name] / max(truth[name], 1.0)
        mark = "" if 1 / WITHIN <= ratio <= WITHIN else "  <--"
        print(f"  {name:24} measured {truth[name]:10.1f} ns   estimated {guess[name]:10.1f} ns   {ratio:6.2f}"
              f"{'  counted' if found[name][1] else ''}{mark}")
    near = sum(1 / WITHIN <= guess[n] / max(truth[n], 1.0) <= WITHIN for n in names) / len(names)
    rank = statistics.correlation(ranks([truth[n] for n in names]), ranks([guess[n] for n in names]))
    print(f"{title}: {len(names)} bodies, rank correlation {rank:.2f}, within a factor of {WITHIN:g}: {near:.0%}")
    if counted := sum(found[name][1] for name in names):
        print(f"  {counted} of them counted in compiled code")


GROUPS = {"chosen": ("Chosen on", ["Bodies.cpp", "LibraryBodies.cpp"]), "held-out": ("Held out", ["HeldOut.cpp"])}


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--cotidy", default=str(HERE.parents[1] / "build/bin/cotidy"))
    options.add_argument("--compiler", default="clang++-22")
    options.add_argument("--group", choices=[*GROUPS, "all"], default="all")
    options.add_argument("--cost", choices=["ast", "ir"], default="ast")
    args = options.parse_args()
    truth = measured(args.compiler)
    for group, (title, files) in GROUPS.items():
        if args.group not in (group, "all"):
            continue
        paths = [HERE / file for file in files]
        names = [name for path in paths for name in re.findall(r"^BODY\((\w+)\)", path.read_text(), re.M)]
        found = [estimates(args.cotidy, path, args.cost) for path in paths]
        report(title, names, truth, {name: cost for one in found for name, cost in one.items()})


if __name__ == "__main__":
    main()
