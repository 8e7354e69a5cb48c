#!/usr/bin/env python3
"""examples.py COTIDY: `cotidy models check` accepts every model file that docs/models.md shows."""
import pathlib, re, subprocess, sys, tempfile

PAGE = pathlib.Path(__file__).resolve().parents[2] / "docs/models.md"


def main(cotidy):
    examples = re.findall(r"^```json\n(.*?)^```", PAGE.read_text(), re.M | re.S)
    if not examples:
        print("docs/models.md shows no model file any more", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, text in enumerate(examples):
            files.append(pathlib.Path(folder) / f"example-{number}.json")
            files[-1].write_text(text)
        return subprocess.run([cotidy, "models", "check", *map(str, files)]).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
