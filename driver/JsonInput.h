// JsonInput.h: reads files that people or build tools wrote, and says where they are broken.
#pragma once
#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace cotidy {

/// The whole file; throws UserError that says what it is (`kind`) and why it cannot be read.
std::string readInput(const std::string &path, std::string_view kind);

/// Parses JSON, // comments allowed; throws UserError with the line.
nlohmann::json parseJson(const std::string &path, std::string_view text);

/// "path:LINE" of the first `"key":` in the text, for errors about a key; only "path" where there is none.
std::string placeOfKey(const std::string &path, std::string_view text, std::string_view key);

}  // namespace cotidy
