// RUN: %check %s blocking-under-lock
// Blocking work under a lock that async code also takes: at the work, once for each kind of it.
#include <asio.hpp>
#include <folly/Synchronized.h>
#include <sys/stat.h>
#include <task.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <fstream>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

using namespace std::chrono_literals;

namespace work {

class Journal {
public:
  asio::awaitable<void> add(std::string line) {
    std::lock_guard lock(mutex_);
    text_ += line;
    co_return;
  }
  void toAFile() {
    std::lock_guard lock(mutex_);
    std::ofstream out("journal");  // expect: blocking-under-lock: while it holds 'mutex_', for which coroutine
    out << text_;
    out.close();
  }
  bool onlyAsks() {
    std::lock_guard lock(mutex_);
    return ::access("journal", R_OK) == 0;  // one question is short
  }
  void asleep() {
    std::unique_lock lock(mutex_);
    std::this_thread::sleep_for(1s);  // expect: blocking-under-lock: sleeps
    text_.clear();
  }
  void twoKinds() {
    std::unique_lock lock(mutex_);
    std::ifstream in("journal");  // expect: blocking-under-lock
    std::this_thread::sleep_for(1s);  // expect: blocking-under-lock
  }
  void aProcess() {
    std::scoped_lock lock(mutex_);
    std::system("sync");  // expect: blocking-under-lock
  }
  void aThread(std::thread &writer) {
    std::scoped_lock lock(mutex_);
    writer.join();  // expect: blocking-under-lock: waits
  }
  void aFuture(std::future<std::string> result) {
    mutex_.lock();
    text_ = result.get();  // expect: blocking-under-lock
    mutex_.unlock();
  }
  void throughAHelper() {
    std::lock_guard lock(mutex_);
    write();  // expect: blocking-under-lock
  }
  void throughALambda() {
    auto write = [this] { std::ofstream("journal") << text_; };
    std::lock_guard lock(mutex_);
    write();  // expect: blocking-under-lock
  }
  void onOnePath(bool quick) {
    std::unique_lock lock(mutex_);
    if (quick) lock.unlock();
    std::this_thread::sleep_for(1s);  // expect: blocking-under-lock
  }
  void inALockedFunction() {
    mutex_.lock();
    finish();
  }

  // The twins.
  void copiedBefore() {
    std::unique_lock lock(mutex_);
    std::string copy = text_;
    lock.unlock();
    std::ofstream("journal") << copy;
  }
  void inAScope() {
    {
      std::lock_guard lock(mutex_);
      text_.clear();
    }
    std::this_thread::sleep_for(1s);
  }
  void waitsForTheLockItself() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !text_.empty(); });
    changed_.wait_for(lock, 1s);
  }
  void waitsThroughAHelper() {
    std::unique_lock lock(mutex_);
    waitFor(lock);
  }
  void waitsForTheOtherOne() {
    std::unique_lock lock(mutex_), other(second_);
    changed_.wait(other);  // expect: blocking-under-lock: waits
  }
  void aThreadUnderALambda() {
    std::lock_guard lock(mutex_);
    std::thread([] { std::this_thread::sleep_for(1s); }).detach();
  }

private:
  void write() { std::ofstream("journal") << text_; }
  void waitFor(std::unique_lock<std::mutex> &lock) { changed_.wait(lock); }
  void finish() {
    mutex_.unlock();
    std::this_thread::sleep_for(1s);
  }
  std::mutex mutex_, second_;
  std::condition_variable changed_;
  std::string text_;
};

}  // namespace work

