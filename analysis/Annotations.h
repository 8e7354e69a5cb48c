// Annotations.h: what functions say of themselves in their source, by [[clang::blocking]], [[clang::nonblocking]] and the
// macros of cotidy.h, in the form of models. It holds for every call of them and wins over what models and bodies say.
#pragma once
#include "analysis/Program.h"
#include "models/Models.h"

namespace cotidy {

class Annotations {
public:
  /// Gathers the declarations of all units: one that is annotated speaks for those that are not.
  explicit Annotations(const Program &program);

  /// What is said of the callee, or else of the methods that it overrides; null for nothing.
  const FunctionModel *of(const facts::CalleeT &callee) const;
  /// What was said and makes no sense, one line each, for the user.
  const std::vector<std::string> &problems() const { return problems_; }

private:
  void add(const facts::UnitT &unit, const facts::CalleeT &callee);
  void addWord(FunctionModel &model, std::string_view word, const std::string &where);
  const FunctionModel *find(const std::string &key, unsigned depth) const;

  std::unordered_map<std::string, FunctionModel> models_;  // by the key of the callee
  std::unordered_map<std::string, std::vector<std::string>> overridden_;  // method -> those that it overrides
  std::vector<std::string> problems_;
};

}  // namespace cotidy
