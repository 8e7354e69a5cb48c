// RUN: %check %s blocking-destructor
// A destructor that waits only where nobody shut the object down: silent where every way to the end did that first.
#include <coro/coro.hpp>

#include <future>
#include <memory>
#include <thread>

using coro::task;

class Client {
public:
  ~Client() {
    if (!down_)
      coro::sync_wait(shutdown());
  }
  task<void> shutdown();
  task<bool> send();
  bool isDown() const { return down_; }

private:
  bool down_ = false;
};

namespace ways {

task<void> shutsDown() {
  Client client;
  co_await client.send();
  co_await client.shutdown();
}
task<void> shutsDownOnBothWays(bool early) {
  Client client;
  if (early) {
    co_await client.shutdown();
    co_return;
  }
  co_await client.send();
  co_await client.shutdown();
}
task<void> shutsDownInALoop(int rounds) {
  for (int i = 0; i < rounds; ++i) {
    Client client;
    co_await client.shutdown();
  }
}
task<void> asksTheObject() {
  Client client;
  if (!client.isDown())
    co_await client.shutdown();
}
task<void> leavesEarly() {
  Client client;  // expect: blocking-destructor
  if (!co_await client.send())
    co_return;
  co_await client.shutdown();
}
task<void> mayLeaveIt(bool polite) {
  Client client;  // expect: blocking-destructor
  if (polite)
    co_await client.shutdown();
}
task<void> theSecondOfTwo() {
  Client first, second;  // expect: blocking-destructor
  co_await first.shutdown();
}
task<void> never() {
  Client client;  // expect: blocking-destructor
  co_await client.send();
}

}  // namespace ways

namespace owned {

struct Session {
  std::unique_ptr<Client> client = std::make_unique<Client>();
};

task<void> never() {
  auto client = std::make_unique<Client>();  // expect: blocking-destructor
  co_await client->send();
}
task<void> inAMember() {
  Session session;  // expect: blocking-destructor
  co_await session.client->send();
}
task<void> ofAThread() {
  auto worker = std::make_unique<std::jthread>([] {});  // expect: blocking-destructor
  co_return;
}
task<void> shutsDown() {
  auto client = std::make_unique<Client>();
  co_await client->shutdown();
}
task<void> handsOn(std::unique_ptr<Client> &into) {
  auto client = std::make_unique<Client>();
  into = std::move(client);
  co_return;
}
task<void> joins() {
  auto worker = std::make_unique<std::jthread>([] {});
  worker->detach();
  co_return;
}
task<void> shares(std::shared_ptr<Client> client) { co_await client->send(); }

}  // namespace owned

// A task that never suspends ends at once, and a lock of the object's own is free at its end.
namespace atOnce {

class Buffer {
public:
  ~Buffer() { coro::sync_wait(stop()); }
  task<void> stop() {
    auto lock = co_await mutex_.scoped_lock();
    co_await note();
  }

private:
  task<void> note() {
    stopped_ = true;
    co_return;
  }
  coro::mutex mutex_;
  bool stopped_ = false;
};
class Queue {
public:
  explicit Queue(coro::mutex &mutex) : mutex_(mutex) {}
  ~Queue() { coro::sync_wait(stop()); }
  task<void> stop() {
    auto lock = co_await mutex_.scoped_lock();
    co_await idle();
  }

private:
  task<void> idle();
  coro::mutex &mutex_;
};

task<void> ends() {
  Buffer buffer;
  co_return;
}
task<void> waits(coro::mutex &mutex) {
  Queue queue(mutex);  // expect: blocking-destructor
  co_return;
}

}  // namespace atOnce
