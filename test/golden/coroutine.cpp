// RUN: %cotidy facts %s --dump -- -std=c++20 -isystem %root/test/golden | %golden %s.json
// The facts of a small coroutine: await, guard, temporaries, both branches.
#include <mini-coroutine.h>

struct Guard {
  explicit Guard(int &depth) : depth_(depth) { ++depth_; }
  ~Guard() { --depth_; }
  int &depth_;
};

mini::task<int> leaf(int n);

mini::task<int> sum(int n, int &depth) {
  if (n < 2)
    co_return n;
  Guard guard(depth);
  co_return co_await leaf(n - 1) + co_await leaf(n - 2);
}
