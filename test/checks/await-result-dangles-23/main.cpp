// RUN: %check %S await-result-dangles
// flags: -std=c++23
// Since C++23 the temporaries in the head of a range-for live as long as the loop.
#include "task.h"
#include <string>
#include <string_view>
#include <vector>

struct Order {
  const std::vector<int> &items() const { return items_; }
  std::vector<int> items_;
};
home::task<Order> load();
home::task<std::string> read_name();
void show(std::string_view text);
void use(int item);

home::task<> loop() {
  for (int item : (co_await load()).items()) use(item);
}

home::task<> no_loop() {
  const auto &items = (co_await load()).items();  // expect: await-result-dangles
  std::string_view name = co_await read_name();  // expect: await-result-dangles
  for (int item : items) use(item);
  show(name);
}
