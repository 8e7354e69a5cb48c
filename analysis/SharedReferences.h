// SharedReferences.h: variables of a function that refer into a container that others can reach, and who changes such a
// container.
#pragma once
#include "analysis/Containers.h"
#include "analysis/Storage.h"

namespace cotidy {

/// A member or a global that is a container.
struct SharedContainer {
  std::string key;  // equal for equal places of one program
  std::string name;  // as written
  Container container;
};

/// What a variable refers to.
struct SharedReference {
  SharedContainer into;
  bool iterator = false;  // else a reference or pointer to an element
};

class SharedReferences {
public:
  explicit SharedReferences(const Storages &storages) : storages_(storages), calls_(storages.calls()) {}

  /// The container that the value is, reached through the object, a reference, a shared pointer; none where it is the
  /// function's own.
  std::optional<SharedContainer> containerAt(const Function &function, std::int32_t value) const;
  /// What the operation makes its variable refer to; none where it copies, or where that is not known.
  std::optional<SharedReference> madeBy(const Function &function, const facts::OpT &op) const;

private:
  struct Walk;
  std::optional<SharedReference> madeBy(const Function &function, const facts::OpT &op, Walk &walk) const;
  std::optional<SharedReference> behind(const Function &function, std::int32_t value, Walk &walk) const;
  std::optional<SharedReference> result(const Function &function, const facts::OpT &call, Walk &walk) const;
  std::optional<SharedContainer> containerAt(const Function &function, std::int32_t value, unsigned depth) const;

  const Storages &storages_;
  const Calls &calls_;
};

struct Modification {
  const Function *function = nullptr;
  const facts::OpT *op = nullptr;
  Change change = Change::None;
};

/// By SharedContainer::key.
using Modifications = std::map<std::string, std::vector<Modification>>;
Modifications modificationsOf(const SharedReferences &references, const Program &program);

}  // namespace cotidy
