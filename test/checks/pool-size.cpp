// RUN: %check %s pool-size
// Sizes of pools that do not fit what the pools do, and numbers of cores that may be 0.
#include <BS_thread_pool.hpp>
#include <algorithm>
#include <asio.hpp>
#include <cmath>
#include <fstream>
#include <future>
#include <string>
#include <thread>
#include <vector>

namespace cores {

std::size_t chunk(std::size_t n) { return n / std::thread::hardware_concurrency(); }  // expect: pool-size: division
unsigned workers() {
  const unsigned cores = std::thread::hardware_concurrency();  // expect: pool-size: four billion
  return cores - 1;
}
void pool() {
  BS::thread_pool<> all(std::thread::hardware_concurrency());  // expect: pool-size: no thread
}
std::size_t guarded(std::size_t n) { return n / std::max(1u, std::thread::hardware_concurrency()); }
std::size_t checked(std::size_t n) {
  const unsigned cores = std::thread::hardware_concurrency();
  return cores ? n / cores : n;
}
struct Helpers {
  Helpers(std::size_t most) {
    most = std::min<std::size_t>(most, std::thread::hardware_concurrency());  // expect: pool-size: no thread is started
    for (std::size_t n = 0; n < most; ++n) threads.emplace_back([] {});
  }
  std::vector<std::thread> threads;
};
struct AtLeastOne {
  AtLeastOne() {
    threads.emplace_back([] {});
    for (unsigned n = 1; n < std::thread::hardware_concurrency(); ++n) threads.emplace_back([] {});
  }
  std::vector<std::thread> threads;
};
std::size_t comparedAfterwards(std::size_t n) {
  const std::size_t step = n / std::thread::hardware_concurrency();  // expect: pool-size: division
  return step > 10 ? step : 10;
}
unsigned reported() { return std::thread::hardware_concurrency(); }

}  // namespace cores

namespace computing {

struct Far {
  Far() : pool_(256) {}  // expect: pool-size: 256 threads
  asio::thread_pool pool_;
  void run(std::vector<double> &values) {
    for (std::size_t i = 0; i < values.size(); i += 4096)
      asio::post(pool_, [&values, i] {
        for (std::size_t j = i; j < i + 4096; ++j) values[j] = std::sqrt(values[j]);
      });
  }
};
// The work is in the coat that gives a future.
struct Answering {
  Answering() : pool_(256) {}  // expect: pool-size: 256 threads
  asio::thread_pool pool_;
  std::future<double> root(double of) {
    return asio::post(pool_, asio::use_future([of] { return std::sqrt(of); }));
  }
};
struct Fitting {
  asio::thread_pool pool_{8};
  void run(std::vector<double> &values) {
    asio::post(pool_, [&values] { values[0] = 1; });
  }
};
struct Waiting {
  Waiting() : pool_(256) {}
  asio::thread_pool pool_;
  void run(std::string path) {
    asio::post(pool_, [path] { std::ofstream(path) << "x"; });
  }
};

}  // namespace computing

namespace data {

struct PerShard {
  explicit PerShard(const std::vector<std::string> &shards) : pool_(shards.size()) {}  // expect: pool-size: 'shards'
  asio::thread_pool pool_;
};
struct Bounded {
  explicit Bounded(const std::vector<std::string> &shards) : pool_(std::min<std::size_t>(shards.size(), 8)) {}
  asio::thread_pool pool_;
};

}  // namespace data

namespace waiting {

struct Files {
  Files() : pool_(std::max(1u, std::thread::hardware_concurrency())) {}  // expect: pool-size: under way
  void store(std::string path) {
    asio::post(pool_, [path] { std::ofstream(path) << "x"; });
  }
  asio::thread_pool pool_;
};
// Nobody wrote a constructor: the one of the compiler makes the pool.
struct Papers {
  void store(std::string path) {
    asio::post(pool_, [path] { std::ofstream(path) << "x"; });
  }
  asio::thread_pool pool_{std::max(1u, std::thread::hardware_concurrency())};  // expect: pool-size: under way
};
void keep(std::string path) {
  Papers papers;
  papers.store(path);
}

}  // namespace waiting
