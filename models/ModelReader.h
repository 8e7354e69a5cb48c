// ModelReader.h: a model file as plain structs, whole or not at all.
#pragma once
#include "models/Models.h"

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace cotidy {

struct ModelFile {
  Library library;
  std::vector<std::pair<std::string, std::string>> elisions;  // a namespace, and what models write for it
  std::vector<FunctionModel> functions;
  std::vector<TypeModel> types;
  std::vector<Replacement> replacements;
  std::vector<CostModel> costs;
};

/// `path` is only named in errors: "path:12: reason; next step".
std::variant<ModelFile, ModelError> readModelFile(const std::string &path, std::string_view json);

/// What dropping a task may do ("never-runs", …), and what a replacement may be for ("sleep", …).
std::span<const std::string_view> dropWords();
std::span<const std::string_view> replacementWords();

}  // namespace cotidy