namespace takers {

struct Disk {  // only threads that may block take this one
  void save() {
    std::lock_guard lock(mutex);
    std::ofstream("a") << 1;
  }
  void load() {
    std::lock_guard lock(mutex);
    std::ifstream("a").get();
  }
  std::mutex mutex;
};

struct Tried {  // async code does not wait for it
  void save() {
    std::lock_guard lock(mutex);
    std::ofstream("a") << 1;
  }
  asio::awaitable<bool> look() {
    std::unique_lock lock(mutex, std::try_to_lock);
    co_return lock.owns_lock();
  }
  std::mutex mutex;
};

struct Same {  // the loop reaches the lock only where it does the work itself: blocking-file-io says so
  void save() {
    std::lock_guard lock(mutex);
    std::ofstream("a") << 1;
  }
  asio::awaitable<void> run() {
    save();
    co_return;
  }
  std::mutex mutex;
};

struct Handler {
  void save() {
    std::lock_guard lock(mutex);
    std::ofstream("a") << 1;  // expect: blocking-under-lock: the event loop's thread
  }
  void start(asio::io_context &io) {
    asio::post(io, [this] {
      std::lock_guard lock(mutex);
      ++count;
    });
  }
  std::mutex mutex;
  int count = 0;
};

struct Record {
  void open() {  // only a constructor calls it: no handler runs yet
    std::lock_guard lock(mutex);
    out = std::make_unique<std::ofstream>("a");
  }
  void reopen() {
    std::lock_guard lock(mutex);
    out = std::make_unique<std::ofstream>("b");  // expect: blocking-under-lock
  }
  void add() {
    std::lock_guard lock(mutex);
    ++count;
  }
  std::mutex mutex;
  std::unique_ptr<std::ofstream> out;
  int count = 0;
};
struct Recorder {
  Recorder(Record &record, asio::io_context &io) : record(record), io(io) { record.open(); }
  void start() {
    asio::post(io, [this] { record.add(); });
  }
  Record &record;
  asio::io_context &io;
};

struct Deeper {
  void save() {
    std::lock_guard lock(mutex);
    std::ofstream("a") << 1;  // expect: blocking-under-lock
  }
  int next() {
    std::lock_guard lock(mutex);
    return ++count;
  }
  int nextTwice() { return next() + next(); }
  home::task<int> run() { co_return nextTwice(); }
  std::mutex mutex;
  int count = 0;
};

struct OnThePool {  // nobody waits for those threads
  void save() {
    std::lock_guard lock(mutex);
    std::ofstream("a") << 1;
  }
  void start(asio::thread_pool &pool) {
    asio::post(pool, [this] {
      std::lock_guard lock(mutex);
      ++count;
    });
  }
  std::mutex mutex;
  int count = 0;
};

std::mutex console;
void printSlowly() {
  std::lock_guard lock(console);
  std::this_thread::sleep_for(100ms);  // expect: blocking-under-lock
}
home::flow print() {
  std::lock_guard lock(console);
  co_return;
}

struct Synchronised {
  folly::Synchronized<std::string> text;
  void save() {
    auto locked = text.rlock();
    std::ofstream("a") << *locked;  // expect: blocking-under-lock: holds 'text'
  }
  void saveInACallback() {
    text.withWLock([](auto &content) {
      std::ofstream("a") << content;  // expect: blocking-under-lock
    });
  }
  void saveACopy() { std::ofstream("a") << text.copy(); }
  asio::awaitable<void> add() {
    text.wlock()->push_back('a');
    co_return;
  }
};

}  // namespace takers

namespace transactions {

bool ask(const char *text);

class Database {
public:
  static Database &instance() {
    static Database one;
    return one;
  }
  bool begin() {
    lock_.lock();
    const bool begun = ask("BEGIN");
    if (!begun) lock_.unlock();
    return begun;
  }
  bool rollback() {
    const bool done = ask("ROLLBACK");
    lock_.unlock();
    return done;
  }
  bool run(const char *text) {
    std::lock_guard<std::recursive_mutex> guard(lock_);
    return ask(text);
  }

private:
  std::recursive_mutex lock_;
};

// Its destructor gives back what a method took, and no constructor.
class Transaction {
public:
  ~Transaction() {
    if (begun_) Database::instance().rollback();
  }
  bool begin() { return begun_ = Database::instance().begin(); }

private:
  bool begun_ = false;
};

bool remove() {
  Transaction transaction;
  return transaction.begin() && Database::instance().run("DELETE");
}
void removeAndSave() {
  remove();
  std::ofstream("a") << "removed";
}
void saveWithin() {
  Transaction transaction;
  if (transaction.begin()) std::ofstream("a") << "within";  // expect: blocking-under-lock: holds 'lock_'
}
void serve(asio::io_context &io) {
  asio::post(io, [] { Database::instance().run("SELECT"); });
}

}  // namespace transactions

