#!/usr/bin/env python3
"""validate.py [FILE]…: checks model files against schema.json; on a Markdown page, its ```json blocks. Default: the
files of this folder and docs/models.md. Editors complete by the schema, cotidy reads with its own reader; this keeps the
two from drifting apart. Prints `file: path: reason` for each fault and ends with 1 where there is one; with 2 where
python3-jsonschema is missing."""
import json, pathlib, re, sys

HERE = pathlib.Path(__file__).resolve().parent

# What the reader refuses and the schema must refuse as well: (why, file).
REFUSED = [
    ("no library", {}),
    ("another format", {"library": "l", "format": 2}),
    ("unknown key", {"library": "l", "function": []}),
    ("unknown key of a function", {"library": "l", "functions": [{"name": "f", "block": "wait"}]}),
    ("no name", {"library": "l", "functions": [{"blocks": "wait"}]}),
    ("unknown word", {"library": "l", "functions": [{"name": "f", "blocks": "waits"}]}),
    ("two questions", {"library": "l", "functions": [{"name": "f", "when": [{"equals": 0, "ready": True}]}]}),
    ("no question", {"library": "l", "functions": [{"name": "f", "when": [{"argument": 0}]}]}),
    ("one argument and any", {"library": "l", "functions": [
        {"name": "f", "when": [{"argument": 0, "anyArgument": True, "equals": 0}]}]}),
    ("unknown place", {"library": "l", "functions": [{"name": "f", "switches": "elsewhere"}]}),
    ("unknown drop", {"library": "l", "types": [{"name": "T", "drop": "gone"}]}),
    ("no types", {"library": "l", "replacements": [{"what": "sleep", "text": "t"}]}),
]


def texts(path):
    """The model files that a file holds."""
    text = path.read_text()
    return re.findall(r"^```json\n(.*?)^```", text, re.M | re.S) if path.suffix == ".md" else [text]


def main(arguments):
    try:
        import jsonschema
    except ImportError:
        print("validate.py: needs the Debian package python3-jsonschema; install it and run this again", file=sys.stderr)
        return 2
    schema = json.loads((HERE / "schema.json").read_text())
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    faults = 0
    shipped = [path for path in sorted(HERE.glob("*.json")) if path.name != "schema.json"]
    files = [pathlib.Path(name) for name in arguments] or [*shipped, HERE.parent / "docs/models.md"]
    for path, text in ((path, text) for path in files for text in texts(path)):
        for error in validator.iter_errors(json.loads(text)):
            print(f"{path.name}: {'/'.join(map(str, error.absolute_path)) or 'the file'}: {error.message[:200]}")
            faults += 1
    for why, text in REFUSED:
        if validator.is_valid(text):
            print(f"schema.json: accepts a file that the reader refuses ({why})")
            faults += 1
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
