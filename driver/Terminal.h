// Terminal.h: standard output and standard error. Output that does not arrive is an error, not a clean run.
#pragma once
#include "driver/CommandLine.h"

#include <string_view>

namespace cotidy {

/// Whether standard output is to be coloured: asked for, or a terminal that can and NO_COLOR is not set.
bool wantsColor(Color color);

/// To standard output, all of it; throws UserError where that fails (a full disk, a closed pipe).
void print(std::string_view text);

/// To standard error; a failure has nowhere to be told.
void printError(std::string_view text);

}  // namespace cotidy
