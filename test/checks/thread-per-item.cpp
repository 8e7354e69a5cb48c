// RUN: %check %s thread-per-item
// A thread per element or per request, and the threads that somebody counted.
#include <asio.hpp>
#include <boost/thread/thread.hpp>
#include <task.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <fstream>
#include <functional>
#include <future>
#include <iterator>
#include <list>
#include <mutex>
#include <netinet/in.h>
#include <queue>
#include <string>
#include <sys/socket.h>
#include <cstdio>
#include <iterator>
#include <memory>
#include <thread>
#include <vector>

void shrink(const std::string &file);
std::size_t sizeOf(const std::string &file);

namespace direct {

void inPlace(const std::vector<std::string> &files) {
  std::vector<std::thread> threads;
  for (const std::string &file : files)
    threads.emplace_back([file] { shrink(file); });  // expect: thread-per-item: each element of 'files'
  for (auto &thread : threads) thread.join();
}
void pushed(const std::vector<std::string> &files) {
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < files.size(); ++i) {
    std::jthread worker(shrink, files[i]);  // expect: thread-per-item: 'std::jthread'
    threads.push_back(std::move(worker));
  }
}
void detached(std::list<std::string> &files) {
  for (auto it = files.begin(); it != files.end(); ++it)
    std::thread([name = *it] { shrink(name); }).detach();  // expect: thread-per-item
}
std::size_t asyncs(const std::vector<std::string> &files) {
  std::vector<std::future<std::size_t>> sizes;
  for (const auto &file : files)
    sizes.push_back(std::async(std::launch::async, sizeOf, file));  // expect: thread-per-item: 'std::async'
  std::size_t sum = 0;
  for (auto &size : sizes) sum += size.get();
  return sum;
}
void perLine(std::istream &list) {
  std::string file;
  std::vector<std::thread> threads;
  while (std::getline(list, file))
    threads.emplace_back([file] { shrink(file); });  // expect: thread-per-item: each request
  for (auto &thread : threads) thread.join();
}
void serve(int listener) {
  while (true) {
    const int client = ::accept(listener, nullptr, nullptr);
    std::thread([client] { ::send(client, "hello", 5, 0); }).detach();  // expect: thread-per-item: each request
  }
}

class Doorman {
public:
  void serve(int listener) {
    while (!closing_) {
      const int client = ::accept(listener, nullptr, nullptr);
      if (client < 0) continue;
      std::thread([client] { ::send(client, "hello", 5, 0); }).detach();  // expect: thread-per-item: each request
    }
  }
  void serveUntil(int listener, const std::atomic<bool> &enough) {
    while (!enough.load()) {
      const int client = ::accept(listener, nullptr, nullptr);
      std::thread([client] { ::send(client, "hello", 5, 0); }).detach();  // expect: thread-per-item: each request
    }
  }
  void watch(unsigned count) {  // workers: nothing of a round reaches them
    while (!closing_) {
      std::vector<std::jthread> threads;
      for (unsigned i = 0; i < count; ++i) threads.emplace_back([this] { look(); });
    }
  }

private:
  void look() { shrink("x"); }
  bool closing_ = false;
};

class Server {
public:
  explicit Server(asio::ip::tcp::acceptor acceptor) : acceptor_(std::move(acceptor)) {}
  void accept() {
    acceptor_.async_accept([this](std::error_code error, asio::ip::tcp::socket client) {
      if (!error)
        std::thread([client = std::move(client)] { shrink("x"); }).detach();  // expect: thread-per-item: each connection
      accept();
    });
  }

private:
  asio::ip::tcp::acceptor acceptor_;
};
asio::awaitable<void> acceptLoop(asio::ip::tcp::acceptor &acceptor) {
  while (true) {
    asio::ip::tcp::socket client = co_await acceptor.async_accept(asio::use_awaitable);
    std::thread([client = std::move(client)] { shrink("x"); }).detach();  // expect: thread-per-item: each request
  }
}

}  // namespace direct

