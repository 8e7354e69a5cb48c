// TidyPluginGuard.cpp: refuses to work in a clang-tidy of another version. Such a plugin loads, lists its checks and
// finds nothing, because the numbers of the AST's nodes differ: silence that looks like a clean bill.
#include "clang/Basic/Version.h"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

// Before the registration of the checks, which already touches the host's data.
__attribute__((constructor(101))) void refuseOtherVersions() {
  const std::string host = clang::getClangFullVersion();  // the host's: we link no clang of our own
  const std::string ours = std::to_string(CLANG_VERSION_MAJOR) + "." + std::to_string(CLANG_VERSION_MINOR);
  if (host.find("clang version " + ours + ".") != std::string::npos) return;
  std::fprintf(
      stderr,
      "libcotidy-tidy.so: error: built for clang %s, loaded by %s; use clang-tidy-%d, or the plugin built for yours\n",
      CLANG_VERSION_STRING, host.c_str(), CLANG_VERSION_MAJOR);
  std::_Exit(3);
}

}  // namespace
