#!/usr/bin/env python3
"""limits.py [ROOT]: the house rules that a machine can check. Each limit is a function that yields `file:line: what is
wrong and what to do`. Prints every breach and ends with exit code 1 where there is one.

docs/how-it-works.md says why the walls between the folders are where they are.
"""
import ast, dataclasses, pathlib, re, sys

FILE_LINES, FUNCTION_LINES = 400, 70
LONG_FILES = {}  # path: why it may be longer than FILE_LINES; empty is the aim

CODE_FOLDERS = ["models", "analysis", "checks", "driver", "runtime"]
SCRIPT_FOLDERS = ["cmake", "bench", "test", ".ci"]
CPP = {".cpp", ".h"}
TEXTS = CPP | {".py", ".cmake", ".txt", ".in", ".sh", ".md", ".json", ".fbs", ".test", ".yml", ""}
NOT_OURS = {"build", ".git", "__pycache__", "Output"}

GENERATED = r"Facts_generated\.h|FactsSchema\.inc|Build\.h|Checks\.inc|Interposers\.inc|Pages\.inc|Builtin\w*\.\w+"
STANDARD = r"[a-z_0-9]+"                          # <vector>
LIBC = r"[a-z_0-9]+\.h|(sys|netinet|arpa|net|linux|bits)/[a-z_0-9]+\.h"
NOT_PURE = {"fstream", "filesystem", "chrono", "iostream", "thread", "mutex", "future", "random"}


@dataclasses.dataclass(frozen=True)
class Wall:
    """What the files of a folder may include, as patterns over the included path."""
    files: str          # pattern over the file's path
    ours: str           # between quotes
    system: str         # between angle brackets


# The first wall whose `files` matches counts.
WALLS = [
    Wall(r"models/.*", rf"models/.*|{GENERATED}", rf"{STANDARD}|nlohmann/json(_fwd)?\.hpp"),
    Wall(r"analysis/Extract.*", rf"analysis/.*|clang/.*|llvm/.*|{GENERATED}", rf"{STANDARD}|flatbuffers/.*"),
    Wall(r"analysis/.*", rf"analysis/.*|models/Models\.h|{GENERATED}", rf"{STANDARD}|flatbuffers/.*|nlohmann/json(_fwd)?\.hpp"),
    Wall(r"checks/.*", rf"checks/.*|analysis/(?!Extract)\w+\.h|{GENERATED}", STANDARD),
    Wall(r"driver/TidyPlugin.*", rf"(driver|checks|analysis|models)/.*|clang/.*|clang-tidy/.*|llvm/.*|{GENERATED}", STANDARD),
    Wall(r"driver/.*", rf"(driver|checks|analysis|models)/.*|runtime/Record\w*\.h|llvm/.*|{GENERATED}",
         rf"{STANDARD}|nlohmann/json(_fwd)?\.hpp|{LIBC}"),
    Wall(r"runtime/pass/.*", rf"runtime/.*|llvm/.*|{GENERATED}", rf"{STANDARD}|{LIBC}"),
    Wall(r"runtime/.*", rf"runtime/.*|{GENERATED}", rf"(?!iostream$)({STANDARD}|{LIBC})"),
]


class Tree:
    """The repository as the limits see it: paths relative to its root, and their text."""

    def __init__(self, root):
        self.root = root

    def files(self, folders, suffixes):
        for folder in folders:
            for path in sorted((self.root / folder).rglob("*")):
                name = path.relative_to(self.root)
                if path.is_file() and path.suffix in suffixes and not NOT_OURS & set(name.parts):
                    yield name

    def text(self, path):
        return (self.root / path).read_text(errors="replace")

    def lines(self, path):
        return enumerate(self.text(path).splitlines(), 1)

    def exists(self, path):
        return (self.root / path).exists()

    def everything(self):
        top = [path.relative_to(self.root) for path in sorted(self.root.iterdir()) if path.is_file()]
        yield from (path for path in top if path.suffix in TEXTS and path.name != "LICENSE")
        yield from self.files(CODE_FOLDERS + SCRIPT_FOLDERS + ["docs", "examples"], TEXTS)


