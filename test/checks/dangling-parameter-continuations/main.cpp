// RUN: %check %S dangling-parameter
// Futures and continuations: a plain function passes its argument on to work that goes on.
#include <folly/Expected.h>
#include <seastar/core/seastar.hh>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace seastar {
template <class T, class F> futurize_t<std::invoke_result_t<F, T &>> do_with(T &&, F &&) { __builtin_trap(); }
template <class R, class F> future<> parallel_for_each(R &&, F) { __builtin_trap(); }
}  // namespace seastar

using seastar::future;

future<> write(std::string text);
void note(const std::string &text);

// The continuation refers to the parameter.
future<> store(const std::string &name) {
  return write("begin").then([&name] { return write(name); });
}
// It copies it.
future<> store_copy(const std::string &name) {
  return write("begin").then([name] { return write(name); });
}
// It is used before the first wait only.
future<> store_early(const std::string &name) {
  note(name);
  return write("begin").then([] { return write("end"); });
}
future<> store_chain(const std::string &name) {
  return store(name).then([] { return write("end"); });
}

future<> temporary(std::string a) {
  return store(a + "!").then([] { return write("end"); });  // expect: dangling-parameter
}

future<> local(int n) {
  std::string name = std::to_string(n);
  return store_chain(name);  // expect: dangling-parameter: local 'name' dies when 'local' returns
}

future<> in_continuation(std::string a) {
  return write(a).then([a] {
    const std::string name = a + "!";
    return store(name);  // expect: dangling-parameter
  });
}

future<> innocent(std::string a) {
  return store_copy(a + "!").then([] { return store_early(std::string("x")); });
}

future<> of_the_caller(const std::string &a) { return store(a); }

future<> kept_by_helper(std::string a) {
  return seastar::do_with(std::move(a), [](std::string &name) { return store(name); });
}

future<> kept_by_continuation(std::string a) {
  auto name = std::make_unique<std::string>(std::move(a));
  auto &text = *name;
  return store(text).then([name = std::move(name)] { return write("end"); });
}

future<> kept_by_shared(std::string a) {
  auto name = std::make_shared<std::string>(std::move(a));
  return store(*name).then([name] { return write("end"); });
}

class Service {
public:
  // The object outlives its requests: that is its owner's business.
  future<> run() { return store(name_); }

private:
  std::string name_;
};

// A value that a coroutine may return is no task: nothing goes on when the call is back.
folly::Expected<int, int> parse(const std::string &text, int &out);
folly::Expected<int, int> filled(const std::string &text, int &out) {
  return parse(text, out).then([&out](int n) { return out = n; });
}
folly::Expected<int, int> parsed(const std::string &text) {
  int result = 0;
  return filled(text, result).then([&](int) { return result; });
}

// What runs for each element goes on using it when the function has returned.
struct Jar {
  future<> open() {
    return write("open").then([this] { ++opened; });
  }
  int opened = 0;
};
future<> open_all(std::vector<Jar> jars) {
  return seastar::parallel_for_each(jars, [](Jar &jar) { return jar.open(); });  // expect: dangling-parameter: parameter 'jars'
}
future<> open_those_of_the_caller(std::vector<Jar> &jars) {
  return seastar::parallel_for_each(jars, [](Jar &jar) { return jar.open(); });
}
future<> write_all(std::vector<std::string> texts) {
  return seastar::parallel_for_each(texts, [](std::string &text) { return write(text); });
}
future<> open_shared(std::vector<std::shared_ptr<Jar>> jars) {
  return seastar::parallel_for_each(jars, [](std::shared_ptr<Jar> &jar) {
    return jar->open().finally([jar] {});
  });
}
future<> rings(std::vector<Jar> jars) {  // no element, nothing kept
  return seastar::parallel_for_each(jars, [](auto &&...) { return write("ring"); });
}
struct Bell {
  int rung = 0;
  future<> ring_for(std::vector<int> all) {
    return seastar::parallel_for_each(all, [this, more = std::string("x")](int) mutable {
      return write(more).then([this] { ++rung; });
    });
  }
};
