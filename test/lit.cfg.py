"""The suites of tests. `unit` are the GoogleTest programs; `all` is every test in test/ and every page in docs/, with the
driver; `plugin` is the checks' tests again, with the clang-tidy plugin.

A test file says with RUN lines how it is run. Where that goes without saying it needs none:
  docs/**/*.md              every ```cpp block is compiled and checked (check.py)
  test/checks/<rule>.cpp    the file is compiled and checked (check.py)
  test/field/<family>/      each family that thresholds.json names is scored (score.py)
"""
import json, os, pathlib

import lit.formats

# `config` and `lit_config` are given by lit, the rest of config by build/lit/*/lit.site.cfg.py.
source, build = pathlib.Path(config.source), pathlib.Path(config.build)
plugin = config.suite == "plugin"


def default_command(path):
    """How a file without RUN lines is run; None where it is no test."""
    parts = path.relative_to(source).parts
    if path.suffix == ".md" and parts[0] == "docs":
        return "%check_doc %s" if "```cpp" in path.read_text() else None
    if path.suffix == ".cpp" and parts[:-1] == ("test", "checks"):
        return "%check %s"
    if parts[:2] == ("test", "field") and path.name == "INDEX.md":
        gated = parts[2] in json.loads((source / "test/field/thresholds.json").read_text())
        return f"%field --family {parts[2]}" if gated else None
    return None


class ByPlace(lit.formats.ShTest):
    """RUN lines, or the default of the place."""

    def getTestsForPath(self, suite, path_in_suite, lit_config, local_config):
        path = pathlib.Path(suite.getSourcePath(path_in_suite))
        if path.suffix not in local_config.suffixes:
            return
        if "RUN:" in path.read_text() or default_command(path):
            yield lit.Test.Test(suite, path_in_suite, local_config)

    def execute(self, test, lit_config):
        path = pathlib.Path(test.getSourcePath())
        default = [] if "RUN:" in path.read_text() else [default_command(path)]
        return lit.TestRunner.executeShTest(test, lit_config, False, [], default)


if config.suite == "unit":
    config.test_format = lit.formats.GoogleTest(".", "-unit")
    config.test_source_root = config.test_exec_root = str(build / "lit/unit")
else:
    config.test_format = ByPlace()
    config.test_source_root = str(source)
    config.test_exec_root = str(build / "lit" / config.suite)

config.name = f"cotidy-{config.suite}"
config.suffixes = {".cpp", ".md", ".test"}
config.excludes = {"stubs", "support", "unit"}
if plugin and (source / "test/checks").is_dir():  # the plugin sees one file at a time: no programs of several files
    config.excludes |= {entry.name for entry in (source / "test/checks").iterdir() if entry.is_dir()}
config.available_features |= {"plugin" if plugin else "driver", f"llvm{config.llvm_major}"}

check = f"python3 {source}/test/check.py --build {build} --llvm {config.llvm_major}"
check += " --tool plugin" if plugin else ""
tidy = f"clang-tidy-{config.llvm_major} --load={build}/lib/libcotidy-tidy.so"
config.substitutions += [
    ("%check_doc", check), ("%check", check), ("%cotidy", f"{build}/bin/cotidy"), ("%tidy", tidy),
    ("%field", f"python3 {source}/test/field/score.py --gate --verbose --bin {build}/bin/cotidy"),
    ("%golden", f"python3 {source}/test/golden.py"), ("%python", "python3"), ("%root", str(source)),
]
config.environment["PATH"] = os.pathsep.join([config.llvm_bin, os.environ["PATH"]])
config.environment["LC_ALL"] = "C.UTF-8"
config.environment["XDG_CACHE_HOME"] = str(build / "lit/cache")  # tests leave the user's cache alone
if "COTIDY_UPDATE_GOLDEN" in os.environ:
    config.environment["COTIDY_UPDATE_GOLDEN"] = "1"