namespace innocent {

void soManyThreads(unsigned count) {
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < count; ++i) threads.emplace_back([i] { shrink(std::to_string(i)); });
  for (auto &thread : threads) thread.join();
}
void forEachCore(const std::vector<std::string> &files) {
  std::atomic<std::size_t> next{0};
  const unsigned count = std::clamp(std::thread::hardware_concurrency(), 2u, 8u);
  std::vector<std::jthread> threads;
  for (unsigned i = 0; i != count; ++i)
    threads.emplace_back([&] {
      for (std::size_t k; (k = next.fetch_add(1)) < files.size();) shrink(files[k]);
    });
}
void four() {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back(shrink, "x");
  for (auto &thread : threads) thread.join();
  for (const char *name : {"reader", "writer"}) std::thread(shrink, name).detach();
}
void restartsThem(std::vector<std::thread> &threads) {
  for (auto &thread : threads) thread = std::thread(shrink, "x");
  for (std::size_t i = 0; i < threads.size(); ++i) threads[i] = std::thread(shrink, "x");
}
struct Queue {
  std::mutex mutex;
  std::condition_variable ready;
  std::queue<std::string> items;
  std::string pop() {
    std::unique_lock lock(mutex);
    ready.wait(lock, [this] { return !items.empty(); });
    std::string item = std::move(items.front());
    items.pop();
    return item;
  }
};
void aWorkerForEachQueue(std::vector<Queue> &queues) {
  for (Queue &queue : queues)
    std::thread([&queue] {
      while (true) shrink(queue.pop());
    }).detach();
}
void aLoopEach(std::vector<asio::io_context> &loops) {
  std::vector<std::thread> threads;
  for (auto &loop : loops) threads.emplace_back([&loop] { loop.run(); });
  for (auto &thread : threads) thread.join();
}
void supervises(const std::string &name) {
  while (true) {
    std::thread worker(shrink, name);
    worker.join();
  }
}
void onePool(asio::thread_pool &pool, const std::vector<std::string> &files) {
  for (const auto &file : files) asio::post(pool, [file] { shrink(file); });
}
void once(const std::vector<std::string> &files) {
  std::thread([files] {
    for (const auto &file : files) shrink(file);
  }).detach();
}
void futures(std::vector<std::function<void()>> &tasks) {
  for (auto &task : tasks) task();
}

}  // namespace innocent

namespace reach {

class Album {
public:
  void load(const std::vector<std::string> &files) {
    for (const auto &file : files) add(file);
    for (auto &reader : readers_) reader.join();
  }
  void refresh(const std::vector<std::string> &files) {
    for (const auto &file : files)
      readers_.emplace_back(&Album::replace, this, file);  // expect: thread-per-item
  }

private:
  void add(const std::string &file) {
    readers_.emplace_back([this, file] { replace(file); });  // expect: thread-per-item
  }
  void replace(std::string file) { shrink(file); }
  std::vector<std::thread> readers_;
};
void lookOnce(int fd) {
  std::thread look([fd] { shrink(std::to_string(fd)); });  // expect: thread-per-item: nobody waits
  look.detach();
}
void lookOnceMore(int fd) {
  std::thread look([fd] { shrink(std::to_string(fd)); });
  look.join();
}
std::atomic<bool> stopping{false};
void eachMinute(int fd) {
  while (!stopping) {
    std::this_thread::sleep_for(std::chrono::minutes(1));
    lookOnce(fd);
    lookOnceMore(fd);
  }
}
template <class Files> void inATemplate(const Files &files) {
  for (const auto &file : files) std::thread(shrink, file).detach();  // expect: thread-per-item
}
template void inATemplate(const std::vector<std::string> &);
void inAnAlgorithm(const std::vector<std::string> &files) {
  std::for_each(files.begin(), files.end(), [](const std::string &file) {
    std::thread([file] { shrink(file); }).detach();  // expect: thread-per-item
  });
}

}  // namespace reach

void heldByPointers(const std::vector<std::string> &words) {
  std::vector<std::unique_ptr<std::thread>> threads;
  for (const auto &word : words)
    threads.push_back(std::make_unique<std::thread>([word] { std::puts(word.c_str()); }));  // expect: thread-per-item: 'std::thread'
  for (auto &thread : threads) thread->join();
}
// A library's algorithm makes them.
void transforms(const std::vector<std::string> &words) {
  std::vector<std::thread> threads;
  std::transform(words.begin(), words.end(), std::back_inserter(threads), [](const std::string &word) {
    return std::thread([word] { std::puts(word.c_str()); });  // expect: thread-per-item
  });
  for (auto &thread : threads) thread.join();
}

