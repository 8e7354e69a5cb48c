// Rooms live in memory only; see History for what is kept.
#include "Room.h"

#include <cstdint>
#include <cstdio>

namespace chat {

void Room::publish(const std::string& line) {
  recent_.push_back(line);
  if (recent_.size() > kRemembered) recent_.pop_front();
  for (const auto& member : members_) member->deliver(line);
}

std::string Room::transcript() const {
  std::string text;
  for (const auto& line : recent_) text += line + '\n';
  return text;
}

std::shared_ptr<Room> Rooms::open(const std::string& name) {
  auto& slot = rooms_[name];
  auto room = slot.lock();
  if (!room) {
    room = std::make_shared<Room>(name);
    slot = room;
  }
  return room;
}

std::string digest(const std::string& text) {
  std::uint64_t hash = 14695981039346656037ull;
  for (const unsigned char c : text) hash = (hash ^ c) * 1099511628211ull;
  char hex[17];
  std::snprintf(hex, sizeof hex, "%016llx", static_cast<unsigned long long>(hash));
  return hex;
}

}  // namespace chat
