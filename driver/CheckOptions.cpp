// CheckOptions.cpp: LLVM's YAML parser finds the pairs; each is matched against what the checks declare.
#include "driver/CheckOptions.h"

#include "driver/JsonInput.h"
#include "driver/Names.h"
#include "driver/UserError.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <vector>

namespace cotidy {

namespace {

namespace fs = std::filesystem;
namespace yaml = llvm::yaml;

constexpr std::string_view fileName = ".clang-tidy";
constexpr std::string_view prefix = "cotidy-";

std::string textOf(yaml::Node *node) {
  llvm::SmallString<64> storage;
  const auto *scalar = llvm::dyn_cast_or_null<yaml::ScalarNode>(node);
  return scalar ? scalar->getValue(storage).str() : std::string();
}

/// One `.clang-tidy`, as far as it concerns us.
class File {
public:
  explicit File(const std::string &name) : name_(name), text_(readInput(name, "the clang-tidy configuration")) {
    sources_.setDiagHandler(
        [](const llvm::SMDiagnostic &problem, void *self) {
          auto &file = *static_cast<File *>(self);
          if (file.error_.empty())
            file.error_ = file.name_ + ":" + std::to_string(problem.getLineNo()) + ": " + problem.getMessage().str();
        },
        this);
    yaml::Stream stream(text_, sources_);
    for (yaml::Document &document : stream) read(document.getRoot());
    if (stream.failed() || !error_.empty())
      throw UserError((error_.empty() ? name_ : error_) + "; clang-tidy --verify-config tells more");
  }

  bool inherits() const { return inherits_; }
  /// What this file says; what stands there already, from a file nearer by, stays.
  void addTo(Settings &settings) const {
    for (const auto &[key, value] : pairs_)
      if (key.starts_with(prefix)) settings.emplace(key.substr(prefix.size()), setting(key, value));
  }

private:
  void read(yaml::Node *root) {
    auto *top = llvm::dyn_cast_or_null<yaml::MappingNode>(root);
    if (!top) return;
    for (yaml::KeyValueNode &entry : *top) {
      const std::string key = textOf(entry.getKey());
      if (key == "InheritParentConfig")
        inherits_ = textOf(entry.getValue()) == "true";
      else if (key == "CheckOptions")
        readOptions(entry.getValue());
      else
        entry.skip();
    }
  }

  // A mapping, or, as older files write it, a list of {key, value}.
  void readOptions(yaml::Node *options) {
    if (auto *mapping = llvm::dyn_cast_or_null<yaml::MappingNode>(options))
      for (yaml::KeyValueNode &entry : *mapping) {
        const std::string key = textOf(entry.getKey());
        pairs_.emplace_back(key, textOf(entry.getValue()));
      }
    if (auto *list = llvm::dyn_cast_or_null<yaml::SequenceNode>(options))
      for (yaml::Node &element : *list) readPair(&element);
  }

  void readPair(yaml::Node *element) {
    auto *mapping = llvm::dyn_cast<yaml::MappingNode>(element);
    if (!mapping) return;
    std::pair<std::string, std::string> pair;
    for (yaml::KeyValueNode &entry : *mapping) {
      const std::string key = textOf(entry.getKey());
      (key == "key" ? pair.first : pair.second) = textOf(entry.getValue());
    }
    pairs_.push_back(std::move(pair));
  }

  std::string setting(const std::string &key, const std::string &value) const {
    std::vector<std::string> keys;
    for (const Check *check : allChecks())
      for (const CheckOption &option : check->options) {
        keys.push_back(std::string(prefix) + std::string(option.key));
        if (keys.back() != key) continue;
        if (const auto set = valueOf(option, value)) return *set;
        throw UserError(name_ + ": " + wrongValue(option, value));
      }
    throw UserError(name_ + ": " +
                    unknownName("check option", key, std::vector<std::string_view>(keys.begin(), keys.end())));
  }

  std::string name_, text_, error_;
  llvm::SourceMgr sources_;
  std::vector<std::pair<std::string, std::string>> pairs_;
  bool inherits_ = false;
};

bool isFlag(const CheckOption &option) { return option.value == "true" || option.value == "false"; }

}  // namespace

std::optional<std::string> valueOf(const CheckOption &option, std::string_view text) {
  if (isFlag(option)) {
    if (text == "true" || text == "1") return "true";
    if (text == "false" || text == "0") return "false";
    return std::nullopt;
  }
  const std::string number(text);
  char *end = nullptr;
  const double value = std::strtod(number.c_str(), &end);
  if (number.empty() || *end || !std::isfinite(value) || value < 0) return std::nullopt;
  return number;
}

std::string wrongValue(const CheckOption &option, std::string_view text) {
  return "'" + std::string(text) + "' is not a value of " + std::string(prefix) + std::string(option.key) + "; write " +
         (isFlag(option) ? "true or false" : "a number that is not negative");
}

Settings readCheckOptions(const std::string &root) {
  Settings settings;
  for (fs::path folder = root;; folder = folder.parent_path()) {
    if (fs::exists(folder / fileName)) {
      const File file((folder / fileName).string());
      file.addTo(settings);
      if (!file.inherits()) return settings;
    }
    if (folder == folder.parent_path()) return settings;
  }
}

}  // namespace cotidy
