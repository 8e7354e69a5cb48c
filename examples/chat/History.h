// What was said, for those who come later.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace chat {

class History {
public:
  virtual ~History() = default;

  virtual void append(const std::string& line) = 0;

  // The last lines of a room, oldest first.
  virtual std::vector<std::string> tail(const std::string& room, std::size_t count) = 0;

  // Returns when everything that was appended is stored.
  virtual void flush() = 0;
};

class MemoryHistory : public History {
public:
  void append(const std::string& line) override;
  std::vector<std::string> tail(const std::string& room, std::size_t count) override;
  void flush() override {}

private:
  std::deque<std::string> lines_;
};

// Appending only queues the line; a writer thread brings it to the file.
class FileHistory : public History {
public:
  explicit FileHistory(std::string path);

  void append(const std::string& line) override;
  std::vector<std::string> tail(const std::string& room, std::size_t count) override;
  void flush() override;

private:
  void writeLoop(std::stop_token stop);

  std::string path_;
  std::mutex mutex_;
  std::condition_variable_any work_, idle_;
  std::vector<std::string> queue_;
  bool writing_ = false;
  std::jthread writer_;
};

std::unique_ptr<History> makeHistory(const std::string& path);

// At the end of the scope everything said so far is stored.
class FlushGuard {
public:
  explicit FlushGuard(History& history) : history_(history) {}
  ~FlushGuard() { history_.flush(); }
  FlushGuard(const FlushGuard&) = delete;
  FlushGuard& operator=(const FlushGuard&) = delete;

private:
  History& history_;
};

}  // namespace chat
