// When each nick was last heard. A thread of its own saves the table now and then.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <ctime>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

namespace chat {

class Activity {
public:
  explicit Activity(const std::string& path);
  ~Activity();

  void touch(const std::string& nick);

  // How many nicks are known; nothing when the table is in use just now.
  std::optional<std::size_t> tryCount();

  // The saver saves once more and ends. Waits for it: for main, when the loop has ended.
  void finish();

private:
  void saveLoop(std::stop_token stop);
  void save(const std::string& text);

  int fd_ = -1;
  std::mutex mutex_;  // the table's; held for a look-up or a copy, never for a write to the disk
  std::map<std::string, std::time_t> lastSeen_;
  std::mutex pauseMutex_;  // the saver's own
  std::condition_variable_any pause_;
  std::jthread saver_;
};

}  // namespace chat
