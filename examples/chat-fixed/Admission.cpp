// Bans come from a file with one address per line; the rate is counted in memory.
#include "Admission.h"

#include "IoUtil.h"

#include <algorithm>

namespace chat {
namespace {

std::set<std::string> readBans(const std::string& path) {
  const auto lines = readLines(path);
  return {lines.begin(), lines.end()};
}

}  // namespace

BanList::BanList(const std::string& path) : loaded_(std::async(std::launch::async, readBans, path).share()) {}

const std::set<std::string>* BanList::tryGet() const {
  if (loaded_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return nullptr;
  return &loaded_.get();
}

std::chrono::milliseconds RateLimiter::take() {
  const auto now = Clock::now();
  tokens_ = std::min(rate_, tokens_ + std::chrono::duration<double>(now - last_).count() * rate_);
  last_ = now;
  tokens_ -= 1;
  const double owed = tokens_ < 0 ? -tokens_ / rate_ : 0;
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::duration<double>(owed));
}

}  // namespace chat
