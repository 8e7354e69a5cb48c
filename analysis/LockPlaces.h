// LockPlaces.h: names for mutexes and for what holds them. A *path* is a place as one function sees it: where it begins
// ("this", "param 0", "value 7", "global G"), then one line for each field. An *identity* is equal in all functions.
#pragma once
#include "analysis/Program.h"

namespace cotidy {

class LockPlaces {
public:
  explicit LockPlaces(const Program &program);

  /// Follows references, pointers that are set once, and smart pointers.
  std::string path(const Function &function, std::int32_t value) const;
  /// The variable or temporary itself, where its life is meant and not what it refers to.
  std::string root(const Function &function, std::int32_t value) const;
  /// A callee's path in the words of its caller; empty where it cannot be said.
  std::string rebased(const std::string &path, const Function &caller, const facts::OpT &call) const;
  /// A field of whatever object, a global, a local that lambdas capture; empty for parameters and what is not known.
  std::string identity(const Function &function, const std::string &path) const;
  /// For messages: the name of the field or variable; empty where it has none.
  std::string name(const Function &function, const std::string &path) const;

  /// The path of something that only has an identity.
  static std::string ofIdentity(const std::string &identity) { return "identity " + identity; }
  /// Is `path` the place `base`, or a part of it?
  static bool within(const std::string &path, const std::string &base);
  /// Does another function know what the path begins with?
  static bool visible(const std::string &path);
  /// The value that the path begins with; -1 where it is none of this function's.
  static std::int32_t rootValue(const std::string &path);

private:
  std::string path(const Function &function, std::int32_t value, unsigned depth) const;
  std::string pathOfCall(const Function &function, const facts::OpT &call, std::int32_t value, unsigned depth) const;
  const Program &program_;
  std::map<std::string, std::pair<FunctionId, std::int32_t>> captured_;  // "closure\nname" -> the variable
};

}  // namespace cotidy
