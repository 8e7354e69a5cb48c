// JsonText.h: JSON that knows on which line each of its parts stands, so that a model file can be mended at once.
#pragma once
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace cotidy {

/// Why a text was refused. `line` 0 = not known.
struct Refusal : std::runtime_error {
  Refusal(int line, const std::string &reason) : std::runtime_error(reason), line(line) {}
  int line;
};

class JsonText {
public:
  /// Throws Refusal where the text is no JSON, or gives one key twice (which JSON allows and readers drop).
  static JsonText parse(std::string_view text);

  const nlohmann::json &value() const { return value_; }
  /// The line of the part at a JSON pointer ("/functions/3/blocks"); that of its nearest known parent, else 0.
  int lineOf(std::string pointer) const;

private:
  nlohmann::json value_;
  std::map<std::string, int, std::less<>> lines_;
};

}  // namespace cotidy
