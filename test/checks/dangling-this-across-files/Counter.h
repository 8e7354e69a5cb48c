// Counter.h: a class whose coroutines are in another file.
#pragma once
#include <task.h>

class Counter {
public:
  explicit Counter(int start) : value_(start) {}
  home::task<int> next();      // uses the object
  home::task<int> constant();  // does not

private:
  int value_;
};
