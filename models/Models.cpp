// Models.cpp: the look-up tables. Built-in files are layer 0; each file that a user adds is a layer of its own above.
#include "models/Models.h"
#include "models/Embedded.h"
#include "models/ModelMatch.h"
#include "models/ModelNames.h"
#include "models/ModelReader.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <unordered_map>

namespace cotidy {
namespace {

/// Entries by name: exact ones in a hash map, globs by their first component ("boost" of "boost::**::async_*").
class NameIndex {
public:
  void add(const std::string &name, std::size_t entry) {
    if (isGlob(name)) return globs_[head(name)].push_back({name, entry});
    exact_[name].push_back(entry);
  }

  const std::vector<std::size_t> *exact(const std::string &name) const {
    auto found = exact_.find(name);
    return found == exact_.end() ? nullptr : &found->second;
  }

  template <class Visit> void forEachGlob(const std::string &name, Visit visit) const {
    for (const std::string &key : {head(name), std::string()})
      if (auto found = globs_.find(key); found != globs_.end())
        for (const Glob &glob : found->second)
          if (fits(glob.pattern, name)) visit(glob.entry);
  }

private:
  struct Glob {
    std::string pattern;
    std::size_t entry;
  };

  /// What stands before the first "::"; empty where that has a glob, or where there is no "::".
  static std::string head(const std::string &name) {
    auto end = name.find("::");
    return end == std::string::npos || name.find('*') < end ? "" : name.substr(0, end);
  }

  std::unordered_map<std::string, std::vector<std::size_t>> exact_;
  std::unordered_map<std::string, std::vector<Glob>> globs_;
};

bool isQualified(std::string_view name) { return name.find("::") != std::string_view::npos; }

/// `name` with the namespace `from` at its start written as `to`.
std::optional<std::string> elided(std::string_view name, std::string_view from, std::string_view to) {
  if (!name.starts_with(from)) return std::nullopt;
  std::string_view rest = name.substr(from.size());
  if (!rest.empty() && !rest.starts_with("::")) return std::nullopt;
  if (to.empty() && !rest.empty()) rest.remove_prefix(2);
  return std::string(to).append(rest);
}

}  // namespace

struct Models::Impl {
  std::vector<Library> libraries;
  std::vector<std::unique_ptr<FunctionModel>> functions;
  std::vector<std::unique_ptr<TypeModel>> types;
  std::vector<Replacement> replacements;  // the latest file's first
  std::unordered_map<std::string, CostModel> costs;
  std::vector<std::pair<std::string, std::string>> elisions;
  NameIndex functionNames, typeNames;
  std::vector<int> layerOfFunction, layerOfType;
  int layer = 0;

  void add(ModelFile file) {
    for (FunctionModel &model : file.functions) {
      for (const std::string &name : model.names) functionNames.add(name, functions.size());
      functions.push_back(std::make_unique<FunctionModel>(std::move(model)));
      layerOfFunction.push_back(layer);
    }
    for (TypeModel &model : file.types) {
      for (const std::string &name : model.names) typeNames.add(name, types.size());
      types.push_back(std::make_unique<TypeModel>(std::move(model)));
      layerOfType.push_back(layer);
    }
    for (const CostModel &cost : file.costs)
      for (const std::string &name : cost.names) costs.insert_or_assign(name, cost);  // the latest file wins
    replacements.insert(replacements.begin(), file.replacements.begin(), file.replacements.end());
    elisions.insert(elisions.end(), file.elisions.begin(), file.elisions.end());
    std::sort(elisions.begin(), elisions.end(), [](const auto &a, const auto &b) {
      return a.first.size() != b.first.size() ? a.first.size() > b.first.size() : a < b;
    });
    libraries.push_back(std::move(file.library));
  }

