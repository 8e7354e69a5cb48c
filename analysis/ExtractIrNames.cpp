// ExtractIrNames.cpp: the demangler gives the parts of a name; what only one library's version writes is left out.
#include "analysis/ExtractIrNames.h"

#include "llvm/Demangle/Demangle.h"

#include <cstdlib>
#include <string_view>

namespace cotidy {

static std::string taken(char *made) {
  std::string text = made ? made : "";
  std::free(made);
  return text;
}

static std::string withoutArguments(const std::string &name) {
  std::string plain;
  int depth = 0;
  for (char c : name) {
    depth += c == '<';
    if (depth == 0) plain += c;
    depth -= c == '>';
  }
  return plain;
}

static void drop(std::string &name, std::string_view part) {
  for (std::size_t at; (at = name.find(part)) != std::string::npos;) name.erase(at, part.size());
}

std::string plainNameOf(const std::string &mangled) {
  llvm::ItaniumPartialDemangler demangler;
  if (demangler.partialDemangle(mangled.c_str())) return mangled;
  std::string scope = withoutArguments(taken(demangler.getFunctionDeclContextName(nullptr, nullptr)));
  if (!scope.empty()) scope += "::";
  for (std::string_view hidden : {"__cxx11::", "__1::", "_V2::"}) drop(scope, hidden);
  std::string base = taken(demangler.getFunctionBaseName(nullptr, nullptr));
  return scope + base.substr(0, base.find("[abi"));
}

}  // namespace cotidy
