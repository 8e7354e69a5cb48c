// ObjectLives.h: classes whose objects come to their end while the program runs, as its own code says.
#pragma once
#include "analysis/Program.h"
#include "analysis/Tasks.h"

namespace cotidy {

struct ObjectLives {
  explicit ObjectLives(const Program &program);

  /// Somebody calls shared_from_this(), or makes a guard that keeps the object: they live as long as the work that shares
  /// them.
  std::set<std::string_view> shared;
  /// Somebody takes them out of the container that owns them, or empties the pointer in it.
  std::set<std::string_view> takenOut;
};

/// std::shared_ptr, std::weak_ptr, and boost's.
bool isSharedOwner(Type type);
/// One of them that may keep an object of the program alive: not a std::shared_ptr<std::string>, nor one to a timer. Or a
/// guard that the object hands out for that.
bool mayOwnObject(const Models &models, Type type);
/// A closure that takes such a pointer along.
bool capturesOwner(const Models &models, const Function &function, const facts::OpT &closure);
/// `[this, timer = timer_]`: a closure that keeps the timer of its object alive, and not the object, which could share itself.
bool outlivesByPart(const Models &models, Type owner, const Function &function, const facts::OpT &closure);

/// Does the local go to somebody else on some way: moved, or returned? What an owner owns goes on there.
bool isGivenAway(const Function &function, std::int32_t variable);

}  // namespace cotidy
