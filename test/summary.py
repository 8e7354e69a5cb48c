#!/usr/bin/env python3
"""summary.py RESULTS.json: the ten slowest tests of a lit run, and `N passed, N failed` alone on the last line."""
import json, sys

SLOWEST = 10
PASSED, NOT_RUN = {"PASS", "FLAKYPASS", "XFAIL"}, {"UNSUPPORTED", "SKIPPED", "EXCLUDED"}


def main():
    with open(sys.argv[1]) as file:
        tests = json.load(file)["tests"]
    ran = [test for test in tests if test["code"] not in NOT_RUN]
    print(f"\nSlowest tests:")
    for test in sorted(ran, key=lambda test: -(test.get("elapsed") or 0))[:SLOWEST]:
        print(f"{test.get('elapsed') or 0:8.2f} s  {test['name']}")
    failed = [test["name"] for test in ran if test["code"] not in PASSED]
    for name in failed:
        print(f"FAILED {name}")
    print(f"\n{len(ran) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed or not ran else 0


if __name__ == "__main__":
    sys.exit(main())
