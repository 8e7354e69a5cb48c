// What was said, for those who come later.
#pragma once

#include "IoUtil.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace chat {

class History {
public:
  virtual ~History() = default;

  virtual void append(const std::string& line) = 0;

  // The last lines of a room, oldest first.
  virtual asio::awaitable<std::vector<std::string>> tail(std::string room, std::size_t count) = 0;

  // Resumes when everything that was appended is stored.
  virtual asio::awaitable<void> flushed() = 0;
};

class MemoryHistory : public History {
public:
  void append(const std::string& line) override;
  asio::awaitable<std::vector<std::string>> tail(std::string room, std::size_t count) override;
  asio::awaitable<void> flushed() override { co_return; }

private:
  std::deque<std::string> lines_;
};

// All file access happens on a strand of the disk pool: one step after the other, never on the loop.
class FileHistory : public History {
public:
  FileHistory(asio::thread_pool& disk, std::string path);

  void append(const std::string& line) override;
  asio::awaitable<std::vector<std::string>> tail(std::string room, std::size_t count) override;
  asio::awaitable<void> flushed() override;

private:
  asio::strand<asio::thread_pool::executor_type> steps_;
  std::string path_;
};

std::unique_ptr<History> makeHistory(asio::thread_pool& disk, const std::string& path);

}  // namespace chat
