// RUN: %check %s serialised-parallel-body
// Parallel bodies that hold one lock from their beginning to their end, and those that work outside of it.
#include <BS_thread_pool.hpp>
#include <algorithm>
#include <asio.hpp>
#include <cmath>
#include <condition_variable>
#include <execution>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <thread>
#include <vector>

std::mutex mutex;
std::map<std::string, int> counts;
int weigh(const std::string &word) { return static_cast<int>(std::sqrt(word.size()) * 3); }

void allUnderTheLock(std::vector<std::string> &words) {
  std::for_each(std::execution::par, words.begin(), words.end(), [](const std::string &word) {  // expect: serialised-parallel-body: take turns
    std::lock_guard hold(mutex);
    counts[word] += weigh(word);
  });
}
double sumUnderTheLock(std::vector<std::size_t> &indices, const std::vector<double> &values) {
  double sum = 0;
  std::mutex ofSum;
  std::for_each(std::execution::par, indices.begin(), indices.end(), [&](std::size_t i) {  // expect: serialised-parallel-body
    std::lock_guard hold(ofSum);
    sum += values[i];
  });
  return sum;
}
void chunksUnderTheLock(BS::thread_pool<> &pool, const std::vector<double> &values, double &sum) {
  static std::mutex ofSum;
  for (std::size_t i = 0; i < values.size(); i += 1000)
    pool.detach_task([&values, &sum, i] {  // expect: serialised-parallel-body
      std::lock_guard hold(ofSum);
      for (std::size_t j = i; j < std::min(i + 1000, values.size()); ++j) sum += std::sqrt(values[j]);
    });
}
void chunksMergedUnderTheLock(BS::thread_pool<> &pool, const std::vector<double> &values, double &sum) {
  static std::mutex ofSum;
  for (std::size_t i = 0; i < values.size(); i += 1000)
    pool.detach_task([&values, &sum, i] {
      double own = 0;
      for (std::size_t j = i; j < std::min(i + 1000, values.size()); ++j) own += std::sqrt(values[j]);
      std::lock_guard hold(ofSum);
      sum += own;
    });
}
static void add(const std::string &word) {
  std::scoped_lock hold(mutex);
  counts[word] += weigh(word);
}
void throughAFunction(std::vector<std::string> &words) {
  std::for_each(std::execution::par, words.begin(), words.end(), [](const std::string &word) { add(word); });  // expect: serialised-parallel-body
}
void inPoolTasks(asio::thread_pool &pool, std::vector<std::string> &words) {
  for (auto &word : words)
    asio::post(pool, [&word] {  // expect: serialised-parallel-body
      std::unique_lock hold(mutex);
      for (char &c : word) counts[std::string(1, c)] += weigh(word);
    });
}
void inThreads(std::vector<std::string> &words, unsigned n) {
  std::vector<std::jthread> threads;
  for (unsigned i = 0; i < n; ++i)
    threads.emplace_back([&words, i, n] {  // expect: serialised-parallel-body
      std::lock_guard hold(mutex);
      for (std::size_t at = i; at < words.size(); at += n) counts[words[at]] += weigh(words[at]);
    });
}
struct Table {
  std::mutex own;
  std::map<std::string, int> all;
  void fill(BS::thread_pool<> &pool, const std::vector<std::string> &words) {
    pool.detach_loop(std::size_t(0), words.size(), [this, &words](std::size_t i) {  // expect: serialised-parallel-body
      std::lock_guard hold(own);
      all[words[i]] += weigh(words[i]);
    });
  }
};

