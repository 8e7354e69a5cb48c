// Test stub of userver: stackful tasks on task processors. The library spells its namespace by a macro, as this stub does.
#pragma once
#include <chrono>
#include <string>
#include <type_traits>

#ifndef USERVER_NAMESPACE
#define USERVER_NAMESPACE userver
#endif

namespace USERVER_NAMESPACE {

namespace engine {

class TaskProcessor;

class [[nodiscard]] TaskBase {
public:
  void Wait() const noexcept(false);
  void Detach() &&;
};
class [[nodiscard]] Task : public TaskBase {};
template <typename T>
class [[nodiscard]] TaskWithResult : public Task {
public:
  TaskWithResult(TaskWithResult &&) noexcept;
  ~TaskWithResult();
  T Get() noexcept(false);
};

template <typename F> [[nodiscard]] auto AsyncNoSpan(TaskProcessor &, F &&) -> TaskWithResult<std::invoke_result_t<F>> {
  __builtin_trap();
}

template <typename Rep, typename Period> void SleepFor(const std::chrono::duration<Rep, Period> &);
void Yield();

class Mutex {
public:
  void lock();
  void unlock();
  bool try_lock();
};

}  // namespace engine

namespace utils {

template <typename F> [[nodiscard]] auto Async(std::string, F &&) -> engine::TaskWithResult<std::invoke_result_t<F>> {
  __builtin_trap();
}
template <typename F>
[[nodiscard]] auto Async(engine::TaskProcessor &, std::string, F &&) -> engine::TaskWithResult<std::invoke_result_t<F>> {
  __builtin_trap();
}

}  // namespace utils

namespace fs {
std::string ReadFileContents(engine::TaskProcessor &, const std::string &);
namespace blocking {
std::string ReadFileContents(const std::string &);
}  // namespace blocking
}  // namespace fs

}  // namespace USERVER_NAMESPACE
