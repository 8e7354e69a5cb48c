// RUN: %check %s await-result-dangles
// References, views and iterators into what an awaited expression destroys, and the innocent twins.
#include "task.h"
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

struct Item { std::string name; int size = 0; };

class Order {
public:
  const std::string &customer() const { return customer_; }
  std::string_view note() const { return note_; }
  std::vector<Item> &items() { return items_; }
  Order &self() { return *this; }
  const Item &shared_item() const { return *shared_; }
  std::string copy() const { return customer_; }
  const std::string *pointer() const { return &open; }
  const Item &first() const { return items_[0]; }
  std::string open;

private:
  std::string customer_, note_;
  std::vector<Item> items_;
  Item *shared_ = nullptr;
};

home::task<Order> load();
home::task<std::string> read_name();
home::task<std::vector<Item>> list();
home::task<std::optional<Item>> find();
home::task<std::unique_ptr<Item>> take();
home::task<std::shared_ptr<Item>> borrow();
home::task<std::map<int, Item>> table();
home::task<std::tuple<std::string, int>> both();
home::task<Order *> locate();
home::task<const Order &> lend();
void show(std::string_view text);
void use(const Item &item);
const std::string &pick(const Order &order) { return order.open; }

// ---- views

home::task<> view_of_string() {
  std::string_view name = co_await read_name();  // expect: await-result-dangles: 'name' refers into the awaited result
  show(name);
}

home::task<> assigned_view() {
  std::string_view name;
  name = co_await read_name();  // expect: await-result-dangles
  show(name);
}

home::task<> view_member() {
  auto note = (co_await load()).note();  // expect: await-result-dangles
  show(note);
}

home::task<> span_of_vector() {
  std::span<const Item> items = co_await list();  // expect: await-result-dangles
  for (const Item &item : items) use(item);
}

home::task<> character_pointer() {
  const char *text = (co_await read_name()).c_str();  // expect: await-result-dangles
  show(text);
}

home::task<> iterator() {
  auto first = (co_await list()).begin();  // expect: await-result-dangles
  use(*first);
}

home::task<std::string_view> returned_view() {
  co_return co_await read_name();  // expect: await-result-dangles: the view that is returned
}

home::task<> string_kept() {
  const std::string name = co_await read_name();
  std::string_view view = name;
  show(view);
}

home::task<> view_used_at_once() { show(co_await read_name()); }

home::task<> view_never_used() {
  [[maybe_unused]] std::string_view name = co_await read_name();
}

// ---- references

home::task<> reference_to_member() {
  auto &customer = (co_await load()).customer();  // expect: await-result-dangles
  show(customer);
}

home::task<> chained() {
  const auto &customer = (co_await load()).self().customer();  // expect: await-result-dangles
  show(customer);
}

home::task<> element() {
  const Item &item = (co_await list())[0];  // expect: await-result-dangles
  use(item);
}

home::task<> of_map() {
  auto &item = (co_await table()).at(1);  // expect: await-result-dangles
  use(item);
}

home::task<> of_optional() {
  const auto &item = *co_await find();  // expect: await-result-dangles
  use(item);
}

home::task<> of_unique_pointer() {
  auto &item = *co_await take();  // expect: await-result-dangles
  use(item);
}

home::task<> member_of_optional() {
  const auto &name = (co_await find())->name;  // expect: await-result-dangles
  show(name);
}

home::task<> address() {
  Item *item = &(co_await list()).front();  // expect: await-result-dangles
  use(*item);
}

#define BIND(name, expression) auto &name = expression
home::task<> by_macro() {
  BIND(customer, (co_await load()).customer());  // expect: await-result-dangles
  show(customer);
}

home::task<> in_lambda() {
  auto inner = []() -> home::task<> {
    auto &customer = (co_await load()).customer();  // expect: await-result-dangles
    show(customer);
  };
  co_await inner();
}

template <class T>
home::task<> in_template(T) {
  std::string_view name = co_await read_name();  // expect: await-result-dangles
  show(name);
}
home::task<> instantiated() { co_await in_template(1); }

home::task<> through_function() {
  auto &open = pick(co_await load());  // expect: await-result-dangles
  show(open);
}

home::task<> in_condition() {
  if (const auto *open = (co_await load()).pointer(); open) show(*open);  // expect: await-result-dangles
}

home::task<> member_of_reference() {
  auto &item = (co_await load()).first();  // expect: await-result-dangles
  show(item.name);
}

home::task<> structured_binding() {
  auto &[name, size] = (co_await load()).first();  // expect: await-result-dangles: this structured binding
  show(name);
  (void)size;
}

home::task<> of_tuple() {
  const auto &name = std::get<0>(co_await both());  // expect: await-result-dangles
  show(name);
}

home::task<> extended() {
  auto &&order = co_await load();
  const auto &open = (co_await load()).open;
  show(order.customer());
  show(open);
}

home::task<> by_value() {
  auto customer = (co_await load()).customer();
  const auto &copy = (co_await load()).copy();
  show(customer);
  show(copy);
}

home::task<> not_part_of_it() {
  const Item &item = (co_await load()).shared_item();
  auto &other = *co_await borrow();
  auto &order = *co_await locate();
  use(item);
  use(other);
  show(order.customer());
}

home::task<> result_is_a_reference() {
  auto &order = co_await lend();
  show(order.customer());
}

// ---- loops (before C++23)

home::task<> loop_over_member() {
  for (Item &item : (co_await load()).items()) use(item);  // expect: await-result-dangles: the range of this loop
}

home::task<> loop_over_optional() {
  for (char c : (co_await find())->name) show({&c, 1});  // expect: await-result-dangles
}

home::task<> loop_over_result() {
  for (const Item &item : co_await list()) use(item);
  auto order = co_await load();
  for (Item &item : order.items()) use(item);
}

// ---- a task that holds its result and gives a reference to it

template <class T>
class holder {
public:
  struct promise_type {
    holder get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    template <class U> void return_value(U &&);
    void unhandled_exception();
  };
  ~holder();
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  T &await_resume();
};
holder<Order> hold();

home::task<> reference_into_task() {
  auto &order = co_await hold();  // expect: await-result-dangles: refers into the awaited task
  show(order.customer());
}

home::task<> reference_into_kept_task() {
  auto task = hold();
  auto &order = co_await task;
  show(order.customer());
}

home::task<> copied_out_of_task() {
  auto order = co_await hold();
  show(order.customer());
}
