// RUN: %check %S dangling-this
// Who still uses the object is known from another file.
#include "Counter.h"

home::task<int> returned(int start) {
  Counter counter(start);
  return counter.next();  // expect: dangling-this
}

home::task<int> constant(int start) {
  Counter counter(start);
  return counter.constant();
}

home::task<int> awaited(int start) {
  Counter counter(start);
  co_return co_await counter.next() + co_await Counter(start).next();
}
