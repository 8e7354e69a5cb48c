// CASE: a project's own locks and guards are given back before each wait, in all the ways in which one does that.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace store {

namespace asio = boost::asio;

class Latch {
public:
    void lock() noexcept {
        while (shut_.test_and_set(std::memory_order_acquire)) {
        }
    }
    void unlock() noexcept { shut_.clear(std::memory_order_release); }

private:
    std::atomic_flag shut_ = ATOMIC_FLAG_INIT;
};

class Key {
public:
    explicit Key(Latch& latch) : latch_(&latch) { latch_->lock(); }
    ~Key() { giveBack(); }
    void giveBack() {
        if (latch_) {
            latch_->unlock();
            latch_ = nullptr;
        }
    }

private:
    Latch* latch_;
};

asio::awaitable<std::string> fetch(std::string name);
asio::awaitable<void> save(std::string name, std::string text);

class Store {
public:
    asio::awaitable<std::string> get(std::string name) {
        {
            Key key(latch_);
            if (auto found = texts_.find(name); found != texts_.end()) {
                co_return found->second;
            }
        }
        std::string text = co_await fetch(name);
        std::lock_guard guard(latch_);
        texts_[name] = text;
        co_return text;
    }

    asio::awaitable<void> put(std::string name, std::string text, bool known) {
        std::optional<Key> key;
        if (known) {
            key.emplace(latch_);
            texts_[name] = text;
            key.reset();
        }
        co_await save(name, text);
        auto again = std::make_unique<Key>(latch_);
        dirty_ = false;
        again.reset();
        co_await save("journal", name);
    }

    asio::awaitable<void> drop(std::string name) {
        Key key(latch_);
        texts_.erase(name);
        key.giveBack();
        co_await save(name, std::string());
    }

    std::size_t size() {
        Key key(latch_);
        return texts_.size();
    }

private:
    Latch latch_;
    bool dirty_ = false;
    std::map<std::string, std::string> texts_;
};

} // namespace store
