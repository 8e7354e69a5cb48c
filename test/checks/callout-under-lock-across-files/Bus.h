// Bus.h: subscribers, and helpers that call them.
#pragma once
#include <functional>
#include <mutex>
#include <vector>

class Bus {
public:
  void subscribe(std::function<void(int)> subscriber);
  void publish(int event);
  void publishOutside(int event);

private:
  void deliver(int event);
  void deliverTo(const std::vector<std::function<void(int)>> &subscribers, int event);
  std::mutex mutex_;
  std::vector<std::function<void(int)>> subscribers_;
};
