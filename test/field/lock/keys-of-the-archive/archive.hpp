#pragma once
#include <boost/asio/awaitable.hpp>
#include <atomic>
#include <map>
#include <string>

namespace archive {

namespace asio = boost::asio;

// Turns until it is free; the one who has it must be quick.
class SpinLock {
public:
    void lock() noexcept;
    void unlock() noexcept { busy_.clear(std::memory_order_release); }

private:
    std::atomic_flag busy_ = ATOMIC_FLAG_INIT;
};

class SpinGuard {
public:
    SpinGuard(SpinLock& lock) noexcept : lock_(lock) { lock_.lock(); }
    ~SpinGuard() { lock_.unlock(); }
    SpinGuard(const SpinGuard&) = delete;
    SpinGuard& operator=(const SpinGuard&) = delete;

private:
    SpinLock& lock_;
};

class Disk {
public:
    asio::awaitable<std::string> load(long place);
    asio::awaitable<long> store(std::string text);
};

class Archive {
public:
    explicit Archive(Disk& disk) : disk_(disk) {}
    asio::awaitable<std::string> read(std::string key);
    asio::awaitable<void> write(std::string key, std::string text, bool exclusive);

private:
    void remember(std::string key, long place);

    SpinLock lock_;
    Disk& disk_;
    std::map<std::string, long> places_;
};

} // namespace archive
