#!/usr/bin/env python3
"""Scores a linter on the field cases: how many marked lines it finds, and what it says elsewhere (false alarms).

A mark counts as found when a finding of one of its rules starts on its line, or on an EXPECT-ALT line of the same
program, at warning or error (EXPECT-HINT, and rules that are hints by nature: also as a note). One finding serves one
mark. Every other warning or error is a false alarm, unless it is of the family of the mark on its line. Notes are not
alarms, but more than three a case fail. For clang-tidy any related check serves any mark.
With --gate the families must reach thresholds.json; a run that does not end with exit code 0 or 1 always fails.
"""
import argparse, concurrent.futures, dataclasses, json, os, pathlib, re, shutil, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SECONDS = 300  # a safety net against a hanging run, not a measure of speed
NOTES_PER_CASE = 3
TIDY_CHECKS = ",".join([
    "-*", "misc-coroutine-hostile-raii", "cppcoreguidelines-avoid-capturing-lambda-coroutines",
    "cppcoreguidelines-avoid-reference-coroutine-parameters", "cppcoreguidelines-no-suspend-with-lock",
    "bugprone-unused-return-value", "bugprone-unused-local-non-trivial-variable", "bugprone-unused-raii",
    "bugprone-use-after-move", "bugprone-dangling-handle", "bugprone-spuriously-wake-up-functions", "concurrency-*",
    "clang-analyzer-unix.BlockInCriticalSection", "clang-diagnostic-*"])
TIDY_UNRELATED = r"unused-(parameter|variable|but-set|function|lambda)|sign-compare|reorder|missing-field"


def rule_table():
    """The families and severities of the rules, read from docs/rules.md."""
    families, severities, family = {}, {}, ""
    for line in (ROOT / "docs/rules.md").read_text().splitlines():
        if row := re.match(r"\|([^|]*)\| `([a-z-]+)` \| ([EWH]) ", line):
            family = row[1].strip() or family
            families[row[2]], severities[row[2]] = family, row[3]
    return families, severities


FAMILY, SEVERITY = rule_table()


@dataclasses.dataclass(frozen=True)
class Mark:
    file: str
    line: int
    rules: frozenset
    hint: bool = False


@dataclasses.dataclass(frozen=True)
class Found:
    file: str
    line: int
    rule: str
    level: str

    def loud(self):
        return self.level in ("warning", "error")


@dataclasses.dataclass
class Score:
    cases: int = 0
    hits: int = 0
    misses: list = dataclasses.field(default_factory=list)
    alarms: list = dataclasses.field(default_factory=list)
    broken: list = dataclasses.field(default_factory=list)
    notes: int = 0

    def add(self, other):
        self.cases += other.cases
        self.hits += other.hits
        self.misses += other.misses
        self.alarms += other.alarms
        self.broken += other.broken
        self.notes += other.notes

    def marks(self):
        return self.hits + len(self.misses)

    def recall(self):
        return self.hits / max(self.marks(), 1)


# ---------------------------------------------------------------- a case: its files, flags and marks

def header(main, key):
    """The words behind `// KEY:` in the first lines of a file."""
    for line in main.read_text().splitlines()[:5]:
        if found := re.search(key + r":\s*(.+)", line):
            return found[1].split()
    return None


def program(main):
    return [main.parent / name for name in header(main, "TU-SET") or [main.name]]


def flags(main):
    return header(main, "FLAGS") or ["-std=c++20"]


def marks(files):
    """What must be found, and the lines that may carry a finding instead."""
    expected, alternatives = [], []
    for file in files:
        for number, line in enumerate(file.read_text().splitlines(), 1):
            if m := re.search(r"EXPECT-ALT(?::\s*([\w|-]+))?", line):
                alternatives.append(Mark(file.name, number, frozenset((m[1] or "").split("|")) - {""}))
            if m := re.search(r"EXPECT(-HINT)?:\s*([\w|-]+)", line):
                expected.append(Mark(file.name, number, frozenset(m[2].split("|")), bool(m[1])))
    return expected, alternatives


# ---------------------------------------------------------------- the linters

class Broken(Exception):
    """A run that gave no answer."""


