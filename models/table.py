#!/usr/bin/env python3
"""table.py [--check]: writes the table of what the models cover into docs/models.md, between its two markers. With
--check it changes nothing and ends with 1 where the page is out of date."""
import json, pathlib, sys

HERE = pathlib.Path(__file__).resolve().parent
PAGE = HERE.parent / "docs/models.md"
BEGIN, END = "<!-- coverage: written by models/table.py -->\n", "<!-- end of coverage -->\n"


def names_in(entries):
    return sum(1 if isinstance(entry["name"], str) else len(entry["name"]) for entry in entries)


def row(path):
    model = json.loads(path.read_text())
    roots = len(model.get("roots", [])) or 1
    types, functions, costs = (names_in(model.get(part, [])) for part in ("types", "functions", "costs"))
    forms = len(model.get("replacements", []))
    spread = f" (in {roots} namespaces)" if roots > 1 else ""
    return f"| `{model['library']}` | {model['title']}{spread} | {model['versions']} | {types} | {functions} | {forms} | {costs} |\n"


def table():
    head = "| file | library | versions | types | functions | asynchronous forms | costs |\n|---|---|---|---|---|---|---|\n"
    files = sorted(path for path in HERE.glob("*.json") if path.name != "schema.json")
    return head + "".join(map(row, files))


def main(arguments):
    text = PAGE.read_text()
    before, found, rest = text.partition(BEGIN)
    _, closed, after = rest.partition(END)
    if not found or not closed:
        print(f"table.py: {PAGE.name} has lost its markers; put back the lines {BEGIN.strip()} and {END.strip()}", file=sys.stderr)
        return 2
    fresh = before + BEGIN + table() + END + after
    if fresh == text:
        return 0
    if "--check" in arguments:
        print(f"docs/{PAGE.name}: the table of covered libraries is out of date; run models/table.py", file=sys.stderr)
        return 1
    PAGE.write_text(fresh)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
