// Config.h: the settings of a whole project, from `.cotidy.json` in its root. Options of single checks are clang-tidy's
// business: `.clang-tidy`.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cotidy {

inline constexpr std::string_view configName = ".cotidy.json";

struct Config {
  std::string file;  // empty: there is none
  std::vector<std::string> models;  // absolute
  std::vector<std::string> exclude;  // globs over paths below the root: analysed, but never reported
  std::map<std::string, std::vector<std::string>> programs;  // name -> globs of its sources
  std::optional<std::string> headerFilter;
  std::optional<std::string> failOn;
  std::string build;  // a command that builds the project, for verify; empty: not told
  std::optional<std::string> baseline;  // absolute, or "none"
  bool strictRatchet = false;  // the baseline may only shrink

  /// The program that claims a source (a path below the root); empty where none does.
  std::string programOf(std::string_view source) const;
};

/// Throws UserError on anything that is not understood: a misspelled key must not be a setting that is ignored.
Config readConfig(const std::string &file);

}  // namespace cotidy
