"""The suites of tests. `unit` are the GoogleTest programs; `all` is every test in test/ and every page in docs/, with the
driver; `plugin` is the checks' tests again, with the clang-tidy plugin. by_place.py says what is a test, and how it runs.
"""
import ctypes, os, pathlib, shutil, sys

import lit.formats

# `config` and `lit_config` are given by lit, the rest of config by build/lit/*/lit.site.cfg.py.
source, build = pathlib.Path(config.source), pathlib.Path(config.build)
plugin = config.suite == "plugin"
sys.path.insert(0, str(source / "test"))
from by_place import ByPlace

check = [sys.executable, f"{source}/test/check.py", "--build", str(build), "--llvm", config.llvm_major]
if plugin:
    check += ["--tool", "plugin"]

if config.suite == "unit":
    config.test_format = lit.formats.GoogleTest(".", "-unit")
    config.test_source_root = config.test_exec_root = str(build / "lit/unit")
else:
    config.test_format = ByPlace(source, check)
    config.test_source_root = str(source)
    config.test_exec_root = str(build / "lit" / config.suite)

config.name = f"cotidy-{config.suite}"
config.suffixes = {".cpp", ".md", ".test"}
config.excludes = {"stubs", "support", "unit"}
if plugin and (source / "test/checks").is_dir():  # the plugin sees one file at a time: no programs of several files
    config.excludes |= {entry.name for entry in (source / "test/checks").iterdir() if entry.is_dir()}
config.available_features |= {"plugin" if plugin else "driver", f"llvm{config.llvm_major}"}

if pathlib.Path(config.llvm_bin, "../lib/libc++.a").exists():
    config.available_features.add("libcxx")  # to be linked statically
if "COTIDY_FULL" in os.environ:  # what takes long; `./dev test full` sets it
    config.available_features.add("full")

def has_io_uring():
    """The library's header is there, and the kernel lets us: containers often forbid it."""
    parameters = ctypes.create_string_buffer(120)
    ring = ctypes.CDLL(None).syscall(425, 1, parameters)  # io_uring_setup
    if ring >= 0:
        os.close(ring)
    return ring >= 0 and pathlib.Path("/usr/include/liburing.h").exists()


if has_io_uring():
    config.available_features.add("io-uring")
if "COTIDY_LIBCORO" in os.environ:  # a checkout of libcoro, for test/runtime/libcoro.test
    config.available_features.add("libcoro")

validators = build / "validators/node_modules"  # of others, for our reports; `./dev test full` installs them
if validators.is_dir():
    config.available_features.add("validators")
if (validators / "../sarif-viewer/tsconfig.json").exists():  # the panel of VS Code's viewer
    config.available_features.add("sarif-panel")

if all(map(shutil.which, ("vim", "nvim", "emacs"))):  # the same
    config.available_features.add("editors")

if shutil.which("pre-commit"):
    config.available_features.add("pre-commit")

tidy = f"clang-tidy-{config.llvm_major} --load={build}/lib/libcotidy-tidy.so"
config.substitutions += [
    ("%check_doc", " ".join(check)), ("%check", " ".join(check)), ("%cotidy-match", f"{build}/bin/cotidy-match"),
    ("%cotidy", f"{build}/bin/cotidy"), ("%tidy", tidy),
    ("%field", f"{sys.executable} {source}/test/field/score.py --gate --verbose --bin {build}/bin/cotidy"),
    ("%golden", f"{sys.executable} {source}/test/golden.py"), ("%python", sys.executable), ("%instrument", f"{build}/bin/cotidy-clang++"), ("%root", str(source)),
    ("%validators", str(validators)), ("%libcoro", os.environ.get("COTIDY_LIBCORO", "")),
]
config.environment["PATH"] = os.pathsep.join([config.llvm_bin, os.environ["PATH"]])
config.environment["LC_ALL"] = "C.UTF-8"
config.environment["XDG_CACHE_HOME"] = str(build / "lit/cache")  # tests leave the user's cache alone
if "COTIDY_UPDATE_GOLDEN" in os.environ:
    config.environment["COTIDY_UPDATE_GOLDEN"] = "1"