def run_cotidy(binary, files, options, work):
    database = [{"directory": str(file.parent), "file": str(file),
                 "arguments": ["clang++", *options, "-isystem", str(HERE / "stubs"), "-c", str(file)]} for file in files]
    (work / "compile_commands.json").write_text(json.dumps(database))
    report = work / "out.sarif"
    done = subprocess.run([binary, "check", "-p", work, f"--output=sarif:{report}"],
                          cwd=files[0].parent, capture_output=True, text=True, timeout=SECONDS)
    if done.returncode not in (0, 1) or not report.exists():
        raise Broken(f"exit {done.returncode}: {done.stderr.strip()[-200:]}")
    return [found for run in json.loads(report.read_text())["runs"] for found in sarif_findings(run)]


def sarif_findings(run):
    levels = {rule["id"]: rule.get("defaultConfiguration", {}).get("level", "warning")
              for rule in run["tool"]["driver"].get("rules", [])}
    for result in run.get("results", []):
        if result.get("suppressions"):
            continue
        place = result["locations"][0]["physicalLocation"]
        rule = result["ruleId"]
        yield Found(os.path.basename(place["artifactLocation"]["uri"]), place["region"]["startLine"],
                    rule.removeprefix("cotidy-"), result.get("level") or levels.get(rule, "warning"))


def run_clang_tidy(binary, files, options, work):
    found = []
    for file in files:
        done = subprocess.run([binary, f"--checks={TIDY_CHECKS}", "--quiet", file, "--", *options, "-Wall", "-Wextra",
                               "-isystem", HERE / "stubs"], capture_output=True, text=True, timeout=SECONDS)
        for m in re.finditer(r"^(\S+?):(\d+):\d+: (warning|error): .*\[([^\]]+)\]$", done.stdout, re.M):
            if not re.search(TIDY_UNRELATED, m[4]):
                found.append(Found(os.path.basename(m[1]), int(m[2]), m[4], m[3]))
    return found


# ---------------------------------------------------------------- comparing findings with marks

class Comparison:
    """Findings of one program against its marks; every finding serves at most one mark."""

    def __init__(self, found, expected, alternatives, any_rule):
        self.found, self.expected, self.alternatives, self.any_rule = found, expected, alternatives, any_rule
        self.used = set()

    def take(self, mark, stands_at):
        """Uses up the first finding at a fitting place that answers the mark."""
        for i, one in enumerate(self.found):
            if i not in self.used and stands_at(one) and self.answers(one, mark):
                self.used.add(i)
                return True
        return False

    def answers(self, one, mark):
        if self.any_rule:
            return True
        return one.rule in mark.rules and (one.loud() or mark.hint or SEVERITY.get(one.rule) == "H")

    def at_alternative(self, one, mark):
        return any((one.file, one.line) == (a.file, a.line) and (not a.rules or a.rules & mark.rules or one.rule in a.rules)
                   for a in self.alternatives)

    def misses(self):
        """The marks' own lines come first, so that an alternative never takes another mark's finding."""
        left = [m for m in self.expected if not self.take(m, lambda one: (one.file, one.line) == (m.file, m.line))]
        return [m for m in left if not self.take(m, lambda one: self.at_alternative(one, m))]

    def alarms(self):
        return [one for i, one in enumerate(self.found) if i not in self.used and one.loud() and not self.related(one)]

    def related(self, one):
        """Is the finding of the family of a mark that stands on the same line?"""
        everything = frozenset().union(*[m.rules for m in self.expected])
        here = [m.rules or everything for m in self.expected + self.alternatives if (m.file, m.line) == (one.file, one.line)]
        return any(self.any_rule or one.rule in rules or FAMILY.get(one.rule, "-") in {FAMILY.get(r) for r in rules}
                   for rules in here)


