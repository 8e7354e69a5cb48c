// Locking.h: a lock type and helpers whose bodies are in another file.
#pragma once
#include <mutex>

class Held {
public:
  explicit Held(std::mutex &mutex);
  ~Held();

private:
  std::mutex &mutex_;
};

class Looked {  // no lock
public:
  explicit Looked(std::mutex &mutex);
  ~Looked();
};

struct Shelf {
  void enter();
  void leave();
  std::unique_lock<std::mutex> take();
  std::mutex mutex;
};
