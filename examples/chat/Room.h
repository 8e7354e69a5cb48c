// A room passes every line on to its members and remembers the last ones.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>

namespace chat {

class Participant {
public:
  virtual ~Participant() = default;
  virtual void deliver(const std::string& line) = 0;
};

class Room {
public:
  explicit Room(std::string name) : name_(std::move(name)) {}

  const std::string& name() const { return name_; }
  void join(std::shared_ptr<Participant> member) { members_.insert(std::move(member)); }
  void leave(const std::shared_ptr<Participant>& member) { members_.erase(member); }
  void publish(const std::string& line);

  // The remembered lines as one text.
  std::string transcript() const;

private:
  static constexpr std::size_t kRemembered = 200;

  std::string name_;
  std::set<std::shared_ptr<Participant>> members_;
  std::deque<std::string> recent_;
};

// A room lives as long as somebody is in it.
class Rooms {
public:
  std::shared_ptr<Room> open(const std::string& name);

private:
  std::map<std::string, std::weak_ptr<Room>> rooms_;
};

// A short checksum (FNV-1a), so that clients can compare what they have seen.
std::string digest(const std::string& text);

}  // namespace chat
