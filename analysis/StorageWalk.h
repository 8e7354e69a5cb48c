// StorageWalk.h: the state of one walk, and what is remembered between walks. Internal to Storage*.cpp.
#pragma once
#include "analysis/Storage.h"

namespace cotidy {

/// Each (value, way of looking at it) once, and only so many that no function makes it long.
struct Storages::Walk {
  std::vector<Storage> found;
  bool owned = false, shared = false, assumed = false;   // of what is found from here on

  bool enter(std::int32_t value, bool itself) {
    if (budget == 0 || !seen.insert({value, itself}).second) return false;
    --budget;
    return true;
  }
  void add(Storage::Kind kind, std::int32_t value, bool pointee = false);

private:
  std::set<std::pair<std::int32_t, bool>> seen;
  unsigned budget = 256;
};

struct Storages::Cache {
  std::map<FunctionId, std::vector<ResultSource>> results, constructors;
  std::map<std::pair<FunctionId, std::int32_t>, std::vector<const facts::OpT *>> assignments;
  std::set<FunctionId> indexed;        // functions whose assignments are known
  std::set<std::string> byReference;   // captures: "closure key\nname"
};

}  // namespace cotidy
