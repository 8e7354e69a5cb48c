// JsonFields.h: typed access to the members of one JSON object. What is not as expected is refused with its line, what
// was expected and, for a misspelt word, the nearest one that is known.
#pragma once
#include "models/JsonText.h"
#include "models/ModelNames.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cotidy {

/// The word of `known` with the fewest edits to `word`, if that is few enough to be meant.
std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> known);
/// "a, b or c".
std::string listed(std::span<const std::string_view> words);

class JsonFields {
public:
  /// `what` names the object in messages: "a function". Refuses keys that are not in `known`.
  JsonFields(const JsonText &text, const nlohmann::json &object, std::string pointer, std::string what,
             std::initializer_list<std::string_view> known);

  const nlohmann::json *find(std::string_view key) const;
  std::string pointerTo(std::string_view key) const { return pointer_ + "/" + std::string(key); }

  std::string text(std::string_view key) const;                     // empty where absent
  std::string requiredText(std::string_view key) const;
  std::vector<std::string> texts(std::string_view key) const;       // one string, or an array of them
  bool flag(std::string_view key, bool absent = false) const;
  std::optional<bool> optionalFlag(std::string_view key) const;
  std::optional<std::int64_t> number(std::string_view key) const;
  std::optional<double> amount(std::string_view key) const;         // a number that is not negative
  std::optional<int> index(std::string_view key) const;
  std::vector<int> indices(std::string_view key) const;             // an array of them; empty where absent
  const nlohmann::json &array(std::string_view key) const;          // an empty one where absent

  template <class Enum> Enum word(std::string_view key, Enum absent) const {
    const nlohmann::json *value = find(key);
    if (!value) return absent;
    if (!value->is_string()) refuse(key, expected(key, "one of " + listed(spellings<Enum>), *value));
    const auto &spelt = value->get_ref<const std::string &>();
    if (auto found = unspell<Enum>(spelt)) return *found;
    refuseWord(key, spelt, spellings<Enum>);
  }

  [[noreturn]] void refuse(std::string_view key, const std::string &reason) const;
  [[noreturn]] void refuse(const std::string &reason) const;
  [[noreturn]] void refuseWord(std::string_view key, const std::string &word,
                               std::span<const std::string_view> known) const;
  static std::string expected(std::string_view key, const std::string &form, const nlohmann::json &got);
  const std::string &what() const { return what_; }

private:
  const JsonText &text_;
  const nlohmann::json &object_;
  std::string pointer_, what_;
};

}  // namespace cotidy
