// Flag.h: a flag that another thread raises.
#pragma once
#include <atomic>

class Flag {
public:
  void raise() { raised_ = true; }
  bool raised() const { return raised_; }
  void await() const;

private:
  std::atomic<bool> raised_{false};
};
