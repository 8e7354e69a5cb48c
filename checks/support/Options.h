// Options.h: what a check reads of its options; how users set them is the tools' business.
#pragma once
#include "analysis/Analysis.h"
#include "checks/Check.h"

namespace cotidy {

/// The user's value, else the default. The tools have seen to it that the text is of the option's kind.
bool flag(const Analysis &analysis, const CheckOption &option);
double number(const Analysis &analysis, const CheckOption &option);

}  // namespace cotidy
