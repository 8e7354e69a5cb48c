#!/usr/bin/env python3
"""check.py PATH [RULE]: runs the checks over C++ code and compares what they say with the comments in the code.

PATH is a C++ file, a folder (all its .cpp files are one program), or a Markdown page (each ```cpp block is a program).
  // expect: rule, other-rule          these rules speak on this line
  // expect: rule: part of a message   ... and the message contains this
Nothing else may be reported: no other rule, no other line. With RULE only that rule runs.
  // flags: -std=c++23                 in the first lines: instead of -std=c++20
On a page, blocks behind `<!-- file: name.cpp -->` lines form one program up to the next heading, and ```cpp no-test
blocks are left out. Functions called FN_… and FP_… document known misses and known false alarms; they are only names.
"""
import argparse, dataclasses, json, pathlib, re, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
SOURCES, HEADERS = {".cpp", ".cc"}, {".h", ".hpp"}


class Trouble(Exception):
    """The tool gave no answer, or the test itself is wrong: one message."""


@dataclasses.dataclass(frozen=True)
class Expectation:
    file: pathlib.Path
    line: int
    rule: str
    message: str = ""

    def matches(self, finding):
        return (self.file, self.line, self.rule) == (finding.file, finding.line, finding.rule) and self.message in finding.message


@dataclasses.dataclass(frozen=True, order=True)
class Finding:
    file: pathlib.Path
    line: int
    rule: str
    message: str


@dataclasses.dataclass
class Program:
    """Files that are analysed together. `shown` gives the name to print for a file that was cut out of a page."""
    files: list
    shown: dict = dataclasses.field(default_factory=dict)

    def sources(self):
        return [file for file in self.files if file.suffix in SOURCES]

    def flags(self):
        for file in self.files:
            for line in file.read_text().strip().splitlines()[:3]:
                if found := re.search(r"//\s*flags:\s*(.+)", line):
                    return found[1].split()
        return ["-std=c++20"]

    def show(self, file):
        return self.shown.get(file, file)


# ---------------------------------------------------------------- reading programs and expectations

def programs(path, scratch):
    if path.suffix == ".md":
        return page_programs(path, scratch)
    if path.is_dir():
        return [Program(sorted(file for file in path.rglob("*") if file.suffix in SOURCES | HEADERS))]
    return [Program([path])]


@dataclasses.dataclass
class Block:
    """A ```cpp block of a page. `group` tells blocks of one program: equal for named blocks under one heading."""
    name: str
    group: object
    line: int  # of its first line of code, from 0
    text: str


def blocks(page):
    lines = page.read_text().splitlines()
    heading, name, number = 0, None, 0
    while number < len(lines):
        line, start = lines[number], number + 1
        number = start
        if line.startswith("#"):
            heading = start
        elif found := re.fullmatch(r"<!--\s*file:\s*(\S+)\s*-->", line.strip()):
            name = found[1]
        elif line.startswith("```"):
            end = next((i for i in range(start, len(lines)) if lines[i].startswith("```")), None)
            if end is None:
                raise Trouble(f"{page}:{start}: this block has no end")
            if line.startswith("```cpp") and "no-test" not in line:
                yield Block(name or "example.cpp", heading if name else -start, start, "\n".join(lines[start:end]) + "\n")
            name, number = None, end + 1


def page_programs(page, scratch):
    """Cuts a page into programs. A block keeps its line numbers: empty lines stand for the text before it."""
    result = {}
    for block in blocks(page):
        program = result.setdefault(block.group, Program([]))
        file = scratch / f"program{block.group}" / block.name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n" * block.line + block.text)
        program.files.append(file)
        program.shown[file] = page
    return list(result.values())


def expectations(program):
    for file in program.files:
        for number, line in enumerate(file.read_text().splitlines(), 1):
            for text in re.split(r"//\s*expect:", line)[1:]:
                yield from parse_expectation(file, number, text.strip())


def parse_expectation(file, number, text):
    if with_message := re.fullmatch(r"([a-z][a-z0-9-]*):\s+(.+)", text):
        return [Expectation(file, number, with_message[1], with_message[2])]
    rules = [rule.strip() for rule in text.split(",")]
    for rule in rules:
        if not re.fullmatch(r"[a-z][a-z0-9-]*", rule):
            raise Trouble(f"{file}:{number}: '{text}' is no list of rules; write // expect: rule, rule or // expect: rule: message")
    return [Expectation(file, number, rule) for rule in rules]


