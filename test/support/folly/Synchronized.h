// Test stub of folly: data behind a mutex that its accessors take.
#pragma once

namespace folly {

template <class SynchronizedType, class LockPolicy>
class LockedPtr {
public:
  LockedPtr(LockedPtr &&) noexcept;
  ~LockedPtr();
  typename SynchronizedType::DataType *operator->() const;
  typename SynchronizedType::DataType &operator*() const;
};

class SharedMutex;
namespace detail {
struct SynchronizedLockPolicyExclusive {};
}  // namespace detail

template <class T, class Mutex = SharedMutex>
struct Synchronized {
  using DataType = T;
  using LockedPtr = folly::LockedPtr<Synchronized, detail::SynchronizedLockPolicyExclusive>;
  LockedPtr wlock();
  LockedPtr rlock();
  template <class F> auto withWLock(F &&) { __builtin_trap(); }
  T copy() const;
};

}  // namespace folly
