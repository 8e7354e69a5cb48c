#!/usr/bin/env python3
"""run.py REPOSITORY: does an accepted finding stay accepted while a project is worked on, and does a new one stay new?

Takes two revisions of a git repository and the first revision of each month between them. For each pair it lists the
findings on both sides, lets the gate's own matcher (cotidy-match) say which are the same, and compares that with what
`git diff` says became of their lines (judge.py). Only changed files count: in the others nothing can go wrong.

Findings are stand-ins, see calls.py, or under --check those of cotidy itself. Then --configure is the command that writes
build/compile_commands.json in a work tree of each revision.
"""
import argparse, collections, datetime, json, pathlib, subprocess, sys, tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import calls, judge

CODE = ["*." + end for end in ("cc", "cpp", "cxx", "c++", "hh", "h", "hpp", "hxx", "ipp", "inl")]
KINDS = ["unchanged", "edited", "moved", "new"]
LIMITS = {"unchanged": 99.5, "edited": 80.0, "new": 3.0}


def revisions(args):
    """The two ends, and the last commit before each month's first day between them."""
    def one(*arguments):
        return judge.git(args.repository, *arguments).decode().strip()
    old, new = (one("rev-parse", f"{revision}^{{commit}}") for revision in (args.old, args.new))
    day = datetime.date.fromisoformat(one("log", "-1", "--format=%cs", old))
    end = datetime.date.fromisoformat(one("log", "-1", "--format=%cs", new))
    steps = [old]
    while (day := (day.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)) < end:
        commit = one("rev-list", "-1", "--first-parent", f"--before={day}T00:00:00Z", new)
        if commit and commit != steps[-1] and commit != old:
            steps.append(commit)
    return steps + [new]


def write_files(args, revision, names, folder):
    """The files of a revision; answers with their texts, one byte being one character."""
    texts = {}
    for name in names:
        data = judge.git(args.repository, "show", f"{revision}:{name}")
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        texts[name] = data.decode("latin-1")
    return texts


def stand_ins(args, revision, names, folder):
    texts = write_files(args, revision, names, folder)
    return [found for name in names for found in calls.findings(name, texts[name])], texts


def own_findings(args, revision, names, folder):
    """Checks a whole revision, and keeps what is in `names`. The work tree stays for the next pair."""
    tree = args.trees / revision
    if not tree.exists():
        judge.git(args.repository, "worktree", "add", "--detach", "--force", str(tree), revision)
        subprocess.run(args.configure, shell=True, cwd=tree, check=True, stdout=sys.stderr)
    report = args.trees / f"{revision}.json"
    if not report.exists():
        done = subprocess.run([args.cotidy, "check", "-p", "build", "--quiet", "--allow-incomplete", "--baseline=none",
                               f"--output=json:{report}", *args.option], cwd=tree, stdout=sys.stderr)
        if done.returncode not in (0, 1):
            sys.exit(f"run.py: cotidy gave exit code {done.returncode} for {revision}")
    found = json.loads(report.read_text())["findings"]
    print(f"# {revision[:10]}: {len(found)} findings", file=sys.stderr)
    return [one for one in found if one["location"]["file"] in names], write_files(args, revision, names, folder)


