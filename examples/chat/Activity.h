// When each nick was last heard. A thread of its own saves the table now and then.
#pragma once

#include <atomic>
#include <condition_variable>
#include <ctime>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

namespace chat {

class Activity {
public:
  explicit Activity(const std::string& path);
  ~Activity();

  void touch(const std::string& nick);

  // Asks for the last save; finished() says when it is on disk.
  void finish() { saver_.request_stop(); }
  bool finished() const { return finished_.load(std::memory_order_acquire); }

private:
  void saveLoop(std::stop_token stop);

  int fd_ = -1;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::map<std::string, std::time_t> lastSeen_;
  std::atomic<bool> finished_{false};
  std::jthread saver_;
};

}  // namespace chat
