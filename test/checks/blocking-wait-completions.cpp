// RUN: %check %s blocking-wait
// Completing an event puts its continuation on the scheduler. The classes stand here, for where the library is part of the
// project: of system headers the bodies are not read. The class of the project itself runs it at once.
#include <asio.hpp>

#include <functional>
#include <future>
#include <utility>

namespace pplx {
template <typename T> class task_completion_event {
public:
  bool set(T value) const {
    if (next_) next_(value);
    return true;
  }
  void then(std::function<void(T)> next) { next_ = std::move(next); }

private:
  std::function<void(T)> next_;
};
}  // namespace pplx

class Event {
public:
  void set(int value) const {
    if (next_) next_(value);
  }
  void then(std::function<void(int)> next) { next_ = std::move(next); }

private:
  std::function<void(int)> next_;
};

void registers(pplx::task_completion_event<int> &event, Event &own, std::future<int> &answer) {
  event.then([&answer](int) { answer.wait(); });
  own.then([&answer](int) { answer.wait(); });
}
void completes(asio::io_context &io, pplx::task_completion_event<int> &event, Event &own) {
  asio::post(io, [&event] { event.set(1); });
  asio::post(io, [&own] { own.set(1); });  // expect: blocking-wait
}