namespace lentGuard {

class Queue {
public:
  void drainAll() {
    std::unique_lock<std::mutex> lock(mutex_);
    drain(lock);
  }
  void flushAll() {
    std::unique_lock<std::mutex> lock(mutex_);
    flush();  // expect: blocking-under-lock: takes 'mutex_' again
  }

private:
  void flush() {
    std::lock_guard<std::mutex> lock(mutex_);
    ++flushed_;
  }
  void drain(std::unique_lock<std::mutex> &lock) {
    while (flushed_ < 3) {
      lock.unlock();
      flush();
      lock.lock();
    }
  }
  std::mutex mutex_;
  int flushed_ = 0;
};

class Spool {
public:
  home::task<> add() {
    std::lock_guard<std::mutex> lock(mutex_);
    ++count_;
    co_return;
  }
  void storeAll() {
    std::unique_lock<std::mutex> lock(mutex_);
    store(lock);
  }
  void storeLocked() {
    std::unique_lock<std::mutex> lock(mutex_);
    storeHolding(lock);  // expect: blocking-under-lock
  }

private:
  void store(std::unique_lock<std::mutex> &lock) {
    lock.unlock();
    std::ofstream("spool") << 1;
  }
  void storeHolding(const std::unique_lock<std::mutex> &) { std::ofstream("spool") << count_; }
  std::mutex mutex_;
  int count_ = 0;
};

struct Gate {
  std::mutex mutex;
};
// No guard by its shape: how it gives the mutex back is not seen.
class Turn {
public:
  explicit Turn(Gate &gate) : gate_(gate) {}
  ~Turn();
  void lock() {
    gate_.mutex.lock();
    held_ = true;
  }
  void unlock();

private:
  Gate &gate_;
  bool held_ = false;
};
class Belt {
public:
  home::task<> add() {
    std::lock_guard<std::mutex> lock(gate_.mutex);
    ++count_;
    co_return;
  }
  void runAll() {
    Turn turn(gate_);
    turn.lock();
    for (; runOne(turn); turn.lock()) {
    }
  }
  void runHolding() {
    Turn turn(gate_);
    turn.lock();
    keep(count_);  // expect: blocking-under-lock
    turn.unlock();
  }

private:
  bool runOne(Turn &turn) {
    const int number = count_--;
    turn.unlock();
    keep(number);
    return number > 0;
  }
  void keep(int number) { std::ofstream("belt") << number; }
  Gate gate_;
  int count_ = 0;
};

}  // namespace lentGuard

namespace lockable {

// Classes that can be locked as a whole. What may be taken again is said by the mutex inside.
template <class Mutex> class Ledger {
public:
  void lock() { mutex_.lock(); }
  void unlock() { mutex_.unlock(); }

private:
  Mutex mutex_;
};
template <class Mutex> class Book {
public:
  explicit Book(Ledger<Mutex> &ledger) : ledger_(ledger) {}
  int total() {
    std::lock_guard lock(ledger_);
    return 1 + part();  // expect: blocking-under-lock: takes 'ledger_' again
  }
  int part() {
    std::lock_guard lock(ledger_);
    return 2;
  }

private:
  Ledger<Mutex> &ledger_;
};
template class Book<std::mutex>;

class ReentrantLedger {
public:
  void lock() { mutex_.lock(); }
  void unlock() { mutex_.unlock(); }

private:
  std::recursive_mutex mutex_;
};
class ReentrantBook {
public:
  explicit ReentrantBook(ReentrantLedger &ledger) : ledger_(ledger) {}
  int total() {
    std::lock_guard lock(ledger_);
    return 1 + part();
  }
  int part() {
    std::lock_guard lock(ledger_);
    return 2;
  }

private:
  ReentrantLedger &ledger_;
};

}  // namespace lockable