# ---------------------------------------------------------------- the limits

def includes(tree):
    """Who may include whom."""
    for path in tree.files(CODE_FOLDERS, CPP):
        wall = next(wall for wall in WALLS if re.fullmatch(wall.files, str(path)))
        for number, line in tree.lines(path):
            found = re.match(r'\s*#\s*include\s*(["<])([^">]+)[">]', line)
            if not found:
                continue
            allowed = wall.ours if found[1] == '"' else wall.system
            if not re.fullmatch(allowed, found[2]):
                yield f"{path}:{number}: {path.parts[0]}/ may not include {found[2]}"


def purity(tree):
    """Checks know no files, clock or environment: the program they judge is their only input."""
    for path in tree.files(["checks"], CPP):
        for number, line in tree.lines(path):
            include = re.match(r"\s*#\s*include\s*<(\w+)>", line)
            if include and include[1] in NOT_PURE:
                yield f"{path}:{number}: a check may not include <{include[1]}>; what it needs belongs into the facts"
            if re.search(r"\b(getenv|fopen|system_clock|steady_clock)\b\s*[(:]", re.sub(r'"[^"]*"|//.*', "", line)):
                yield f"{path}:{number}: a check may not look at files, clock or environment"


def file_length(tree):
    for path in [*tree.files(CODE_FOLDERS, CPP | {".fbs"}), *tree.files(SCRIPT_FOLDERS, {".py", ".cmake", ".sh"})]:
        if path.match("test/unit/*") or path.match("test/support/*") or path.match("test/field/stubs/*"):
            continue
        count = len(tree.text(path).splitlines())
        if count > FILE_LINES and str(path) not in LONG_FILES:
            yield f"{path}:1: {count} lines; more than {FILE_LINES} is more than one idea, split it"


def cpp_functions(text):
    """(line, length) of each block that opens at namespace or class level and is no namespace, type or table.
    Our format makes this reliable: the closing brace of a function stands alone, at the indent of its first line."""
    start = indent = None
    for number, line in enumerate(text.splitlines(), 1):
        if start is None:
            opens = re.match(r"( {0,4})[^\s#/}].*\{$", line)
            if opens and not re.match(r"\s*(template <[^>]*> )?(inline )?(namespace|class|struct|union|enum|extern \"C\")\b", line) and "= {" not in line:
                initialisers = line.lstrip().startswith(": ")  # a constructor's, one level in
                start, indent = number, opens[1][4 if initialisers else 0:]
        elif line == indent + "}" or line.startswith(indent + "};"):
            yield start, number - start + 1
            start = None


