// Bans come from a file with one address per line; the rate is counted in memory.
#include "Admission.h"

#include "IoUtil.h"

#include <algorithm>
#include <thread>

namespace chat {
namespace {

std::set<std::string> readBans(const std::string& path) {
  const auto lines = readLines(path);
  return {lines.begin(), lines.end()};
}

}  // namespace

BanList::BanList(const std::string& path) : loaded_(std::async(std::launch::async, readBans, path).share()) {}

bool BanList::contains(const std::string& address) const { return loaded_.get().contains(address); }

void RateLimiter::take() {
  const auto now = Clock::now();
  tokens_ = std::min(rate_, tokens_ + std::chrono::duration<double>(now - last_).count() * rate_);
  last_ = now;
  tokens_ -= 1;
  if (tokens_ < 0) std::this_thread::sleep_for(std::chrono::duration<double>(-tokens_ / rate_));
}

}  // namespace chat
