// Who may come in, and how fast he may talk.
#pragma once

#include <chrono>
#include <future>
#include <set>
#include <string>

namespace chat {

// The list is read in the background, so that a long one does not delay the start of the server.
class BanList {
public:
  explicit BanList(const std::string& path);

  bool contains(const std::string& address) const;

private:
  std::shared_future<std::set<std::string>> loaded_;
};

// A token bucket: bursts are let through, the average is not exceeded.
class RateLimiter {
public:
  explicit RateLimiter(double perSecond) : rate_(perSecond), tokens_(perSecond) {}

  // Returns when the next message is allowed.
  void take();

private:
  using Clock = std::chrono::steady_clock;

  double rate_;
  double tokens_;
  Clock::time_point last_ = Clock::now();
};

}  // namespace chat
