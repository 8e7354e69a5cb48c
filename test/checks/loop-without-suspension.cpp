// RUN: %check %s loop-without-suspension
// Loops that may go round for ever on a thread that others wait for, and loops that stop, or let others run.
#include <asio.hpp>
#include <cerrno>
#include <sys/socket.h>
#include <task.h>

#include <atomic>
#include <coroutine>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

struct Channel {
  std::mutex mutex;
  std::deque<std::string> items;

  struct Next {
    Channel &channel;
    bool await_ready() {
      std::lock_guard hold(channel.mutex);
      return !channel.items.empty();
    }
    void await_suspend(std::coroutine_handle<>);
    std::string await_resume();
  };
  Next next() { return {*this}; }
  std::optional<std::string> try_pop() {
    std::lock_guard hold(mutex);
    if (items.empty()) return std::nullopt;
    std::string first = items.front();
    items.pop_front();
    return first;
  }
};
void apply(const std::string &line);

namespace ready {

home::task<std::string> line(Channel &channel, std::deque<std::string> &buffer) {
  if (!buffer.empty()) co_return buffer.front();
  co_await home::after(std::chrono::milliseconds(1));
  co_return channel.items.front();
}
home::task<std::string> alwaysWaits() {
  co_await home::after(std::chrono::milliseconds(1));
  co_return "";
}
home::task<void> record(std::map<std::string, int> &counts, const std::string &what) {
  ++counts[what];
  co_return;
}

home::task<void> readsOnAndOn(Channel &channel, std::deque<std::string> &buffer) {
  while (true) {  // expect: loop-without-suspension: may be ready at once
    std::string next = co_await line(channel, buffer);
    if (next.empty()) break;
    apply(next);
  }
}
home::task<void> readsAndSuspends(Channel &channel, std::deque<std::string> &buffer) {
  for (unsigned round = 0;; ++round) {
    if (round % 32 == 0) co_await home::after(std::chrono::milliseconds(0));
    apply(co_await line(channel, buffer));
  }
}
home::task<void> readsWhatTakesTime() {
  while (true) {
    std::string next = co_await alwaysWaits();
    if (next.empty()) break;
    apply(next);
  }
}
home::task<void> takesFromOtherThreads(Channel &channel) {
  for (;;) {  // expect: loop-without-suspension
    apply(co_await channel.next());
  }
}
home::task<void> onlyReady(std::map<std::string, int> &counts) {
  for (;;) {  // expect: loop-without-suspension: is ready at once
    co_await record(counts, "round");
    if (counts.size() > counts["limit"]) break;
  }
}
home::task<void> aFewRounds(Channel &channel) {
  for (int i = 0; i < 16; ++i) apply(co_await channel.next());
}
home::task<void> someRounds(Channel &channel, int most) {
  int done = 0;
  while (true) {
    apply(co_await channel.next());
    if (++done >= most) break;
  }
}

}  // namespace ready

