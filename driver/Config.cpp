// Config.cpp: each key of `.cotidy.json` is one row of a table: its name, and what its value does.
#include "driver/Config.h"

#include "driver/JsonInput.h"
#include "driver/Names.h"
#include "driver/UserError.h"

#include <algorithm>
#include <array>
#include <filesystem>

namespace cotidy {

namespace {

using nlohmann::json;

/// Thrown by a row; the reader adds the place.
struct WrongValue {
  std::string_view expected;
};

std::vector<std::string> strings(const json &value, std::string_view expected) {
  if (!value.is_array()) throw WrongValue{expected};
  std::vector<std::string> list;
  for (const json &element : value) {
    if (!element.is_string()) throw WrongValue{expected};
    list.push_back(element.get<std::string>());
  }
  return list;
}

std::string string(const json &value, std::string_view expected) {
  if (!value.is_string()) throw WrongValue{expected};
  return value.get<std::string>();
}

void setModels(Config &config, const json &value) {
  const auto folder = std::filesystem::path(config.file).parent_path();
  for (const std::string &file : strings(value, "a list of file names"))
    config.models.push_back((folder / file).lexically_normal().string());
}

void setPrograms(Config &config, const json &value) {
  constexpr std::string_view expected = "an object from a program's name to a list of globs of its sources";
  if (!value.is_object()) throw WrongValue{expected};
  for (const auto &[name, globs] : value.items()) config.programs[name] = strings(globs, expected);
}

void setBaseline(Config &config, const json &value) {
  const std::string file = string(value, "a file name, or \"none\"");
  const auto folder = std::filesystem::path(config.file).parent_path();
  config.baseline = file == "none" ? file : (folder / file).lexically_normal().string();
}

void setRatchet(Config &config, const json &value) {
  constexpr std::string_view expected = "\"strict\" or \"off\"";
  const std::string choice = string(value, expected);
  if (choice != "strict" && choice != "off") throw WrongValue{expected};
  config.strictRatchet = choice == "strict";
}

struct Key {
  std::string_view name;
  void (*set)(Config &, const json &);
};

constexpr std::array keys = {
    Key{"baseline", setBaseline},
    Key{"build", [](Config &c, const json &v) { c.build = string(v, "a command, as a string"); }},
    Key{"exclude", [](Config &c, const json &v) { c.exclude = strings(v, "a list of globs"); }},
    Key{"failOn", [](Config &c, const json &v) { c.failOn = string(v, "a string: error, warning or hint"); }},
    Key{"headerFilter", [](Config &c, const json &v) { c.headerFilter = string(v, "a regular expression"); }},
    Key{"models", setModels},
    Key{"programs", setPrograms},
    Key{"ratchet", setRatchet},
};

}  // namespace

std::string Config::programOf(std::string_view source) const {
  for (const auto &[name, globs] : programs)
    if (std::ranges::any_of(globs, [&](const std::string &glob) { return matchesGlob(glob, source); })) return name;
  return {};
}

Config readConfig(const std::string &file) {
  const std::string text = readInput(file, "the configuration");
  const json root = parseJson(file, text);
  if (!root.is_object()) throw UserError(file + ":1: not an object; write {\"models\": […], …}");
  std::vector<std::string_view> known;
  for (const Key &key : keys) known.push_back(key.name);

  Config config;
  config.file = file;
  for (const auto &[name, value] : root.items()) {
    const auto key = std::ranges::find(keys, name, &Key::name);
    if (key == keys.end()) throw UserError(placeOfKey(file, text, name) + ": " + unknownName("key", name, known));
    try {
      key->set(config, value);
    } catch (const WrongValue &wrong) {
      throw UserError(placeOfKey(file, text, name) + ": '" + name + "' must be " + std::string(wrong.expected));
    }
  }
  return config;
}

}  // namespace cotidy
