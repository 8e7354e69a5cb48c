"""The format of our lit tests: RUN lines, or what goes without saying at the place where a file stands.

  docs/**/*.md              every ```cpp block is compiled and checked (check.py), whatever the page says of RUN lines
  test/checks/<rule>.cpp    the file is compiled and checked (check.py)
  test/field/<family>/      each family that thresholds.json names is scored (score.py)

A module of its own, because lit sends the format to its worker processes by name.
"""
import json, pathlib

import lit.formats
import lit.Test
import lit.TestRunner
import lit.util


def is_page(source, path):
    return path.suffix == ".md" and path.relative_to(source).parts[0] == "docs"


def default_command(source, path):
    """How a file without RUN lines is run; None where it is no test."""
    parts = path.relative_to(source).parts
    if path.suffix == ".cpp" and parts[:-1] == ("test", "checks"):
        return "%check %s"
    if parts[:2] == ("test", "field") and path.name == "INDEX.md":
        gated = parts[2] in json.loads((source / "test/field/thresholds.json").read_text())
        return f"%field --family {parts[2]}" if gated else None
    return None


class ByPlace(lit.formats.ShTest):
    def __init__(self, source, page_command):
        super().__init__(execute_external=False)
        self.source, self.page_command = source, page_command

    def getTestsForPath(self, suite, path_in_suite, lit_config, local_config):
        path = pathlib.Path(suite.getSourcePath(path_in_suite))
        if path.suffix in local_config.suffixes and self.is_test(path):
            yield lit.Test.Test(suite, path_in_suite, local_config)

    def is_test(self, path):
        if is_page(self.source, path):
            return "\n```cpp\n" in path.read_text()
        return "RUN:" in path.read_text() or default_command(self.source, path) is not None

    def execute(self, test, lit_config):
        path = pathlib.Path(test.getSourcePath())
        if is_page(self.source, path):
            return self.run_page(path, test.config.environment)
        commands = [] if "RUN:" in path.read_text() else [default_command(self.source, path)]
        return lit.TestRunner.executeShTest(test, lit_config, False, [], commands)

    def run_page(self, path, environment):
        out, err, code = lit.util.executeCommand([*self.page_command, str(path)], env=environment)
        return (lit.Test.FAIL if code else lit.Test.PASS), out + err
