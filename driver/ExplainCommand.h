// ExplainCommand.h: `cotidy explain`: the pages of the rules, which are part of the program.
#pragma once
#include "driver/CommandLine.h"

#include <string>
#include <string_view>

namespace cotidy {

ExitCode runExplain(const Options &options);

/// Markdown as a terminal shows it: without marks, code indented; with `color`, headings and code stand out.
std::string renderPage(std::string_view markdown, bool color);

}  // namespace cotidy
