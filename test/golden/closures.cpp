// RUN: %cotidy facts %s --dump -- -std=c++20 | %golden %s.json
// The facts of closures: captures, a lambda in a lambda, a generic one with its instances, try blocks and discards.
template <class F> auto call(F f) { return f(1); }

struct Counter {
  int value = 0;
  int add(int n) {
    auto one = [this, n](int m) { return value += n + m; };
    auto two = [&one](auto m) { return [=] { return m; }() + one(static_cast<int>(m)); };
    try {
      (void)call(one);
    } catch (...) {
      throw;
    }
    return call(two);
  }
};
