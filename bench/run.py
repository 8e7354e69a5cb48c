#!/usr/bin/env python3
"""run.py [BUILD_DIR | compile_commands.json]: what cotidy costs against the compiler's front end, in CPU time.

One pair = `clang++ -fsyntax-only` on every file of the compile database, then `cotidy check` on all of them, each time
with an empty cache and one job. The pairs take turns, so that a busy machine slows both sides; the median of their ratios
is the result. `again` is a second run over the same, unchanged files. Last, the size of the facts.
"""
import argparse, contextlib, json, os, pathlib, re, resource, shlex, statistics, subprocess, sys, tempfile

PAIRS = 5
DROPPED = {"-c", "-MD", "-MMD", "-MP"}                 # flags that only matter when an object is written
DROPPED_WITH_VALUE = {"-o", "-MF", "-MT", "-MQ"}


def front_end(entry, compiler):
    """The command of one entry as a syntax check with our compiler."""
    words = iter(entry.get("arguments") or shlex.split(entry["command"]))
    next(words)  # the compiler of the project
    kept = []
    for word in words:
        if word in DROPPED_WITH_VALUE:
            next(words)
        elif word not in DROPPED:
            kept.append(word)
    return [compiler, *kept, "-fsyntax-only", "-w"]


def cpu_seconds(command, folder, allowed, environment=None):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in allowed:
        sys.exit(f"run.py: exit code {done.returncode} of {' '.join(map(str, command))}\n{done.stderr.strip()}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compile_all(database, compiler):
    return sum(cpu_seconds(front_end(entry, compiler), entry["directory"], {0}) for entry in database)


@contextlib.contextmanager
def empty_cache():
    with tempfile.TemporaryDirectory() as cache:
        yield {**os.environ, "XDG_CACHE_HOME": cache}


def measure(args, database, folder):
    check = [args.cotidy, "check", "-p", folder, "-j", "1", "--quiet", "--format=json"]
    first, second = [], []
    for pair in range(1, args.pairs + 1):
        with empty_cache() as environment:
            base = compile_all(database, args.compiler)
            once, again = (cpu_seconds(check, folder, {0, 1}, environment) for _ in range(2))
        first.append(once / base)
        second.append(again / base)
        print(f"pair {pair}: front end {base:6.2f} s, cotidy {once:6.2f} s ({first[-1]:.2f}), again {again:6.2f} s ({second[-1]:.2f})",
              flush=True)
    return first, second


def describe(name, ratios):
    print(f"{name}: {statistics.median(ratios):.2f} of the front end's CPU time (median of {len(ratios)}, {min(ratios):.2f}-{max(ratios):.2f})")


def facts_size(args, database, folder):
    files = sorted({str(pathlib.Path(entry["directory"], entry["file"])) for entry in database})
    done = subprocess.run([args.cotidy, "facts", "-p", folder, "--stats", "--quiet", *files], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"run.py: cotidy facts gave exit code {done.returncode}: {done.stderr.strip()}")
    rows = re.findall(r"(\d+) functions,.* (\d+) bytes$", done.stdout, re.M)
    if not rows:
        sys.exit(f"run.py: 'cotidy facts --stats' printed no sizes: {done.stdout.strip()}")
    functions, size = (sum(map(int, column)) for column in zip(*rows))
    print(f"facts: {size} bytes of {len(rows)} files, {size // max(functions, 1)} for each of {functions} functions")


def parse_arguments():
    root = pathlib.Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", nargs="?", type=pathlib.Path, default=root / "build/examples/chat")
    parser.add_argument("--cotidy", type=lambda text: pathlib.Path(text).resolve(), default=root / "build/bin/cotidy")
    parser.add_argument("--compiler", default="clang++-22")
    parser.add_argument("--pairs", type=int, default=PAIRS)
    return parser.parse_args()


def main():
    args = parse_arguments()
    file = args.database / "compile_commands.json" if args.database.is_dir() else args.database
    if not file.is_file():
        sys.exit(f"run.py: {file} is not there; configure the project with -DCMAKE_EXPORT_COMPILE_COMMANDS=ON")
    database = json.loads(file.read_text())
    first, second = measure(args, database, file.resolve().parent)
    describe("first run", first)
    describe("second run", second)
    facts_size(args, database, file.resolve().parent)


if __name__ == "__main__":
    main()