void mergesUnderTheLock(std::vector<std::string> &words) {
  std::for_each(std::execution::par, words.begin(), words.end(), [](const std::string &word) {
    const int weight = weigh(word);
    std::map<std::string, int> own;
    for (char c : word) own[std::string(1, c)] += weight;
    std::lock_guard hold(mutex);
    counts[word] += weight;
  });
}
void locksForAMoment(std::vector<std::string> &words) {
  std::for_each(std::execution::par, words.begin(), words.end(), [](const std::string &word) {
    {
      std::lock_guard hold(mutex);
      ++counts["words"];
    }
    std::string copy = word + word;
    std::sort(copy.begin(), copy.end());
  });
}
void readers(std::vector<std::string> &words, std::shared_mutex &shared, std::vector<int> &out) {
  std::for_each(std::execution::par, words.begin(), words.end(), [&](const std::string &word) {
    std::shared_lock hold(shared);
    out[word.size()] = weigh(word);
  });
}
void aLockPerElement(std::vector<std::pair<std::mutex, std::string>> &cells) {
  std::for_each(std::execution::par, cells.begin(), cells.end(), [](auto &cell) {
    std::mutex own;
    std::lock_guard hold(own);
    cell.second += "x" + std::to_string(weigh(cell.second));
  });
}
void sequential(std::vector<std::string> &words) {
  std::for_each(words.begin(), words.end(), [](const std::string &word) { add(word); });
}
void aSingleTask(asio::thread_pool &pool, std::string &word) {
  asio::post(pool, [&word] { add(word); });
}
void waitsForItsTurn(std::vector<std::jthread> &threads, std::condition_variable &turn, unsigned n, bool &free) {
  for (unsigned i = 0; i < n; ++i)
    threads.emplace_back([&] {
      std::unique_lock hold(mutex);
      turn.wait(hold, [&] { return free; });
      counts["turns"] += 1;
    });
}

namespace manyLocks {

struct Account {
  std::mutex own;
  std::map<std::string, int> bookings;
};
void eachItsOwn(std::vector<Account> &accounts) {
  std::for_each(std::execution::par, accounts.begin(), accounts.end(), [](Account &account) {
    std::lock_guard hold(account.own);
    account.bookings["interest"] += weigh("interest");
  });
}
struct Bank {
  std::mutex stripes[16];
  std::map<std::string, int> parts[16];
  void add(std::size_t at, const std::string &word) {
    std::lock_guard hold(stripes[at % 16]);
    parts[at % 16][word] += weigh(word);
  }
  void fill(BS::thread_pool<> &pool, const std::vector<std::string> &words) {
    pool.detach_loop(std::size_t(0), words.size(), [this, &words](std::size_t i) { add(i, words[i]); });
  }
};
struct Bucket {
  std::mutex own;
  std::map<std::string, int> all;
};
struct Index {
  std::vector<Bucket> buckets;
  Bucket *find(const std::string &word) { return &buckets[word.size() % buckets.size()]; }
  struct Place {
    Bucket *bucket = nullptr;
  };
  void add(Place &place, const std::string &word) {
    place.bucket = find(word);
    std::lock_guard hold(place.bucket->own);
    for (char c : word) place.bucket->all[std::string(1, c)] += weigh(word);
  }
};
void inBuckets(std::vector<std::string> &words, Index &index) {
  std::for_each(std::execution::par, words.begin(), words.end(), [&](const std::string &word) {
    Index::Place place;
    index.add(place, word);
  });
}

}  // namespace manyLocks

namespace seldom {

// Most rounds find nothing, and then nothing is locked.
void onlyWhatIsFound(std::vector<std::vector<double>> &rows, std::vector<std::string> &found) {
  std::for_each(std::execution::par, rows.begin(), rows.end(), [&found](const std::vector<double> &row) {
    for (double cell : row)
      if (cell > 30)
        if (cell < 40 && cell != row.front()) {
          std::lock_guard hold(mutex);
          found.push_back(std::to_string(cell));
        }
  });
}
// No loop at all.
bool once(const std::string &word) {
  do {
    if (word.empty()) break;
    std::thread later([word] { add(word); });
    later.detach();
    return true;
  } while (false);
  return false;
}

}  // namespace seldom

// A function's static mutex is one for all of its threads.
void underStatic(std::vector<std::string> &words, double &all) {
  static std::mutex own;
  std::for_each(std::execution::par, words.begin(), words.end(), [&](const std::string &word) {  // expect: serialised-parallel-body
    std::lock_guard hold(own);
    all += weigh(word);
  });
}

// One body, one finding.
void twoWaysToStart(BS::thread_pool<> &pool, std::vector<std::string> &words, bool split) {
  const auto body = [&words](std::size_t i) { add(words[i]); };
  if (split)
    pool.detach_loop(std::size_t(0), words.size(), body, 8);  // expect: serialised-parallel-body
  else
    pool.detach_loop(std::size_t(0), words.size(), body);
}
void leftAtOnce(const std::string &word, bool full) {
  while (full) {
    std::thread later([word] { add(word); });
    later.detach();
    break;
  }
}
// One thread: nothing takes turns.
void inOrder(std::vector<std::string> &words) {
  BS::thread_pool<> pool(1);
  pool.detach_loop(std::size_t(0), words.size(), [&words](std::size_t i) { add(words[i]); });
  pool.wait();
}
