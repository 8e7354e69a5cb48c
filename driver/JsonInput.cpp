// JsonInput.cpp: nlohmann/json reads; this file turns its complaints into places.
#include "driver/JsonInput.h"

#include "driver/UserError.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace cotidy {

namespace {

std::string placeOfByte(const std::string &path, std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, std::min(byte, text.size()));
  return path + ":" + std::to_string(1 + std::ranges::count(before, '\n'));
}

}  // namespace

std::string readInput(const std::string &path, std::string_view kind) {
  const std::string what = "cannot read " + std::string(kind) + " '" + path + "': ";
  if (std::filesystem::is_directory(path)) throw UserError(what + "it is a folder");
  errno = 0;
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw UserError(what + std::strerror(errno));
  std::string text(std::istreambuf_iterator<char>(stream), {});
  if (stream.bad()) throw UserError(what + std::strerror(errno));
  return text;
}

nlohmann::json parseJson(const std::string &path, std::string_view text) {
  try {
    return nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/true, /*ignore_comments=*/true);
  } catch (const nlohmann::json::parse_error &error) {
    // "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error …": the reason stands last
    const std::string_view message = error.what();
    const auto reason = message.find(": ");
    throw UserError(placeOfByte(path, text, error.byte ? error.byte - 1 : 0) + ": not valid JSON: " +
                    std::string(reason == std::string_view::npos ? message : message.substr(reason + 2)));
  }
}

std::string placeOfKey(const std::string &path, std::string_view text, std::string_view key) {
  const std::string quoted = nlohmann::json(key).dump();
  for (auto at = text.find(quoted); at != std::string_view::npos; at = text.find(quoted, at + 1)) {
    const auto next = text.find_first_not_of(" \t\r\n", at + quoted.size());
    if (next != std::string_view::npos && text[next] == ':') return placeOfByte(path, text, at);
  }
  return path;
}

}  // namespace cotidy