# ---------------------------------------------------------------- the two tools

def flags_of(program):
    return [*program.flags(), "-isystem", str(HERE / "support")]


def run_driver(args, program):
    command = [args.build / "bin/cotidy", "check", "--format=json", *program.sources()]
    if args.rule:
        command.insert(2, f"--checks={args.rule}")
    done = subprocess.run([*command, "--", *flags_of(program)], capture_output=True, text=True)
    if done.returncode not in (0, 1, 3) or not done.stdout:
        raise Trouble(f"cotidy gave exit code {done.returncode}: {done.stderr.strip()}")
    report = json.loads(done.stdout)
    if done.returncode == 3 or report["failures"]:
        raise Trouble("cotidy could not analyse all: " + "; ".join(f"{f['file']}: {f['error']}" for f in report["failures"]))
    if done.returncode == 1 and not report["findings"]:
        raise Trouble("cotidy gave exit code 1 without findings")
    return [Finding(locate(program, f["location"]["file"]), f["location"]["line"], f["rule"], f["message"]) for f in report["findings"]]


def locate(program, name):
    """The file of the program that a report calls by a path below the project's root."""
    path = pathlib.Path(name)
    return next((file for file in program.files if file.parts[-len(path.parts):] == path.parts or file == path), path)


def run_plugin(args, program):
    checks = f"cotidy-{args.rule or '*'}"
    command = [f"clang-tidy-{args.llvm}", f"--load={args.build / 'lib/libcotidy-tidy.so'}", f"--checks=-*,{checks}", "--quiet"]
    done = subprocess.run([*command, *program.sources(), "--", *flags_of(program)], capture_output=True, text=True)
    if done.returncode != 0 or "clang-diagnostic-error" in done.stdout:
        raise Trouble(f"clang-tidy gave exit code {done.returncode}: {done.stdout}{done.stderr.strip()}")
    found = re.finditer(r"^(\S+?):(\d+):\d+: (?:warning|remark|note): (.*) \[cotidy-([a-z0-9-]+)[\],]", done.stdout, re.M)
    return [Finding(locate(program, m[1]), int(m[2]), m[4], m[3]) for m in found]


# ---------------------------------------------------------------- comparing

def differences(program, expected, findings):
    """Every finding answers one expectation, and the other way round; what is left over is a line of text."""
    left = sorted(findings)
    for expectation in expected:
        answer = next((finding for finding in left if expectation.matches(finding)), None)
        if answer:
            left.remove(answer)
        else:
            wanted = f"{expectation.rule}: {expectation.message}" if expectation.message else expectation.rule
            yield f"{program.show(expectation.file)}:{expectation.line}: expected, but not reported: {wanted}"
    for finding in left:
        yield f"{program.show(finding.file)}:{finding.line}: reported, but not expected: {finding.rule}: {finding.message}"


def check(args, tool, program):
    if not program.sources():
        raise Trouble(f"{args.path}: no C++ source file")
    if tool == "plugin" and len(program.sources()) > 1:
        if args.tool == "both":
            return []
        raise Trouble(f"{args.path}: the plugin sees one file at a time; a program of several is for --tool driver")
    expected = [e for e in expectations(program) if not args.rule or e.rule == args.rule]
    run = run_driver if tool == "driver" else run_plugin
    return [f"{line} ({tool})" for line in differences(program, expected, run(args, program))]


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=lambda text: pathlib.Path(text).resolve())
    parser.add_argument("rule", nargs="?")
    parser.add_argument("--tool", choices=["driver", "plugin", "both"], default="driver")
    parser.add_argument("--build", type=lambda text: pathlib.Path(text).resolve(), default=HERE.parent / "build")
    parser.add_argument("--llvm", default="22", help="major version of the clang-tidy that loads the plugin")
    return parser.parse_args()


def main():
    args = parse_arguments()
    tools = ["driver", "plugin"] if args.tool == "both" else [args.tool]
    lines = []
    with tempfile.TemporaryDirectory() as scratch:
        try:
            found = programs(args.path, pathlib.Path(scratch).resolve())
            if not found:
                raise Trouble(f"{args.path}: nothing to check")
            for program in found:
                for tool in tools:
                    lines += check(args, tool, program)
        except Trouble as trouble:
            lines.append(f"check.py: {trouble}")
        except OSError as error:
            lines.append(f"check.py: {error.filename}: {error.strerror}; run ./dev build first")
    print(*lines, sep="\n", end="\n" if lines else "")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
