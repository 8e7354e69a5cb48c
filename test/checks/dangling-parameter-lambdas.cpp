// RUN: %check %s dangling-parameter
// A plain function gives a lambda away that refers to a reference parameter of its own: what it is given must not be a temporary.
#include <asio.hpp>

#include <functional>
#include <string>
#include <utility>
#include <vector>

std::string today();
void show(const std::string &text);

class Form {
public:
  Form &fill(int cell, const std::string &value) {
    actions_.push_back([cell, &value] { show(value + std::to_string(cell)); });
    return *this;
  }
  Form &copy(int cell, const std::string &value) {
    actions_.push_back([cell, value] { show(value + std::to_string(cell)); });
    return *this;
  }
  void title(const std::string &value) { fill(0, value); }
  void whenPrinted(const std::string &value) {
    hook_ = [&value] { show(value); };
    print();
    hook_ = nullptr;
  }
  void print() {
    for (auto &action : actions_) action();
  }

private:
  std::vector<std::function<void()>> actions_;
  std::function<void()> hook_;
};

void labels(Form &form, const std::string &owner) {
  form.fill(1, today());  // expect: dangling-parameter: what it keeps for later
  form.fill(2, "fragile");  // expect: dangling-parameter: let the lambda capture it by value
  form.title(owner + "'s");  // expect: dangling-parameter
  form.fill(3, owner);
  form.copy(4, today());
  form.whenPrinted(today());
  Form().fill(5, today()).print();
}

// How long a variable lives compared with the form, nobody knows here.
void one(const std::string &text) {
  const std::string end = today();
  Form form;
  form.fill(1, end).fill(2, text);
  form.print();
}

void announce(asio::io_context &io, const std::string &news) {
  asio::post(io, [&news] { show(news); });
}
void announceCopy(asio::io_context &io, const std::string &news) {
  asio::post(io, [news] { show(news); });
}
void announceAll(asio::io_context &io, const std::string &news) { announce(io, news); }
void announceAndWait(const std::string &news) {
  asio::io_context io;
  asio::post(io, [&news] { show(news); });
  io.run();
}
void each(const std::vector<std::string> &all, const std::function<void(const std::string &)> &what) {
  for (const std::string &one : all) what(one);
}
void now(const std::string &news) {
  each({"a", "b"}, [&news](const std::string &one) { show(one + news); });
}

void says(asio::io_context &io, const std::string &kept) {
  announce(io, today());  // expect: dangling-parameter: the work that it starts
  announceAll(io, "rain");  // expect: dangling-parameter
  announce(io, kept);
  announceCopy(io, today());
  announceAndWait(today());
  now(today());
}
