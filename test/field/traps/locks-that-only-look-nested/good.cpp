// Functions that lock, called by functions that lock: other objects, other times, other threads, mutexes that allow it.
#include <folly/Synchronized.h>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <queue>
#include <shared_mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace bank {

class Account {
public:
    void put(int amount) {
        std::lock_guard lock(mutex_);
        balance_ += amount;
    }
    int balance() const {
        std::lock_guard lock(mutex_);
        return balance_;
    }
    // The other account's lock; the order is the callers' care.
    void moveTo(Account& other, int amount) {
        std::lock_guard lock(mutex_);
        balance_ -= amount;
        other.put(amount);
    }

private:
    mutable std::mutex mutex_;
    int balance_ = 0;
};

// The part that expects the lock to be held has a name of its own.
class Ledger {
public:
    void book(const std::string& who, int amount) {
        std::lock_guard lock(mutex_);
        bookLocked(who, amount);
    }
    void bookAll(const std::vector<std::pair<std::string, int>>& all) {
        std::lock_guard lock(mutex_);
        for (const auto& [who, amount] : all) {
            bookLocked(who, amount);
        }
    }
    void settle() {
        std::unique_lock lock(mutex_);
        auto open = std::exchange(entries_, {});
        lock.unlock();
        for (const auto& [who, amount] : open) {
            book(who, -amount);
        }
    }
    template <typename Work>
    void withLock(Work work) {
        std::lock_guard lock(mutex_);
        work(entries_);
    }
    void clear() {
        withLock([](auto& entries) { entries.clear(); });
    }

private:
    void bookLocked(const std::string& who, int amount) { entries_[who] += amount; }
    std::mutex mutex_;
    std::map<std::string, int> entries_;
};

// A consumer that gives the lock back while it waits, and works without it.
class Desk {
public:
    void work() {
        std::unique_lock lock(mutex_);
        for (;;) {
            changed_.wait(lock, [this] { return !jobs_.empty() || closed_; });
            if (jobs_.empty()) {
                return;
            }
            auto job = std::move(jobs_.front());
            jobs_.pop();
            lock.unlock();
            job();
            done();
            lock.lock();
        }
    }
    void add(std::function<void()> job) {
        {
            std::lock_guard lock(mutex_);
            jobs_.push(std::move(job));
        }
        changed_.notify_one();
    }

private:
    void done() {
        std::lock_guard lock(mutex_);
        ++done_;
    }
    std::mutex mutex_;
    std::condition_variable changed_;
    std::queue<std::function<void()>> jobs_;
    int done_ = 0;
    bool closed_ = false;
};

// Made to be taken again; taken for reading by both; asked by the owner's thread; a flag says that it is held.
class Vault {
public:
    void open() {
        std::lock_guard lock(door_);
        check();
    }
    std::size_t rooms() {
        std::shared_lock lock(map_);
        return count();
    }
    void enter(bool inside) {
        if (!inside) {
            count_.lock();
        }
        ++visitors_;
        if (!inside) {
            count_.unlock();
        }
    }
    void tour() {
        std::lock_guard lock(count_);
        enter(true);
    }
    void later() {
        std::lock_guard lock(count_);
        pending_.push_back([this] { tour(); });
    }
    std::vector<int> copy() {
        std::vector<int> all = *numbers_.rlock();
        all.push_back(static_cast<int>(numbers_.copy().size()));
        return all;
    }

private:
    void check() { std::lock_guard lock(door_); }
    std::size_t count() {
        std::shared_lock lock(map_);
        return pending_.size();
    }
    std::recursive_mutex door_;
    std::shared_mutex map_;
    std::mutex count_;
    folly::Synchronized<std::vector<int>> numbers_;
    std::vector<std::function<void()>> pending_;
    int visitors_ = 0;
};

// A tree: each node has its own lock, and the child is another node.
class Node {
public:
    int sum() {
        std::lock_guard lock(mutex_);
        int all = value_;
        for (auto& child : children_) {
            all += child->sum();
        }
        return all;
    }

private:
    std::mutex mutex_;
    int value_ = 0;
    std::vector<std::unique_ptr<Node>> children_;
};

} // namespace bank
