"""known.py COTIDY FILE...: everything that these files await, and every call that starts or waits for something, is known.

What a check says of a library is tested beside it. Of many types it says nothing, only that waiting for them is fine: here
a missing or misspelt row shows."""
import json, pathlib, subprocess, sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import check

cotidy, *files = sys.argv[1:]
trouble = False
for file in files:
    flags = check.flags_of(check.Program([pathlib.Path(file)]))
    run = subprocess.run([cotidy, "models", "coverage", "--quiet", "--format=json", file, "--", *flags],
                         capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"{file}: {run.stderr}")
    answer = json.loads(run.stdout)
    if not answer["awaited"]["known"] or not answer["calls"]["known"]:
        sys.exit(f"{file}: nothing is awaited or started: is this the right file?")
    for section in ("awaited", "calls"):
        for item in answer[section]["items"]:
            if item["known"] == "unknown":
                print(f"{file}:{item['location']['line']}: {section}: {item['name']} is not known")
                trouble = True
sys.exit(trouble)