namespace pauses {

// A pause that only a test switches on, and one that nobody notices.
unsigned &pauseForTests() {
  static unsigned milliseconds = 0;
  return milliseconds;
}
unsigned &pauseBetweenTries() {
  static unsigned milliseconds = 20;
  return milliseconds;
}
class Table {
public:
  asio::awaitable<void> add() {
    std::lock_guard lock(mutex_);
    ++count_;
    co_return;
  }
  void onlyInTests() {
    std::lock_guard lock(mutex_);
    std::this_thread::sleep_for(std::chrono::milliseconds(pauseForTests()));
    ++count_;
  }
  void hardly() {
    std::lock_guard lock(mutex_);
    std::this_thread::sleep_for(1us);
    ++count_;
  }
  void always() {
    std::lock_guard lock(mutex_);
    std::this_thread::sleep_for(std::chrono::milliseconds(pauseBetweenTries()));  // expect: blocking-under-lock: sleeps
    ++count_;
  }
  void millisecond() {
    std::lock_guard lock(mutex_);
    std::this_thread::sleep_for(1000us);  // expect: blocking-under-lock: sleeps
    ++count_;
  }
  // The mutex itself is given back, by a lambda that has no guard.
  void untilThree() {
    std::lock_guard lock(mutex_);
    auto wait = [this] { changed_.wait(mutex_, [this] { return count_ > 2; }); };
    wait();
  }

private:
  std::condition_variable_any changed_;
  std::mutex mutex_;
  int count_ = 0;
};

}  // namespace pauses

int main() {
  asio::io_context io;
  asio::thread_pool pool(2);
  takers::Handler handler;
  handler.start(io);
  takers::OnThePool onThePool;
  onThePool.start(pool);
  std::thread saver([&] { handler.save(); });
  transactions::serve(io);
  transactions::removeAndSave();
  transactions::saveWithin();
  lentGuard::Queue queue;
  queue.drainAll();
  queue.flushAll();
  io.run();
  saver.join();
}

namespace atTheEnd {

// Whoever destroys an object has it for himself.
class Archive {
public:
  ~Archive() {
    std::lock_guard lock(mutex_);
    std::ofstream out("archive");
    out << text_;
  }
  asio::awaitable<void> add(std::string line) {
    std::lock_guard lock(mutex_);
    text_ += line;
    co_return;
  }
  void save() {
    std::lock_guard lock(mutex_);
    std::ofstream out("archive");  // expect: blocking-under-lock
    out << text_;
  }
  std::mutex mutex_;
  std::string text_;
};

// The lock is that of an object which lives on.
class Keeper {
public:
  explicit Keeper(Archive &archive) : archive_(archive) {}
  ~Keeper() {
    std::lock_guard lock(archive_.mutex_);
    std::ofstream out("keeper");  // expect: blocking-under-lock
  }

private:
  Archive &archive_;
};

class Pump {
public:
  ~Pump() {
    std::lock_guard lock(mutex_);
    thread_.join();
  }
  void start() {
    thread_ = std::thread([] { std::this_thread::sleep_for(1s); });
  }
  asio::awaitable<void> look() {
    std::lock_guard lock(mutex_);
    ++looks_;
    co_return;
  }

private:
  std::mutex mutex_;
  std::thread thread_;
  int looks_ = 0;
};

// Its own thread takes the lock.
class Mill {
public:
  ~Mill() {
    std::lock_guard lock(mutex_);
    thread_.join();  // expect: blocking-under-lock: that thread takes the same lock
  }
  void start() {
    thread_ = std::thread([this] {
      std::lock_guard lock(mutex_);
      ++rounds_;
    });
  }
  asio::awaitable<void> look() {
    std::lock_guard lock(mutex_);
    ++rounds_;
    co_return;
  }

private:
  std::mutex mutex_;
  std::thread thread_;
  int rounds_ = 0;
};

}  // namespace atTheEnd

// The lock of a file that everybody takes to do the same: the loop waits for the disk with the lock or without.
class LendingBook {
public:
  void lend(const std::string &reader) {
    std::lock_guard lock(mutex_);
    std::ofstream out("lent", std::ios::app);
    out << reader;
  }
  void giveBack(const std::string &reader) {
    std::lock_guard lock(mutex_);
    std::ofstream out("given", std::ios::app);
    out << reader;
  }

private:
  std::mutex mutex_;
};
asio::awaitable<void> lends(LendingBook &book) {
  book.lend("Ada");
  co_return;
}
asio::awaitable<void> givesBack(LendingBook &book) {
  book.giveBack("Ada");
  co_return;
}

