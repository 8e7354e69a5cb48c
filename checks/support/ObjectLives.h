// ObjectLives.h: classes whose objects come to their end while the program runs, as its own code says.
#pragma once
#include "analysis/Program.h"

namespace cotidy {

struct ObjectLives {
  explicit ObjectLives(const Program &program);

  /// Somebody calls shared_from_this(): they live as long as the work that shares them.
  std::set<std::string_view> shared;
  /// Somebody takes them out of the container that owns them.
  std::set<std::string_view> takenOut;
};

/// The class of a method, also of the lambdas in it; empty where there is none.
Type ownerOf(const Program &program, const Function &function);
/// std::shared_ptr, std::weak_ptr, and boost's.
bool isSharedOwner(Type type);
/// One of them that may keep an object of the program alive: not a std::shared_ptr<std::string>.
bool mayOwnObject(Type type);

}  // namespace cotidy
