// Counters of the server, in the text form that scrapers read.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

namespace chat {

struct Metrics {
  std::atomic<std::uint64_t> sessions{0};
  std::atomic<std::uint64_t> messages{0};
  std::atomic<std::uint64_t> refused{0};
  std::atomic<std::uint64_t> backupMicros{0};

  std::string render() const {
    return "chat_sessions " + std::to_string(sessions) + "\nchat_messages_total " + std::to_string(messages) +
           "\nchat_refused_total " + std::to_string(refused) + "\nchat_backup_micros " + std::to_string(backupMicros) +
           '\n';
  }
};

// Calls a function and adds the time it took to a counter.
template <typename Function>
auto timed(std::atomic<std::uint64_t>& micros, Function function) {
  const auto start = std::chrono::steady_clock::now();
  auto result = function();
  const auto took = std::chrono::steady_clock::now() - start;
  micros += static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(took).count());
  return result;
}

}  // namespace chat