def python_functions(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.lineno, node.end_lineno - node.lineno + 1


def function_length(tree):
    found = [(path, cpp_functions) for path in tree.files(CODE_FOLDERS, CPP)]
    found += [(path, python_functions) for path in tree.files(SCRIPT_FOLDERS, {".py"})]
    for path, functions in found:
        for line, length in functions(tree.text(path)):
            if length > FUNCTION_LINES:
                yield f"{path}:{line}: a function of {length} lines; more than {FUNCTION_LINES} hide its idea, split it"


def opening_comment(tree):
    """A file opens with its idea."""
    for path in tree.files(CODE_FOLDERS, CPP):
        if not tree.text(path).startswith("//"):
            yield f"{path}:1: opens without a comment; say in one line what the file is for"


def leftovers(tree):
    """Marks of unfinished work, and what belongs to one machine only."""
    unfinished = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    machine = re.compile(r"(^|[^A-Za-z0-9_./-])/(work|farm|root|home/[a-z]+)/")
    for path in tree.everything():
        for number, line in tree.lines(path):
            if machine.search(line) and path.name != "limits.py":
                yield f"{path}:{number}: a path of one machine"
            if unfinished.search(line) and path.parts[0] != "test":
                yield f"{path}:{number}: an open end; finish it, or write it down as an issue"


def option_registry(tree):
    """LLVM's global options collide with those of the libraries we are loaded beside: the program aborts at its start."""
    for path in tree.files(CODE_FOLDERS, CPP):
        for number, line in tree.lines(path):
            if re.search(r"\bcl::(opt|list|alias|bits)\b", line):
                yield f"{path}:{number}: llvm's cl::opt may not be used; add a row to the table in driver/CommandLine.cpp"


SECTIONS = ["What it finds", "Why it hurts", "Example", "Instead", "When it is silent", "At run time", "Options"]


def kebab(name):
    return re.sub(r"([a-z0-9])([A-Z])", r"\1-\2", name).lower()


def rule_rows(tree):
    """rule -> family, from the table in docs/rules.md."""
    rows, family = {}, ""
    for _, line in tree.lines("docs/rules.md"):
        if row := re.match(r"\|([^|]*)\| `([a-z-]+)` \|", line):
            family = row[1].strip() or family
            rows[row[2]] = family
    return rows


def check_files(tree):
    """One name for file, variable, page, test and the row in the table of rules."""
    rows = rule_rows(tree)
    checks = [path for path in tree.files(["checks"], {".cpp"}) if path.parent == pathlib.Path("checks") and path.stem != "Registry"]
    for path in checks:
        rule, text = kebab(path.stem), tree.text(path)
        if not re.search(rf"\bextern const Check {path.stem}\b", text):
            yield f"{path}:1: defines no `extern const Check {path.stem}`"
        if f'"{rule}"' not in text:
            yield f"{path}:1: the rule of this file is \"{rule}\", and it is not in it"
        if rule in rows and f'"{rows[rule]}"' not in text:
            yield f"{path}:1: docs/rules.md puts {rule} into the family {rows[rule]}, the check does not"
        yield from test_of(tree, path, rule)
    yield from pages(tree, {kebab(path.stem) for path in checks}, {rule for rule in rows if rows[rule] == "driver only"})


def pages(tree, checks, driver_rules):
    for page in tree.files(["docs/checks"], {".md"}):
        rule, text = page.stem, tree.text(page)
        if rule not in checks | driver_rules:
            yield f"{page}:1: a page without a check"
        if not text.startswith(f"# cotidy-{rule}\n"):
            yield f"{page}:1: the heading must be '# cotidy-{rule}'"
        if rule in checks and re.findall(r"^## (.*)$", text, re.M) != SECTIONS:
            yield f"{page}:1: the sections must be {', '.join(SECTIONS)}"


def test_of(tree, path, rule):
    if not tree.exists(f"docs/checks/{rule}.md"):
        yield f"{path}:1: no page docs/checks/{rule}.md"
    tests = [test for test in tree.files(["test/checks"], CPP) if test.parts[2].startswith(rule)]
    if not any(re.search(rf"// expect:.*\b{rule}\b", tree.text(test)) for test in tests):
        yield f"{path}:1: no line in test/checks/{rule}* expects {rule}"


def test_folders_run(tree):
    """A folder in test/checks is one program; without a RUN line nobody runs it."""
    folders = {path.parts[2] for path in tree.files(["test/checks"], CPP) if len(path.parts) > 3}
    for folder in sorted(folders):
        if not any("RUN:" in tree.text(path) for path in tree.files([f"test/checks/{folder}"], CPP)):
            yield f"test/checks/{folder}:1: no file has a RUN line"


LIMITS = [includes, purity, file_length, function_length, opening_comment, leftovers, option_registry, check_files, test_folders_run]


def main():
    tree = Tree(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]).resolve())
    breaches = [f"{breach} [{limit.__name__}]" for limit in LIMITS for breach in limit(tree)]
    print(*breaches, sep="\n", end="\n" if breaches else "")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