def match(args, old, new):
    sides = {name: {"root": str(folder), "findings": findings} for name, (folder, findings) in
             {"old": old, "new": new}.items()}
    done = subprocess.run([args.match], input=json.dumps(sides), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def fates(args, old, new, files, was, now, texts):
    """(kind, old index, new index) of all findings of the later side."""
    by_file = [collections.defaultdict(list), collections.defaultdict(list)]
    for side, findings in zip(by_file, (was, now)):
        for index, found in enumerate(findings):
            side[found["location"]["file"]].append(index)
    result, added, removed = [], [], []
    for before, after in files:
        sides = [judge.Side(by_file[side][name], findings, texts[side].get(name, "")) for side, name, findings in
                 ((0, before, was), (1, after, now))]
        changes = judge.hunks(args.repository, old, new, before, after)
        if changes is None:  # the file is new, or gone
            changes = [(1, sides[0].line_count, 1, sides[1].line_count)]
        one = judge.FileJudge(*sides)
        one.run(changes)
        result += one.pairs
        added += [(sides[1], index) for index in one.added]
        removed += [(sides[0], index) for index in one.removed]
    return result + judge.moved(added, removed)


def pair(args, old, new):
    """Counts of one pair of revisions: kind -> (findings, matched)."""
    files = judge.changed_files(args.repository, old, new, CODE)
    source = own_findings if args.check else stand_ins
    with tempfile.TemporaryDirectory() as folder:
        sides = []
        for name, revision, column in (("old", old, 0), ("new", new, 1)):
            names = sorted({file[column] for file in files if file[column]})
            sides.append((pathlib.Path(folder) / name, *source(args, revision, names, pathlib.Path(folder) / name)))
        answer = match(args, sides[0][:2], sides[1][:2])
        judged = fates(args, old, new, files, sides[0][1], sides[1][1], (sides[0][2], sides[1][2]))
    counts = {kind: [0, 0] for kind in KINDS}
    for kind, was, now in judged:
        counts[kind][0] += 1
        counts[kind][1] += answer[now] is not None
        wrong = (answer[now] is None) != (kind == "new")
        if args.verbose and wrong and kind != "moved":
            show(kind, was if kind != "new" else answer[now], now, sides)
    return counts, len(files)


def show(kind, was, now, sides):
    def text(index, side):
        found = side[1][index]
        at = found["location"]
        code = " ".join(side[2][at["file"]][at["begin"]:at["end"]].split())
        return f"{at['file']}:{at['line']} {found['function'][-50:]} | {code[:100]}"
    print(f"{kind}\n    {text(was, sides[0])}\n    {text(now, sides[1])}")


def share(counts, kind):
    total, matched = counts[kind]
    return f"{matched} of {total} ({100 * matched / total:.2f} %)" if total else "none"


def row(title, files, counts):
    print(f"| {title} | {files} | " + " | ".join(share(counts, kind) for kind in KINDS) + " |", flush=True)


def keeps_limits(counts):
    def percent(kind):
        total, matched = counts[kind]
        return 100 * matched / total if total else None
    values = {kind: percent(kind) for kind in LIMITS}
    return all(value is None or (value <= LIMITS[kind] if kind == "new" else value >= LIMITS[kind])
               for kind, value in values.items())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repository")
    parser.add_argument("--from", dest="old", required=True, metavar="REV")
    parser.add_argument("--to", dest="new", required=True, metavar="REV")
    parser.add_argument("--ends-only", action="store_true", help="leave out the monthly steps")
    parser.add_argument("--match", default="build/bin/cotidy-match")
    parser.add_argument("--check", action="store_true", help="cotidy's own findings instead of stand-ins")
    parser.add_argument("--cotidy", default="build/bin/cotidy")
    parser.add_argument("--configure", default="cmake -S . -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON")
    parser.add_argument("--option", action="append", default=[], help="of cotidy check; may be repeated")
    parser.add_argument("--trees", type=pathlib.Path, help="where --check keeps its work trees (default: a temporary folder)")
    parser.add_argument("--verbose", action="store_true", help="print the findings that the matcher got wrong")
    args = parser.parse_args()
    args.match, args.cotidy = (str(pathlib.Path(path).resolve()) for path in (args.match, args.cotidy))
    with tempfile.TemporaryDirectory() as folder:
        args.trees = (args.trees or pathlib.Path(folder)).resolve()
        steps = revisions(args)
        print("| from … to | changed files | unchanged kept | edited kept | moved kept | new hidden |\n|---|---|---|---|---|---|")
        ends, files = pair(args, steps[0], steps[-1])
        row(f"{steps[0][:10]} … {steps[-1][:10]}", files, ends)
        monthly = {kind: [0, 0] for kind in KINDS}
        for old, new in [] if args.ends_only else zip(steps, steps[1:]):
            counts, number = pair(args, old, new)
            files = number
            for kind in KINDS:
                monthly[kind] = [a + b for a, b in zip(monthly[kind], counts[kind])]
        if not args.ends_only:
            row(f"{len(steps) - 1} monthly steps, summed", "", monthly)
    if args.check:
        judge.git(args.repository, "worktree", "prune")
    return 0 if keeps_limits(ends) else 1


if __name__ == "__main__":
    sys.exit(main())