  /// A user's exact name hides what lower layers say about the call, conditions and all.
  int hidingLayer(const std::vector<std::string> &names) const {
    int top = 0;
    for (const std::string &name : names)
      if (const auto *entries = functionNames.exact(name))
        for (std::size_t entry : *entries) top = std::max(top, layerOfFunction[entry]);
    return top;
  }
};

Models::Models() : impl_(std::make_unique<Impl>()) {}
Models::~Models() = default;
Models::Models(Models &&) noexcept = default;
Models &Models::operator=(Models &&) noexcept = default;

Models Models::builtin() {
  Models models;
  for (const EmbeddedFile &embedded : embeddedModels()) {
    auto file = readModelFile("models/" + embedded.name + ".json", embedded.text);
    if (auto *error = std::get_if<ModelError>(&file)) {  // models-check lets no build pass that could come here
      std::fprintf(stderr, "cotidy: %s\n", error->message.c_str());
      std::abort();
    }
    models.impl_->add(std::get<ModelFile>(std::move(file)));
  }
  return models;
}

std::optional<ModelError> Models::add(const std::string &path, std::string_view json) {
  auto file = readModelFile(path, json);
  if (auto *error = std::get_if<ModelError>(&file)) return std::move(*error);
  ++impl_->layer;
  impl_->add(std::get<ModelFile>(std::move(file)));
  return std::nullopt;
}

std::vector<const FunctionModel *> Models::match(const CallView &call) const {
  std::vector<std::string> names;
  for (const std::string &name : call.names) names.push_back(normalise(name));
  const int lowest = impl_->hidingLayer(names);
  auto plain = [this](std::string_view name) { return normalise(name); };

  std::vector<std::size_t> found;
  auto consider = [&](const std::string &name, std::size_t entry) {
    int layer = impl_->layerOfFunction[entry];
    if (layer < lowest || (layer == 0 && !call.system && !isQualified(name))) return;
    if (std::find(found.begin(), found.end(), entry) != found.end()) return;
    if (fits(*impl_->functions[entry], call, plain)) found.push_back(entry);
  };
  for (const std::string &name : names)
    if (const auto *entries = impl_->functionNames.exact(name))
      for (std::size_t entry : *entries) consider(name, entry);
  for (const std::string &name : names)
    impl_->functionNames.forEachGlob(name, [&](std::size_t entry) { consider(name, entry); });

  std::vector<const FunctionModel *> models;
  for (int layer = impl_->layer; layer >= lowest; --layer)
    for (std::size_t entry : found)
      if (impl_->layerOfFunction[entry] == layer) models.push_back(impl_->functions[entry].get());
  return models;
}

bool Models::mentions(std::string_view plainName) const {
  const std::string name = normalise(plainName);
  if (impl_->functionNames.exact(name)) return true;
  bool found = false;
  impl_->functionNames.forEachGlob(name, [&](std::size_t) { found = true; });
  return found;
}

const TypeModel *Models::type(std::string_view plainName) const {
  const std::string name = normalise(plainName);
  std::optional<std::size_t> best;
  auto consider = [&](std::size_t entry) {
    if (!best || impl_->layerOfType[entry] > impl_->layerOfType[*best]) best = entry;
  };
  if (const auto *entries = impl_->typeNames.exact(name))
    for (std::size_t entry : *entries) consider(entry);
  if (!best) impl_->typeNames.forEachGlob(name, consider);
  return best ? impl_->types[*best].get() : nullptr;
}

const CostModel *Models::cost(std::string_view plainName) const {
  auto found = impl_->costs.find(normalise(plainName));
  return found == impl_->costs.end() ? nullptr : &found->second;
}

const Replacement *Models::replacement(std::string_view what, std::string_view taskType) const {
  const std::string name = normalise(taskType);
  for (const Replacement &candidate : impl_->replacements) {
    if (candidate.what != what) continue;
    for (const std::string &type : candidate.inTypes)
      if (fits(type, name)) return &candidate;
  }
  return nullptr;
}

std::string Models::normalise(std::string_view plainName) const {
  if (plainName.starts_with("::")) plainName.remove_prefix(2);
  std::string name(plainName);
  for (const auto &[from, to] : impl_->elisions)  // the longest first
    if (auto shorter = elided(name, from, to)) name = std::move(*shorter);
  return name;
}

const std::vector<Library> &Models::libraries() const { return impl_->libraries; }
std::span<const std::unique_ptr<FunctionModel>> Models::functions() const { return impl_->functions; }
std::span<const std::unique_ptr<TypeModel>> Models::types() const { return impl_->types; }
std::span<const Replacement> Models::replacements() const { return impl_->replacements; }

std::string_view nameOf(Blocking value) { return spell(value); }
std::string_view nameOf(Locking value) { return spell(value); }
std::string_view nameOf(Thread value) { return spell(value); }
std::string_view nameOf(TypeRole value) { return spell(value); }

}  // namespace cotidy