// Somebody takes it for a look at what is in memory: that one waits for the disk of the others.
class CountingBook {
public:
  void lend(const std::string &reader) {
    std::lock_guard lock(mutex_);
    std::ofstream out("lent", std::ios::app);  // expect: blocking-under-lock: for which coroutine 'counts' has to wait
    out << reader;
    ++lent_;
  }
  int lent() {
    std::lock_guard lock(mutex_);
    return lent_;
  }

private:
  std::mutex mutex_;
  int lent_ = 0;
};
asio::awaitable<void> lendsAndCounts(CountingBook &book) {
  book.lend("Ada");
  co_return;
}
asio::awaitable<int> counts(CountingBook &book) { co_return book.lent(); }

namespace triedAgain {

class Door {
public:
  void open(const char *name) {
    std::lock_guard lock(mutex_);
    while (::chmod(name, 0600) != 0) {
      std::this_thread::sleep_for(100ms);  // expect: blocking-under-lock: sleep_for
    }
  }
  void openAll(const char *const *names) {
    std::lock_guard lock(mutex_);
    for (; *names; ++names) ::chmod(*names, 0600);  // expect: blocking-under-lock: chmod
  }
  asio::awaitable<void> look() {
    std::lock_guard lock(mutex_);
    ++rounds_;
    co_return;
  }

private:
  std::mutex mutex_;
  int rounds_ = 0;
};

}  // namespace triedAgain

// Only the handler of a signal waits.
class Tariffs {
public:
  void store() {
    std::lock_guard lock(mutex_);
    std::ofstream out("tariffs.txt");  // nobody but the handler of the signal waits for it
    out << count_;
  }
  int count() {
    std::lock_guard lock(mutex_);
    return count_;
  }

private:
  std::mutex mutex_;
  int count_ = 0;
};
void onUser(asio::signal_set &signals, Tariffs &tables) {
  signals.async_wait([&](std::error_code, int) { tables.count(); });
}

// One recursive lock for everything: one finding, with all the places.
namespace bigLock {

class Archive {
public:
  asio::awaitable<void> count() {
    std::lock_guard<std::recursive_mutex> lock(mutex_);
    ++count_;
    co_return;
  }
  void store() {
    std::lock_guard<std::recursive_mutex> lock(mutex_);
    std::ofstream("a.txt") << count_;  // expect: blocking-under-lock: 4 other functions work so under it
  }
  void copy() {
    std::lock_guard<std::recursive_mutex> lock(mutex_);
    std::ofstream("b.txt") << count_;
  }
  void move() {
    std::lock_guard<std::recursive_mutex> lock(mutex_);
    std::ofstream("c.txt") << count_;
  }
  void wait() {
    std::lock_guard<std::recursive_mutex> lock(mutex_);
    std::this_thread::sleep_for(10ms);
  }
  void clear() {
    std::lock_guard<std::recursive_mutex> lock(mutex_);
    std::system("rm a.txt");
  }

private:
  std::recursive_mutex mutex_;
  int count_ = 0;
};

}  // namespace bigLock

// Both run on the loop: the one holds up the other with the lock or without, which family `blocking` tells.
namespace oneLoop {

class Register {
public:
  explicit Register(asio::io_context &loop) : loop_(loop) {}
  void store() {
    asio::post(loop_, [this] {
      std::lock_guard lock(mutex_);
      std::ofstream("register.txt") << count_;
    });
  }
  void add() {
    asio::post(loop_, [this] {
      std::lock_guard lock(mutex_);
      ++count_;
    });
  }

private:
  asio::io_context &loop_;
  std::mutex mutex_;
  int count_ = 0;
};

class Ledger {
public:
  explicit Ledger(asio::io_context &loop) : loop_(loop) {}
  void store() {
    std::lock_guard lock(mutex_);
    std::ofstream("ledger.txt") << count_;  // expect: blocking-under-lock
  }
  void add() {
    asio::post(loop_, [this] {
      std::lock_guard lock(mutex_);
      ++count_;
    });
  }

private:
  asio::io_context &loop_;
  std::mutex mutex_;
  int count_ = 0;
};

}  // namespace oneLoop
