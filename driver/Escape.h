// Escape.h: text that comes from source files, made safe for the formats that it is put into.
#pragma once
#include <string>
#include <string_view>

namespace cotidy {

/// What is no UTF-8 becomes U+FFFD.
std::string validUtf8(std::string_view text);

/// For XML 1.0, content and attributes: markup escaped, characters that XML forbids replaced.
std::string xmlText(std::string_view text);

/// For one cell of a GitHub-flavoured Markdown table: no markup, no HTML, one line.
std::string markdownCell(std::string_view text);

/// The same as code: between backticks, more of them than the text holds in a row.
std::string markdownCode(std::string_view text);

}  // namespace cotidy
