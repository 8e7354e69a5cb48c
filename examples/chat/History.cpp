// The file holds one line per message: the room, a space, what was said.
#include "History.h"

#include "IoUtil.h"

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

std::vector<std::string> MemoryHistory::tail(const std::string& room, std::size_t count) {
  return lastOf(lines_, room, count);
}

FileHistory::FileHistory(std::string path)
    : path_(std::move(path)), writer_([this](std::stop_token stop) { writeLoop(stop); }) {}

void FileHistory::append(const std::string& line) {
  {
    std::lock_guard lock(mutex_);
    queue_.push_back(line);
  }
  work_.notify_one();
}

std::vector<std::string> FileHistory::tail(const std::string& room, std::size_t count) {
  return lastOf(readLines(path_), room, count);
}

void FileHistory::flush() {
  std::unique_lock lock(mutex_);
  idle_.wait(lock, [this] { return queue_.empty() && !writing_; });
}

void FileHistory::writeLoop(std::stop_token stop) {
  std::ofstream out(path_, std::ios::app);
  if (!out) std::fprintf(stderr, "%s: cannot be opened; history is not stored\n", path_.c_str());
  std::unique_lock lock(mutex_);
  while (work_.wait(lock, stop, [this] { return !queue_.empty(); })) {
    const auto batch = std::exchange(queue_, {});
    writing_ = true;
    lock.unlock();
    for (const auto& line : batch) out << line << '\n';
    out.flush();
    lock.lock();
    writing_ = false;
    idle_.notify_all();
  }
}

std::unique_ptr<History> makeHistory(const std::string& path) {
  if (path.empty()) return std::make_unique<MemoryHistory>();
  return std::make_unique<FileHistory>(path);
}

}  // namespace chat
