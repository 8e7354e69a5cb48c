// RUN: %check %s self-join
// Threads, tasks and handlers that wait for what runs them, and owners that wait for others.
#include <BS_thread_pool.hpp>
#include <asio.hpp>
#include <atomic>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

bool step();

namespace threads {

class Worker {
public:
  void start() {
    thread_ = std::thread([this] { run(); });
  }
  ~Worker() { stop(); }
  void stop() {
    stopping_ = true;
    thread_.join();  // expect: self-join
  }

private:
  void run() {
    while (!stopping_)
      if (!step()) stop();
  }
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};
class Careful {
public:
  void start() {
    thread_ = std::thread([this] { run(); });
  }
  void stop() {
    stopping_ = true;
    if (thread_.get_id() != std::this_thread::get_id()) thread_.join();
  }

private:
  void run() {
    while (!stopping_)
      if (!step()) stop();
  }
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};
class Plain {
public:
  Plain() : thread_([this] { run(); }) {}
  ~Plain() {
    stopping_ = true;
    thread_.join();
  }

private:
  void run() {
    while (!stopping_) step();
  }
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace threads

namespace references {

class Session : public std::enable_shared_from_this<Session> {
public:
  void start() {
    thread_ = std::thread([self = shared_from_this()] { self->run(); });  // expect: self-join: last reference
  }
  ~Session() { thread_.join(); }

private:
  void run();
  std::thread thread_;
};
class Poller : public std::enable_shared_from_this<Poller> {
public:
  void start() {
    thread_ = std::thread([weak = weak_from_this()] {  // expect: self-join: 'Poller'
      while (auto self = weak.lock()) self->poll();
    });
  }
  ~Poller() {
    if (thread_.joinable()) thread_.join();
  }

private:
  void poll();
  std::thread thread_;
};
class Detaches : public std::enable_shared_from_this<Detaches> {
public:
  void start() {
    thread_ = std::thread([self = shared_from_this()] { self->run(); });
  }
  ~Detaches() {
    if (thread_.get_id() == std::this_thread::get_id()) thread_.detach();
    else thread_.join();
  }

private:
  void run();
  std::thread thread_;
};
class KeepsAnother {
public:
  void start(std::shared_ptr<std::string> text) {
    thread_ = std::thread([text] { step(); });
  }
  ~KeepsAnother() { thread_.join(); }

private:
  std::thread thread_;
};
class Store : public std::enable_shared_from_this<Store> {
public:
  void compact() {
    pool_.detach_task([self = shared_from_this()] { self->run(); });  // expect: self-join: 'Store'
  }

private:
  void run();
  BS::thread_pool<> pool_;
};
class Lent : public std::enable_shared_from_this<Lent> {
public:
  explicit Lent(BS::thread_pool<> &pool) : pool_(pool) {}
  void compact() {
    pool_.detach_task([self = shared_from_this()] { self->run(); });
  }

private:
  void run();
  BS::thread_pool<> &pool_;
};

}  // namespace references

namespace tasks {

class Queue {
public:
  void finish() {
    pool_.detach_task([this] {
      step();
      pool_.wait();  // expect: self-join: all tasks of the pool
    });
  }
  void close() {
    pool_.detach_task([] { step(); });
    pool_.wait();
  }

private:
  BS::thread_pool<> pool_;
};

class Loop {
public:
  Loop() : thread_([this] { io_.run(); }) {}
  void quit() {
    asio::post(io_, [this] { close(); });
  }
  void shutdown() {
    io_.stop();
    other_.join();
  }

private:
  void close() {
    io_.stop();
    thread_.join();  // expect: self-join: event loop
  }
  asio::io_context io_;
  std::thread thread_, other_;
};

// A handler of the loop may be the last who has the session, and the session joins the thread of its loop.
class Session : public std::enable_shared_from_this<Session> {
public:
  Session() : thread_([this] { io_.run(); }) {}
  ~Session() {
    io_.stop();
    thread_.join();
  }
  void add() {
    asio::post(io_, [self = shared_from_this()] { self->note(); });  // expect: self-join: 'Session'
  }
  void glance() {
    asio::post(io_, [weak = weak_from_this()] { step(); });
  }

private:
  void note() { ++notes_; }
  asio::io_context io_;
  std::thread thread_;
  int notes_ = 0;
};

// The owner ends the thread before it lets go; and one that asks who it is.
class Visit : public std::enable_shared_from_this<Visit> {
public:
  Visit() : thread_([this] { io_.run(); }) {}
  ~Visit() { end(); }
  void add() {
    asio::post(io_, [self = shared_from_this()] { step(); });
  }
  void end() {
    io_.stop();
    if (thread_.joinable()) thread_.join();
  }

private:
  asio::io_context io_;
  std::thread thread_;
};
class Host {
public:
  ~Host() { visit_->end(); }

private:
  std::shared_ptr<Visit> visit_ = std::make_shared<Visit>();
};
class CarefulSession : public std::enable_shared_from_this<CarefulSession> {
public:
  CarefulSession() : thread_([this] { io_.run(); }) {}
  ~CarefulSession() {
    io_.stop();
    if (thread_.get_id() == std::this_thread::get_id())
      thread_.detach();
    else
      thread_.join();
  }
  void add() {
    asio::post(io_, [self = shared_from_this()] { step(); });
  }

private:
  asio::io_context io_;
  std::thread thread_;
};

// The connection is kept, not the server whose thread runs it.
class Server {
public:
  struct Connection : std::enable_shared_from_this<Connection> {
    explicit Connection(asio::io_context &io) : io_(io) {}
    void start() {
      asio::post(io_, [self = shared_from_this()] { step(); });
    }
    asio::io_context &io_;
  };
  Server() : thread_([this] { io_.run(); }) {}
  ~Server() {
    io_.stop();
    thread_.join();
  }
  void accept() { std::make_shared<Connection>(io_)->start(); }

private:
  asio::io_context io_;
  std::thread thread_;
};

// The weak pointer is locked in a callback that the thread calls.
class Ticker : public std::enable_shared_from_this<Ticker> {
public:
  ~Ticker() { end(); }
  void begin() {
    tick_ = [weak = weak_from_this()] {
      if (auto self = weak.lock()) ++self->ticks_;
    };
    thread_ = std::thread([this] { tick_(); });  // expect: self-join: 'Ticker'
  }

private:
  void end() { thread_.join(); }
  std::function<void()> tick_;
  std::thread thread_;
  int ticks_ = 0;
};

// The same, but its owner ends the thread before it lets go.
class Watch : public std::enable_shared_from_this<Watch> {
public:
  ~Watch() { end(); }
  void begin() {
    tick_ = [weak = weak_from_this()] {
      if (auto self = weak.lock()) ++self->ticks_;
    };
    thread_ = std::thread([this] { tick_(); });
  }
  void end() {
    if (thread_.joinable()) thread_.join();
  }

private:
  std::function<void()> tick_;
  std::thread thread_;
  int ticks_ = 0;
};
class Owner {
public:
  ~Owner() { watch_->end(); }

private:
  std::shared_ptr<Watch> watch_ = std::make_shared<Watch>();
};

// A jthread joins without being told; a class that lets go of its own thread knows.
class Clock : public std::enable_shared_from_this<Clock> {
public:
  void begin() {
    thread_ = std::jthread([self = shared_from_this()] { step(); });  // expect: self-join: 'Clock'
  }

private:
  std::jthread thread_;
};
class CarefulClock : public std::enable_shared_from_this<CarefulClock> {
public:
  ~CarefulClock() {
    if (thread_.get_id() == std::this_thread::get_id()) thread_.detach();
  }
  void begin() {
    thread_ = std::jthread([self = shared_from_this()] { step(); });
  }

private:
  std::jthread thread_;
};

// A wait for one task is not one for all of them.
class Futures {
public:
  void run() {
    pool_.detach_task([this] {
      auto result = pool_.submit_task([] { return 1; });
      result.get();
    });
  }

private:
  BS::thread_pool<> pool_;
};

}  // namespace tasks

namespace caught {

struct Deadlock {};
class Careful {
public:
  void finish() {
    pool_.detach_task([this] {
      try {
        pool_.wait();
      } catch (const Deadlock &) {
        step();
      }
    });
  }

private:
  BS::thread_pool<> pool_;
};
class Asks {
public:
  ~Asks() {
    if (!isOwnThread()) thread_.join();
  }
  void start() {
    thread_ = std::thread([this] { close(); });
  }

private:
  bool isOwnThread() const { return std::this_thread::get_id() == thread_.get_id(); }
  void close() {
    if (!isOwnThread()) thread_.join();
  }
  std::thread thread_;
};

}  // namespace caught

namespace wrapped {

class Queue {
public:
  Queue() : thread_([this] { run(); }) {}
  ~Queue() {
    stopped_ = true;
    thread_.join();
  }
  void enqueue(std::function<void()> job) {
    std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
  }

private:
  void run() {
    while (!stopped_) {
      std::function<void()> job;
      {
        std::lock_guard lock(mutex_);
        if (jobs_.empty()) continue;
        job = std::move(jobs_.back());
        jobs_.pop_back();
      }
      job();
    }
  }
  std::atomic<bool> stopped_ = false;
  std::mutex mutex_;
  std::vector<std::function<void()>> jobs_;
  std::thread thread_;
};
class Index : public std::enable_shared_from_this<Index> {
public:
  void rebuild() {
    auto self = shared_from_this();
    queue_.enqueue([self] { self->build(); });  // expect: self-join: 'Index'
  }

private:
  void build();
  Queue queue_;
};

}  // namespace wrapped

// Nobody wrote a constructor: the one of the compiler starts the thread.
class Ticker {
public:
  ~Ticker() { stop(); }
  void stop() {
    if (thread_.joinable()) thread_.join();  // expect: self-join
  }

private:
  bool due();
  void run() {
    while (due()) {
    }
    stop();
  }
  std::thread thread_{[this] { run(); }};
};
void ticks() { Ticker ticker; }

// A job that an object gives to its own thread.
class Clerk {
public:
  Clerk() : thread_([this] { run(); }) {}
  ~Clerk() { close(); }
  void write(std::string text) {
    give([this, text] {
      if (!put(text)) close();
    });
  }
  void refuse(std::string text) {
    give([this, text] {
      if (!put(text)) closed_ = true;
    });
  }
  void close() {
    closed_ = true;
    thread_.join();  // expect: self-join
  }

private:
  void give(std::function<void()> job) {
    std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
  }
  void run() {
    while (!closed_) {
      std::unique_lock lock(mutex_);
      if (jobs_.empty()) continue;
      auto job = std::move(jobs_.back());
      jobs_.pop_back();
      lock.unlock();
      job();
    }
  }
  bool put(const std::string &text);
  std::mutex mutex_;
  std::vector<std::function<void()>> jobs_;
  std::atomic<bool> closed_{false};
  std::thread thread_;
};
// The one who gives the job has other threads than the one who is closed.
class Desk {
public:
  explicit Desk(Clerk &clerk) : clerk_(clerk), thread_([this] { run(); }) {}
  ~Desk() { thread_.join(); }
  void end() {
    give([this] { leave(); });
  }

private:
  void leave() { left_ = true; }
  void give(std::function<void()> job) {
    std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
  }
  void run();
  Clerk &clerk_;
  std::mutex mutex_;
  std::vector<std::function<void()>> jobs_;
  std::atomic<bool> left_{false};
  std::thread thread_;
};

// Each worker of a ward joins the one that went before it; the wrapper's own thread is another one each time.
namespace retired {

class Worker {
public:
  template <typename Work> explicit Worker(Work work) : thread_([work] { work(); }) {}
  void join() { thread_.join(); }

private:
  std::thread thread_;
};

class Ward {
public:
  void take(int bed) {
    workers_.emplace_front([this, bed] {
      tend(bed);
      retire();
    });
  }

private:
  void tend(int bed);
  void retire() {
    std::unique_lock lock(mutex_);
    auto before = std::move(last_);
    last_.splice(last_.begin(), workers_, workers_.begin());
    lock.unlock();
    if (!before.empty()) before.front().join();
  }
  std::mutex mutex_;
  std::list<Worker> workers_, last_;
};

class Alone {
public:
  Alone() : worker_([this] { leave(); }) {}

private:
  void leave() { worker_.stop(); }
  struct Own {
    template <typename Work> explicit Own(Work work) : thread_([work] { work(); }) {}
    void stop() { thread_.join(); }  // expect: self-join
    std::thread thread_;
  } worker_;
};

Ward ward;
Alone alone;
void morning() { ward.take(1); }

}  // namespace retired