def score_program(tool, binary, main):
    files = program(main)
    expected, alternatives = marks(files)
    score = Score()
    run = run_cotidy if tool == "cotidy" else run_clang_tidy
    found = []
    with tempfile.TemporaryDirectory() as work:
        try:
            found = run(binary, files, flags(main), pathlib.Path(work))
        except (Broken, subprocess.TimeoutExpired) as why:
            score.broken.append(f"{main.relative_to(HERE)}: {why}")
    comparison = Comparison(found, expected, alternatives, tool != "cotidy")
    missed = comparison.misses()
    score.hits = len(expected) - len(missed)
    score.misses = [describe_miss(main, mark, found) for mark in missed]
    score.alarms = [f"{main.parent.relative_to(HERE)}/{x.file}:{x.line}: {x.level}: {x.rule}" for x in comparison.alarms()]
    score.notes = sum(not x.loud() for x in found)
    return score


def describe_miss(main, mark, found):
    near = ", ".join(x.rule for x in found if (x.file, x.line) == (mark.file, mark.line))
    return f"{main.parent.relative_to(HERE)}/{mark.file}:{mark.line}: {'|'.join(sorted(mark.rules))}" + (f" (said: {near})" if near else "")


def score_case(tool, binary, case):
    score = Score(cases=1)
    for name in ("bad.cpp", "good.cpp"):
        if (case / name).exists():
            score.add(score_program(tool, binary, case / name))
    return score


# ---------------------------------------------------------------- the command

def cases(families, part):
    chosen = [f for f in sorted(HERE.iterdir()) if f.is_dir() and f.name != "stubs" and (not families or f.name in families)]
    return [c for family in chosen for c in sorted(family.iterdir()) if c.is_dir() and part in c.name]


def show(scores, verbose):
    for family, s in sorted(scores.items()):
        for kind in ("misses", "alarms", "broken") if verbose else ():
            for line in getattr(s, kind):
                print(f"{kind:7} {line}")
        print(f"{family:12} found {s.hits:3}/{s.marks():3} ({s.recall():4.0%})  false alarms {len(s.alarms):3}  "
              f"cases {s.cases:3}  broken {len(s.broken)}  notes {s.notes}")


def failures(scores, gates):
    """Why the run fails, one line per reason."""
    for family, s in sorted(scores.items()):
        if not s.cases:
            yield f"{family}: no cases"
        if s.broken:
            yield f"{family}: {len(s.broken)} runs gave no answer"
        if s.notes > NOTES_PER_CASE * s.cases:
            yield f"{family}: {s.notes} notes in {s.cases} cases"
        gate = gates.get(family)
        if gate and s.recall() < gate["recall"]:
            yield f"{family}: found {s.recall():.0%}, thresholds.json asks for {gate['recall']:.0%}"
        if gate and len(s.alarms) > gate["alarms"]:
            yield f"{family}: {len(s.alarms)} false alarms, thresholds.json allows {gate['alarms']}"


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", choices=["cotidy", "clang-tidy"], default="cotidy")
    parser.add_argument("--bin", help="the program to run; default build/bin/cotidy or clang-tidy-22")
    parser.add_argument("--family", action="append", help="only this family; can be repeated")
    parser.add_argument("--case", default="", help="only cases with this in their name")
    parser.add_argument("--gate", action="store_true", help="fail below thresholds.json")
    parser.add_argument("--verbose", action="store_true", help="print every miss and alarm")
    parser.add_argument("-j", type=int, default=2)
    return parser.parse_args()


def program_to_run(args):
    binary = args.bin or (str(ROOT / "build/bin/cotidy") if args.tool == "cotidy" else "clang-tidy-22")
    found = shutil.which(binary)
    if not found:
        sys.exit(f"score.py: {binary} is not there; run ./dev build first")
    return os.path.abspath(found)


def main():
    args = parse_arguments()
    binary = program_to_run(args)
    gates = json.loads((HERE / "thresholds.json").read_text()) if args.gate else {}
    scores = {family: Score() for family in args.family or []}  # one without cases is a mistake in the command
    chosen = cases(args.family, args.case)
    with concurrent.futures.ThreadPoolExecutor(args.j) as pool:
        for case, score in zip(chosen, pool.map(lambda c: score_case(args.tool, binary, c), chosen)):
            scores.setdefault(case.parent.name, Score()).add(score)
    show(scores, args.verbose)
    why = list(failures(scores, gates))
    for line in why:
        print(f"FAIL {line}")
    return 1 if why or not scores else 0


if __name__ == "__main__":
    sys.exit(main())
