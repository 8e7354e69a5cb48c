// RUN: %check %s blocking-destructor
// Guards run a callable at the end of their scope; one that was dismissed runs nothing. The class stands here, for where
// the library is part of the project: of system headers the bodies are not read.
#include <task.h>

#include <chrono>
#include <thread>
#include <utility>

namespace folly::detail {
template <typename F, bool InvokeNoexcept> class ScopeGuardImpl {
public:
  explicit ScopeGuardImpl(F &&f) : function_(std::move(f)) {}
  ~ScopeGuardImpl() {
    if (!dismissed_) function_();
  }
  void dismiss() noexcept { dismissed_ = true; }

private:
  F function_;
  bool dismissed_ = false;
};
}  // namespace folly::detail

void settle() { std::this_thread::sleep_for(std::chrono::milliseconds(5)); }
home::task<> step();

home::task<> atTheEnd() {
  auto settles = [] { settle(); };
  folly::detail::ScopeGuardImpl<decltype(settles), true> guard(std::move(settles));  // expect: blocking-destructor
  co_await step();
}
home::task<> onlyOnError() {
  auto settles = [] { settle(); };
  folly::detail::ScopeGuardImpl<decltype(settles), true> guard(std::move(settles));
  co_await step();
  guard.dismiss();
}
