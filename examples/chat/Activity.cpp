// The table only grows, so each save writes over the one before.
#include "Activity.h"

#include <chrono>
#include <cstdio>
#include <fcntl.h>
#include <stdexcept>
#include <unistd.h>

namespace chat {

Activity::Activity(const std::string& path) : finished_(path.empty()) {
  if (path.empty()) return;
  fd_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_DSYNC | O_CLOEXEC, 0640);
  if (fd_ < 0) throw std::runtime_error(path + ": cannot be opened for writing; check activity_file");
  saver_ = std::jthread([this](std::stop_token stop) { saveLoop(stop); });
}

Activity::~Activity() {
  saver_.request_stop();
  if (saver_.joinable()) saver_.join();
  if (fd_ >= 0) ::close(fd_);
}

void Activity::touch(const std::string& nick) {
  std::lock_guard lock(mutex_);
  lastSeen_[nick] = std::time(nullptr);
}

void Activity::saveLoop(std::stop_token stop) {
  std::unique_lock lock(mutex_);
  for (bool last = false; !last;) {
    wake_.wait_for(lock, stop, std::chrono::seconds(1), [] { return false; });
    last = stop.stop_requested();
    std::string text;
    for (const auto& [nick, when] : lastSeen_) text += nick + ' ' + std::to_string(when) + '\n';
    ::lseek(fd_, 0, SEEK_SET);  // a pipe has no beginning: there each table follows the last
    const ssize_t written = ::write(fd_, text.data(), text.size());  // EXPECT: blocking-under-lock
    if (written != static_cast<ssize_t>(text.size())) std::fprintf(stderr, "activity: not saved\n");
  }
  finished_.store(true, std::memory_order_release);
}

}  // namespace chat