// An object for each element, which starts a thread; and a service for each, which runs until it is stopped.
std::string pageAt(const std::string &address);
class Fetcher {
public:
  explicit Fetcher(std::string address) : address_(std::move(address)) {}
  ~Fetcher() { thread_.join(); }
  void start() {
    thread_ = std::thread([this] { page_ = pageAt(address_); });  // expect: thread-per-item
  }

private:
  std::string address_, page_;
  std::thread thread_;
};
void fetchEach(const std::vector<std::string> &addresses) {
  std::vector<std::unique_ptr<Fetcher>> running;
  for (const std::string &address : addresses) {
    auto one = std::make_unique<Fetcher>(address);
    one->start();
    running.push_back(std::move(one));
  }
}
// Whoever made the fetchers decided how many there are.
class Asker {
public:
  void start() {
    thread_ = std::thread([this] { page_ = pageAt("start"); });
  }
  ~Asker() { thread_.join(); }

private:
  std::string page_;
  std::thread thread_;
};
void startAll(std::list<Asker *> all) {
  for (Asker *one : all) one->start();
}
class Service {
public:
  explicit Service(std::string address) : address_(std::move(address)) {}
  ~Service() { stop_ = true, thread_.join(); }
  void start() {
    thread_ = std::thread([this] {
      while (!stop_) pageAt(address_);
    });
  }

private:
  std::string address_;
  std::atomic<bool> stop_{false};
  std::thread thread_;
};
void serveEach(const std::vector<std::string> &addresses) {
  std::vector<std::unique_ptr<Service>> running;
  for (const std::string &address : addresses) {
    auto one = std::make_unique<Service>(address);
    one->start();
    running.push_back(std::move(one));
  }
}

namespace groups {

void each(const std::vector<std::string> &files) {
  boost::thread_group readers;
  for (const std::string &file : files)
    readers.create_thread([&file] { shrink(file); });  // expect: thread-per-item
  readers.join_all();
}
void few(const std::vector<std::string> &files) {
  boost::thread_group readers;
  for (int i = 0; i < 4; ++i) readers.create_thread([&files] { shrink(files.front()); });
  readers.join_all();
}

}  // namespace groups

// One thread for each place: there are as many as the machine has.
namespace bound {

void bindToNumaNode(unsigned node);

void layOut(const std::vector<unsigned> &nodes, std::vector<std::vector<int>> &fields) {
  std::vector<std::thread> threads;
  for (const unsigned node : nodes)
    threads.emplace_back([&fields, node] {
      bindToNumaNode(node);
      fields[node].assign(1 << 20, 0);
    });
  for (std::thread &thread : threads) thread.join();
}
void layOutAnywhere(const std::vector<unsigned> &plots, std::vector<std::vector<int>> &fields) {
  std::vector<std::thread> threads;
  for (const unsigned plot : plots)
    threads.emplace_back([&fields, plot] { fields[plot].assign(1 << 20, 0); });  // expect: thread-per-item
  for (std::thread &thread : threads) thread.join();
}

}  // namespace bound

// An object that is a thread, made and started for each request that a loop reads.
class QThread {
public:
  virtual ~QThread();
  void start();
  bool wait();

protected:
  virtual void run();
};

namespace objects {

class Inquiry : public QThread {
public:
  explicit Inquiry(int depot) : depot(depot) {}
  long stock = 0;

protected:
  void run() override { stock = depot * 2; }

private:
  int depot;
};
class Line {
public:
  bool readable();
  int next();
};

class Desk {
public:
  void serve(Line &line) {
    while (line.readable())
      if (line.next() == 1) ask(line);
  }
  void serveSlowly(Line &line) {
    while (line.readable())
      if (line.next() == 1) askAndWait();
  }
  void serveByOne(Line &line) {
    while (line.readable())
      if (line.next() == 1) again();
  }

private:
  void ask(Line &) {
    auto *inquiry = new Inquiry(depot);
    inquiry->start();  // expect: thread-per-item: in each round of a loop
  }
  void askAndWait() {
    auto *inquiry = new Inquiry(depot);
    inquiry->start();
    inquiry->wait();
    delete inquiry;
  }
  void again() { kept->start(); }
  int depot = 0;
  Inquiry *kept = nullptr;
};

}  // namespace objects
