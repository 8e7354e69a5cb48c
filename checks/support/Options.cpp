// Options of checks: texts in the settings, values for the check that declares them.
#include "checks/support/Options.h"

#include <cstdlib>

namespace cotidy {

static std::string textOf(const Analysis &analysis, const CheckOption &option) {
  const auto set = analysis.settings().find(option.key);
  return set == analysis.settings().end() ? std::string(option.value) : set->second;
}

bool flag(const Analysis &analysis, const CheckOption &option) { return textOf(analysis, option) == "true"; }

double number(const Analysis &analysis, const CheckOption &option) {
  return std::strtod(textOf(analysis, option).c_str(), nullptr);
}

}  // namespace cotidy
