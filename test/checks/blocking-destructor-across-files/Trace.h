// Trace.h: a trace that its own thread writes; the destructor is in Trace.cpp.
#pragma once
#include <thread>

class Trace {
public:
  Trace();
  ~Trace();
  void add(int);

private:
  std::thread writer_;
};

class Mark {
public:
  explicit Mark(Trace &);
  ~Mark();

private:
  Trace &trace_;
};
