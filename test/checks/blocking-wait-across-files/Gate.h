// Gate.h: a gate between threads; its bodies are in Gate.cpp.
#pragma once
#include <condition_variable>
#include <mutex>

class Gate {
public:
  void pass();
  bool tryPass();
  void open();

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = false;
};
