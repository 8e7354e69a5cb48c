// JsonFields.cpp: the refusals. Each says what is wrong and what to write instead.
#include "models/JsonFields.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace cotidy {
namespace {

using nlohmann::json;

std::size_t editDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t(0));
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      std::size_t replaced = diagonal + (a[i - 1] != b[j - 1]);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

const char *kindOf(const json &value) {
  if (value.is_null()) return "null";
  if (value.is_boolean()) return "true or false";
  if (value.is_number()) return "a number";
  if (value.is_string()) return "a string";
  return value.is_array() ? "an array" : "an object";
}

}  // namespace

std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> known) {
  std::optional<std::string_view> best;
  std::size_t fewest = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (std::string_view candidate : known)
    if (std::size_t edits = editDistance(word, candidate); edits < fewest) {
      fewest = edits;
      best = candidate;
    }
  return best;
}

std::string listed(std::span<const std::string_view> words) {
  std::string out;
  for (std::size_t i = 0; i != words.size(); ++i) {
    if (i) out += i + 1 == words.size() ? " or " : ", ";
    out += words[i];
  }
  return out;
}

JsonFields::JsonFields(const JsonText &text, const json &object, std::string pointer, std::string what,
                       std::initializer_list<std::string_view> known)
    : text_(text), object_(object), pointer_(std::move(pointer)), what_(std::move(what)) {
  if (!object.is_object()) refuse(what_ + " must be an object in braces, not " + kindOf(object));
  for (const auto &[key, value] : object.items()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    std::span<const std::string_view> words(known.begin(), known.size());
    auto meant = nearest(key, words);
    refuse(key, "unknown key '" + key + "' in " + what_ + "; " +
                    (meant ? "did you mean '" + std::string(*meant) + "'?" : "known are " + listed(words)));
  }
}

const json *JsonFields::find(std::string_view key) const {
  auto found = object_.find(key);
  return found == object_.end() ? nullptr : &*found;
}

std::string JsonFields::text(std::string_view key) const {
  const json *value = find(key);
  if (!value) return {};
  if (!value->is_string()) refuse(key, expected(key, "a string", *value));
  return value->get<std::string>();
}

std::string JsonFields::requiredText(std::string_view key) const {
  std::string value = text(key);
  if (value.empty()) refuse(what_ + " needs '" + std::string(key) + "'; add it");
  return value;
}

std::vector<std::string> JsonFields::texts(std::string_view key) const {
  const json *value = find(key);
  if (!value) return {};
  if (value->is_string()) return {value->get<std::string>()};
  const std::string form = "a string or an array of strings";
  if (!value->is_array()) refuse(key, expected(key, form, *value));
  std::vector<std::string> out;
  for (const json &item : *value) {
    if (!item.is_string()) refuse(key, expected(key, form, *value) + " that holds " + kindOf(item));
    out.push_back(item.get<std::string>());
  }
  if (out.empty()) refuse(key, "'" + std::string(key) + "' is empty; give one string or more, or leave it out");
  return out;
}

std::optional<bool> JsonFields::optionalFlag(std::string_view key) const {
  const json *value = find(key);
  if (!value) return std::nullopt;
  if (!value->is_boolean()) refuse(key, expected(key, "true or false", *value));
  return value->get<bool>();
}

bool JsonFields::flag(std::string_view key, bool absent) const { return optionalFlag(key).value_or(absent); }

std::optional<std::int64_t> JsonFields::number(std::string_view key) const {
  const json *value = find(key);
  if (!value) return std::nullopt;
  if (!value->is_number_integer()) refuse(key, expected(key, "a whole number", *value));
  return value->get<std::int64_t>();
}

std::optional<double> JsonFields::amount(std::string_view key) const {
  const json *value = find(key);
  if (!value) return std::nullopt;
  if (!value->is_number() || value->get<double>() < 0) refuse(key, expected(key, "a number from 0", *value));
  return value->get<double>();
}

static bool isIndex(std::int64_t value) {
  constexpr std::int64_t most = std::numeric_limits<std::int8_t>::max();
  return -most <= value && value <= most;
}

std::optional<int> JsonFields::index(std::string_view key) const {
  auto value = number(key);
  if (!value) return std::nullopt;
  if (!isIndex(*value))
    refuse(key, "'" + std::string(key) + "' is no index of an argument; count from 0, or from -1 for the last");
  return int(*value);
}

std::vector<int> JsonFields::indices(std::string_view key) const {
  std::vector<int> out;
  for (const json &value : array(key)) {
    if (!value.is_number_integer() || !isIndex(value.get<std::int64_t>()))
      refuse(key, "'" + std::string(key) + "' holds indices of arguments; count from 0, or from -1 for the last");
    out.push_back(value.get<int>());
  }
  return out;
}

const json &JsonFields::array(std::string_view key) const {
  static const json none = json::array();
  const json *value = find(key);
  if (!value) return none;
  if (!value->is_array()) refuse(key, expected(key, "an array", *value));
  return *value;
}

void JsonFields::refuse(std::string_view key, const std::string &reason) const {
  throw Refusal(text_.lineOf(pointerTo(key)), reason);
}

void JsonFields::refuse(const std::string &reason) const { throw Refusal(text_.lineOf(pointer_), reason); }

void JsonFields::refuseWord(std::string_view key, const std::string &word,
                            std::span<const std::string_view> known) const {
  auto meant = nearest(word, known);
  refuse(key, "'" + word + "' is no value of '" + std::string(key) + "'; " +
                  (meant ? "did you mean '" + std::string(*meant) + "'?" : "known are " + listed(known)));
}

std::string JsonFields::expected(std::string_view key, const std::string &form, const json &got) {
  return "'" + std::string(key) + "' must be " + form + ", not " + kindOf(got);
}

}  // namespace cotidy
