#!/usr/bin/env python3
"""golden.py FILE: compares standard input with FILE and shows the difference; `./dev golden` rewrites FILE instead."""
import difflib, os, pathlib, sys


def main():
    golden = pathlib.Path(sys.argv[1])
    now = sys.stdin.read()
    if not now:
        sys.exit(f"golden.py: nothing came on standard input for {golden}")
    if os.environ.get("COTIDY_UPDATE_GOLDEN"):
        golden.write_text(now)
        return 0
    before = golden.read_text() if golden.exists() else ""
    if before == now:
        return 0
    sys.stdout.writelines(difflib.unified_diff(before.splitlines(True), now.splitlines(True), str(golden), "now"))
    print("If the change is meant: ./dev golden, and read the diff.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
