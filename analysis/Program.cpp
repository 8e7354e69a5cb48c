// The link: every unit's functions under their keys, duplicates merged, competing definitions told apart by unit and target.
#include "analysis/Program.h"

#include <algorithm>
#include <set>

namespace cotidy {

Program::Program(std::vector<UnitInput> units) : units_(std::move(units)) {
  for (std::uint32_t i = 0; i < units_.size(); ++i) addUnit(i);
  for (auto &[base, keys] : overrides_) {
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  }
}

void Program::addUnit(std::uint32_t index) {
  const UnitInput &input = units_[index];
  const UnitIndex tables(*input.unit);
  for (const auto &head : input.unit->functions) {
    auto [known, isNew] = byIdentity_.try_emplace({input.target, head->key, head->hash}, functions_.size());
    if (isNew) {
      std::string error;
      auto body = readBody(*head, error);
      if (!body) {
        byIdentity_.erase(known);
        continue;
      }
      functions_.push_back(std::make_unique<Function>(functions_.size(), input, tables, head.get(), std::move(body)));
      unitOf_.push_back(index);
      byKey_[head->key].push_back({known->second, {}});
      byName_[head->name].push_back(known->second);
      if (!head->closure.empty()) closures_[head->closure].push_back(head->key);
    }
    for (Candidate &candidate : byKey_[head->key])
      if (candidate.id == known->second) candidate.units.push_back(index);
  }
  for (const auto &callee : input.unit->callees)
    for (const std::string &base : callee->overrides) overrides_[base].push_back(callee->key);
}

std::optional<FunctionId> Program::choose(const Function &from, const std::vector<Candidate> &candidates) const {
  const std::uint32_t unit = unitOf_[from.id()];
  std::vector<FunctionId> here, target;
  for (const Candidate &candidate : candidates) {
    if (std::find(candidate.units.begin(), candidate.units.end(), unit) != candidate.units.end())
      here.push_back(candidate.id);
    if (units_[candidate.units.front()].target == units_[unit].target) target.push_back(candidate.id);
  }
  for (const auto &some : {here, target})
    if (!some.empty()) {
      if (some.size() == 1) return some.front();
      ++ambiguous_;
      return std::nullopt;
    }
  if (candidates.size() == 1) return candidates.front().id;
  // The same bytes in several targets are the same function.
  const std::uint64_t hash = functions_[candidates.front().id]->head().hash;
  bool equal = std::all_of(candidates.begin(), candidates.end(),
                           [&](const Candidate &c) { return functions_[c.id]->head().hash == hash; });
  if (equal) return candidates.front().id;
  ++ambiguous_;
  return std::nullopt;
}

const Function *Program::around(const Function &function) const {
  constexpr unsigned deepest = 16;
  const Function *now = &function;
  for (unsigned depth = 0; now && now->head().lambda; ++depth) {
    const auto parent = depth < deepest ? resolve(*now, now->head().parent) : std::nullopt;
    now = parent ? functions_[*parent].get() : nullptr;
  }
  return now;
}

Type Program::classAround(const Function &function) const {
  const Function *method = around(function);
  return method ? method->typeOfCallee(method->head().class_) : Type();
}

std::vector<FunctionId> Program::named(const std::string &plainName) const {
  auto found = byName_.find(plainName);
  return found == byName_.end() ? std::vector<FunctionId>() : found->second;
}

std::optional<FunctionId> Program::resolve(const Function &from, const std::string &key) const {
  auto found = byKey_.find(key);
  return found == byKey_.end() ? std::nullopt : choose(from, found->second);
}

std::vector<FunctionId> Program::overriders(const Function &from, const std::string &key) const {
  std::vector<FunctionId> all;
  std::set<std::string> seen{key};
  std::vector<std::string> todo{key};
  while (!todo.empty()) {
    std::string base = std::move(todo.back());
    todo.pop_back();
    auto found = overrides_.find(base);
    if (found == overrides_.end()) continue;
    for (const std::string &method : found->second) {
      if (!seen.insert(method).second) continue;
      todo.push_back(method);
      if (auto id = resolve(from, method)) all.push_back(*id);
    }
  }
  std::sort(all.begin(), all.end());
  return all;
}

std::vector<FunctionId> Program::callOperators(const Function &from, const std::string &closure) const {
  std::vector<FunctionId> all;
  auto found = closures_.find(closure);
  if (found == closures_.end()) return all;
  std::set<std::string> keys(found->second.begin(), found->second.end());
  for (const std::string &key : keys)
    if (auto id = resolve(from, key)) all.push_back(*id);
  return all;
}

}  // namespace cotidy
