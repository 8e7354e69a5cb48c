// ThreadLocals.h: values that belong to the thread on which they were obtained: references and pointers to thread-local
// storage, the thread's id, a buffer that the next call writes over.
#pragma once
#include "analysis/Calls.h"

namespace cotidy {

struct ThreadLocalValue {
  enum Kind : std::uint8_t {
    None,
    Storage,  // refers to thread-local storage
    Buffer,  // points to what the next call of the same function writes over
    Identity,  // tells one thread from the others
    Slot  // a number that was read from a thread-local: harmless, unless it chooses an element
  } kind = None;
  std::string name;  // of the variable or of the function that gives it

  explicit operator bool() const { return kind != None; }
};

class ThreadLocals {
public:
  explicit ThreadLocals(const Calls &calls);

  /// What a variable holds that is initialised or assigned so; or the result of the call, where `op` is one.
  ThreadLocalValue given(const Function &function, const facts::OpT &op) const;

private:
  ThreadLocalValue storage(const Function &function, std::int32_t value, unsigned depth) const;
  ThreadLocalValue pointer(const Function &function, std::int32_t value, unsigned depth) const;
  ThreadLocalValue view(const Function &function, std::int32_t value, unsigned depth) const;
  ThreadLocalValue called(const Function &function, const facts::OpT &op) const;
  ThreadLocalValue getter(const Function &function, const facts::OpT &op) const;
  ThreadLocalValue returned(const Function &function) const;

  const Calls &calls_;
  const Program &program_;
  std::map<FunctionId, ThreadLocalValue> getters_;  // functions whose result belongs to the thread
};

}  // namespace cotidy
