// The file holds one line per message: the room, a space, what was said.
#include "History.h"

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstdio>
#include <fstream>
#include <utility>

namespace chat {
namespace {

template <typename Lines>
std::vector<std::string> lastOf(const Lines& lines, const std::string& room, std::size_t count) {
  const std::string prefix = room + ' ';
  std::deque<std::string> last;
  for (const auto& line : lines) {
    if (!line.starts_with(prefix)) continue;
    last.push_back(line);
    if (last.size() > count) last.pop_front();
  }
  return {last.begin(), last.end()};
}

}  // namespace

void MemoryHistory::append(const std::string& line) {
  constexpr std::size_t kKept = 1000;
  lines_.push_back(line);
  if (lines_.size() > kKept) lines_.pop_front();
}

asio::awaitable<std::vector<std::string>> MemoryHistory::tail(std::string room, std::size_t count) {
  co_return lastOf(lines_, room, count);
}

FileHistory::FileHistory(asio::thread_pool& disk, std::string path)
    : steps_(asio::make_strand(disk)), path_(std::move(path)) {}

void FileHistory::append(const std::string& line) {
  asio::post(steps_, [path = path_, line] {
    std::ofstream out(path, std::ios::app);
    if (!(out << line << '\n')) std::fprintf(stderr, "%s: not stored: %s\n", path.c_str(), line.c_str());
  });
}

asio::awaitable<std::vector<std::string>> FileHistory::tail(std::string room, std::size_t count) {
  // The inner coroutine runs on the strand; this one stays where it is and waits, so the references hold.
  co_return co_await asio::co_spawn(
      steps_,
      [&]() -> asio::awaitable<std::vector<std::string>> { co_return lastOf(readLines(path_), room, count); },
      asio::use_awaitable);
}

asio::awaitable<void> FileHistory::flushed() {
  // There and back: what was posted before has run by then.
  const auto home = co_await asio::this_coro::executor;
  co_await asio::post(asio::bind_executor(steps_, asio::use_awaitable));
  co_await asio::post(asio::bind_executor(home, asio::use_awaitable));
}

std::unique_ptr<History> makeHistory(asio::thread_pool& disk, const std::string& path) {
  if (path.empty()) return std::make_unique<MemoryHistory>();
  return std::make_unique<FileHistory>(disk, path);
}

}  // namespace chat