// An event that is set once, and a read that asks the system first.
struct Event {
  std::atomic<bool> set = false;
  bool await_ready() const { return set.load(); }
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
home::task<long> some(int socket, char *to) {
  const long n = recv(socket, to, 512, 0);
  if (n >= 0) co_return n;
  co_await home::after(std::chrono::milliseconds(1));
  co_return recv(socket, to, 512, 0);
}
home::task<void> echoes(int socket, Event &event) {
  char data[512];
  while (true) {
    if (co_await some(socket, data) == 0) break;
    apply(data);
  }
  while (true) {
    co_await event;
    apply("event");
  }
}
// Spins for a while, then yields.
home::task<void> spins(std::atomic<bool> &locked, int most) {
  int left = most;
  while (locked.load()) {
    apply("round");
    if (left-- > 0) continue;
    co_await home::after(std::chrono::milliseconds(0));
    left = most;
  }
}

namespace drains {

home::task<void> drain(Channel &channel) {
  for (;;) {  // expect: loop-without-suspension: try_pop
    auto item = channel.try_pop();
    if (!item) {
      co_await home::after(std::chrono::milliseconds(1));
      continue;
    }
    apply(*item);
  }
}
home::task<void> drainAndWait(Channel &channel) {
  for (;;) {
    auto item = channel.try_pop();
    if (item) apply(*item);
    co_await home::after(std::chrono::milliseconds(1));
  }
}
void posted(asio::io_context &io, Channel &channel) {
  asio::post(io, [&channel] {
    while (auto item = channel.try_pop()) apply(*item);  // expect: loop-without-suspension
  });
}
void throwsAway(asio::io_context &io, Channel &channel) {
  asio::post(io, [&channel] {
    while (auto item = channel.try_pop()) {
    }
  });
}
void inBatches(asio::io_context &io, Channel &channel) {
  asio::post(io, [&channel] {
    for (int i = 0; i < 64; ++i)
      if (auto item = channel.try_pop()) apply(*item);
  });
}
void onAThread(Channel &channel) {
  std::thread([&channel] {
    while (auto item = channel.try_pop()) apply(*item);
  }).join();
}
void untilADeadline(asio::io_context &io, Channel &channel) {
  asio::post(io, [&channel] {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::microseconds(500);
    while (std::chrono::steady_clock::now() < deadline) {
      auto item = channel.try_pop();
      if (!item) break;
      apply(*item);
    }
  });
}

}  // namespace drains

namespace flags {

home::task<void> untilStopped(std::stop_token stop, std::map<std::string, int> &counts) {
  while (!stop.stop_requested()) {  // expect: loop-without-suspension: flag
    for (auto &[name, count] : counts) ++count;
    apply("round");
  }
  co_return;
}
home::task<void> untilStoppedWithPauses(std::stop_token stop, std::map<std::string, int> &counts) {
  while (!stop.stop_requested()) {
    for (auto &[name, count] : counts) ++count;
    co_await home::after(std::chrono::milliseconds(10));
  }
}
home::task<void> FN_skipsTheWait(std::atomic<bool> &running, std::map<std::string, int> &counts) {
  while (running.load()) {
    apply("round");
    if (counts.empty()) continue;
    co_await home::after(std::chrono::milliseconds(10));
  }
}
home::task<std::size_t> spinsAtTheEnd(int socket, char *to, std::size_t want) {
  std::size_t have = 0;
  while (have < want) {  // expect: loop-without-suspension: returns 0
    const auto got = ::recv(socket, to + have, want - have, MSG_DONTWAIT);
    if (got < 0) {
      co_await home::after(std::chrono::milliseconds(10));
      continue;
    }
    have += static_cast<std::size_t>(got);
  }
  co_return have;
}
home::task<std::size_t> seesTheEnd(int socket, char *to, std::size_t want) {
  std::size_t have = 0;
  while (have < want) {
    const auto got = ::recv(socket, to + have, want - have, MSG_DONTWAIT);
    if (got == 0) break;
    if (got < 0) {
      co_await home::after(std::chrono::milliseconds(10));
      continue;
    }
    have += static_cast<std::size_t>(got);
  }
  co_return have;
}
home::task<void> forEver(std::map<std::string, int> &counts) {
  for (;;) {  // expect: loop-without-suspension: has no end
    ++counts["rounds"];
    apply("round");
  }
  co_return;
}
// The loops of assertions: the first round throws, or leaves.
struct Fault {
  explicit Fault(const char *what);
  ~Fault();
  [[noreturn]] void fatal();
  void note();
};
#define MUST(condition)     \
  if (condition) {          \
  } else                    \
    for (Fault fault(#condition);; fault.fatal())

home::task<void> asserts(std::map<std::string, int> &counts) {
  MUST(!counts.empty());
  MUST(counts.size() < 100) { apply("many"); }
  co_await home::after(std::chrono::milliseconds(10));
}
home::task<void> notesForEver() {
  for (Fault fault("again");; fault.note()) apply("round");  // expect: loop-without-suspension: has no end
  co_return;
}
home::task<std::size_t> anAlgorithm(std::string text) {
  std::size_t at = 0, count = 0;
  while (true) {
    at = text.find(' ', at);
    if (at == std::string::npos) break;
    ++count;
    ++at;
  }
  co_return count;
}
home::generator<int> numbers() {
  for (int i = 0;; ++i) co_yield i;
}

}  // namespace flags

// Handlers call methods that take what there is.
namespace below {

struct Post {
  Channel &inbox;
  std::map<std::string, int> counts;

  void takeAll() {
    while (auto line = inbox.try_pop()) ++counts[*line];  // expect: loop-without-suspension: 'try_pop'
  }
  void takeSome() {
    for (int taken = 0; taken < 64; ++taken) {
      const auto line = inbox.try_pop();
      if (!line) return;
      ++counts[*line];
    }
  }
  // The parts of one message.
  static void ofAMessage(Channel &parts, std::map<std::string, int> &counts) {
    while (auto line = parts.try_pop()) ++counts[*line];
  }
  void onAThread() {
    while (auto line = inbox.try_pop()) ++counts[*line];
  }
  void rung(asio::io_context &io) {
    asio::post(io, [this] { takeAll(); });
    asio::post(io, [this] { takeSome(); });
    asio::post(io, [this] { ofAMessage(inbox, counts); });
    std::thread([this] { onAThread(); }).join();
  }
};

}  // namespace below

// What says "not now" is asked again at once.
namespace again {

struct Pipe {
  int end;
  std::deque<std::string> waiting;
  bool failed = false;
  void armed();

  void spins() {
    const std::string text = waiting.front();
    std::size_t sent = 0;
    for (;;) {  // expect: loop-without-suspension: EAGAIN
      const ssize_t n = ::send(end, text.data() + sent, text.size() - sent, 0);
      if (n < 0) {
        if (errno == EAGAIN || errno == EWOULDBLOCK) {
          armed();
        } else {
          failed = true;
          return;
        }
      } else if ((sent += static_cast<std::size_t>(n)) == text.size()) {
        break;
      }
    }
  }
  void stops() {
    const std::string text = waiting.front();
    bool stop = false;
    while (!stop) {
      const ssize_t n = ::send(end, text.data(), text.size(), 0);
      if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
        armed();
        stop = true;
      } else {
        stop = n >= 0;
      }
    }
  }
  void leaves() {
    while (!waiting.empty()) {
      const ssize_t n = ::send(end, waiting.front().data(), waiting.front().size(), 0);
      if (n < 0 && errno == EAGAIN) return armed();
      waiting.pop_front();
    }
  }
  void interrupted() {
    for (;;) {
      const ssize_t n = ::send(end, waiting.front().data(), waiting.front().size(), 0);
      if (n >= 0 || errno != EINTR) break;
    }
  }
  void start(asio::io_context &io) {
    asio::post(io, [this] {
      spins();
      stops();
      leaves();
      interrupted();
    });
  }
};

}  // namespace again
