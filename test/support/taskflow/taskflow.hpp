// Test stub of Taskflow: an executor of task graphs.
#pragma once
#include <cstddef>
#include <future>
#include <type_traits>

namespace tf {

class Task {
public:
  template <typename C> Task &work(C &&) { __builtin_trap(); }
  template <typename... Ts> Task &precede(Ts &&...);
};

class FlowBuilder {
public:
  template <typename C> Task emplace(C &&) { __builtin_trap(); }
  template <typename B, typename E, typename C> Task for_each(B, E, C) { __builtin_trap(); }
  template <typename B, typename E, typename S, typename C> Task for_each_index(B, E, S, C) { __builtin_trap(); }
};
class Taskflow : public FlowBuilder {
public:
  Task composed_of(Taskflow &);
};
/// A whole graph as the work of one task.
inline auto make_module_task(Taskflow &graph) {
  return [&graph] { __builtin_trap(); };
}
class Subflow : public FlowBuilder {
public:
  void join();
};

template <typename T> class Future : public std::future<T> {};

class Executor {
public:
  explicit Executor(std::size_t N = 1);
  ~Executor();
  Future<void> run(Taskflow &);
  template <typename C> Future<void> run(Taskflow &, C &&) { __builtin_trap(); }
  void corun(Taskflow &);
  template <typename F> auto async(F &&) -> std::future<std::invoke_result_t<F>> { __builtin_trap(); }
  template <typename F> void silent_async(F &&) { __builtin_trap(); }
  void wait_for_all();
};

/// What a task may ask of the executor that it runs on.
class Runtime {
public:
  template <typename F> void silent_async(F &&) { __builtin_trap(); }
  void corun();
  void corun_all();
};

}  // namespace tf
