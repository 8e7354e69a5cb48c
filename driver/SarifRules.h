// SarifRules.h: the part of a SARIF log that describes the tool: its rules, from the checks and their pages, and the
// kinds of failures.
#pragma once
#include "driver/Report.h"

#include <cstddef>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

namespace cotidy::sarif {

using Json = nlohmann::ordered_json;

/// "error", "warning", "note": what SARIF calls a level.
std::string_view levelOf(Severity severity);

struct Rules {
  Json descriptors = Json::array();
  std::map<std::string, std::size_t, std::less<>> indexOf;  // by rule, without the prefix
};

/// All checks that ran, and the rules of findings that no check value stands for.
Rules rulesOf(const Report &report);

/// One descriptor per FailureKind, at its number.
Json notificationDescriptors();

/// The name that a failure's notification refers to.
std::string notificationId(FailureKind kind);

/// A page without its markup, as far as markup would disturb a reader of plain text.
std::string plainText(std::string_view markdown);

/// The first paragraph behind the title, in one line, at most `limit` bytes.
std::string firstParagraph(std::string_view markdown, std::size_t limit);

}  // namespace cotidy::sarif
