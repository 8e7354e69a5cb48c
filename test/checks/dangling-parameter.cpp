// RUN: %check %s dangling-parameter
// A coroutine refers to an argument that dies before the task is done, and the innocent twins.
#include "task.h"
#include <asio.hpp>
#include <coro/coro.hpp>
#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

struct Item { std::string name; int size = 0; };
struct Labelled { std::string_view label; int size = 0; };
struct Tag {};

home::task<> audit(std::string what);
void log(std::string_view what);
void wait_for_everybody();

home::task<int> by_reference(const std::string &name) {
  co_await audit("by_reference");
  co_return static_cast<int>(name.size());
}
home::task<int> by_view(std::string_view name) { co_return static_cast<int>(name.size()); }
home::task<int> by_span(std::span<const int> data) { co_return data[0]; }
home::task<int> by_list(std::initializer_list<int> data) { co_return static_cast<int>(data.size()); }
home::task<int> by_pointer(const char *text) { co_return text[0]; }
home::task<int> by_rvalue(std::string &&name) {
  std::string own = std::move(name);
  co_return static_cast<int>(own.size());
}
home::task<int> by_record(Labelled what) { co_return static_cast<int>(what.label.size()); }
home::task<int> by_duration(const std::chrono::milliseconds &time) {
  co_await home::after(time);
  co_return 0;
}
home::task<int> by_pointer_to_item(const std::shared_ptr<const Item> &item) { co_return item->size; }
home::task<int> by_value(std::string name) { co_return static_cast<int>(name.size()); }
home::task<int> unused(const std::string &) { co_return 0; }
home::task<int> tagged(const Tag &tag, int x) {
  const Tag copy = tag;
  (void)copy;
  co_return x;
}
home::task<int> calls(const std::function<int()> &call) { co_return call(); }
template <class Call>
home::task<int> applies(const Call &call) { co_return call(); }

home::job<int> eager_early(const std::string &name) {
  const int size = static_cast<int>(name.size());
  co_await audit("eager");
  co_return size;
}
home::job<int> eager_late(const std::string &name) {
  co_await audit("eager");
  co_return static_cast<int>(name.size());
}
home::job<int> eager_moves(std::string &&name) {
  std::string own = std::move(name);
  co_await audit("eager");
  co_return static_cast<int>(own.size());
}
home::job<int> eager_iterates(const std::vector<int> &data) {
  int sum = 0;
  for (int x : data) {
    co_await audit("eager");
    sum += x;
  }
  co_return sum;
}
home::job<int> eager_hands_on(const std::string &name) { co_return co_await by_reference(name); }

// ---- the task is kept, the temporary is not

home::task<> kept(std::string a, std::string b) {
  auto one = by_reference(a + b);  // expect: dangling-parameter: the temporary 'a + b' dies at the end of this statement
  auto two = by_view(a + b);       // expect: dangling-parameter
  auto three = by_pointer((a + b).c_str());  // expect: dangling-parameter
  auto four = by_span(std::vector<int>{1, 2});  // expect: dangling-parameter
  auto five = by_list({1, 2, 3});  // expect: dangling-parameter
  auto six = by_rvalue(a + b);     // expect: dangling-parameter
  auto seven = by_record({a + b, 1});  // expect: dangling-parameter
  auto eight = by_duration(20ms);  // expect: dangling-parameter
  auto nine = by_reference("a literal becomes a string");  // expect: dangling-parameter
  auto ten = by_pointer_to_item(std::make_shared<Item>());  // expect: dangling-parameter
  co_await std::move(one);
  co_await std::move(two);
  co_await std::move(three);
  co_await std::move(four);
  co_await std::move(five);
  co_await std::move(six);
  co_await std::move(seven);
  co_await std::move(eight);
  co_await std::move(nine);
  co_await std::move(ten);
}

home::task<> awaited_at_once(std::string a, std::string b) {
  co_await by_reference(a + b);
  co_await by_view(a + b);
  co_await by_span(std::vector<int>{1, 2});
  co_await by_list({1, 2, 3});
  const int sum = co_await by_duration(20ms) + co_await by_rvalue(a + b);
  log(std::to_string(sum));
}

home::task<> harmless(std::string a, std::string b) {
  auto owner = by_value(a + b);
  auto literal = by_view("a literal lives for ever");
  auto nobody = unused(a + b);
  auto empty = tagged(Tag{}, 1);
  auto stateless = applies([] { return 1; });
  co_await std::move(owner);
  co_await std::move(literal);
  co_await std::move(nobody);
  co_await std::move(empty);
  co_await std::move(stateless);
}

home::task<> kept_longer(std::string a) {
  const std::string name = a + "!";
  auto one = by_reference(name);
  auto two = by_view(a);
  const std::string &extended = a + "?";
  auto three = by_reference(extended);
  co_await std::move(one);
  co_await std::move(two);
  co_await std::move(three);
}

home::task<> never_started(std::string a) {
  [[maybe_unused]] auto task = by_reference(a + "!");
  co_return;
}

home::task<> callable(int x) {
  auto one = calls([x] { return x; });  // expect: dangling-parameter
  auto two = applies([x] { return x; });  // expect: dangling-parameter
  co_await std::move(one);
  co_await std::move(two);
}

// ---- eager: only what is used behind the first suspension

home::task<> eager(std::string a) {
  auto late = eager_late(a + "!");  // expect: dangling-parameter
  auto early = eager_early(a + "!");
  auto moves = eager_moves(a + "!");
  auto iterates = eager_iterates({1, 2, 3});  // expect: dangling-parameter
  auto hands_on = eager_hands_on(a + "!");  // expect: dangling-parameter
  co_await std::move(late);
  co_await std::move(early);
  co_await std::move(moves);
  co_await std::move(iterates);
  co_await std::move(hands_on);
}

// ---- returned from a plain function

home::task<int> returns_local(int n) {
  const std::string name = std::to_string(n);
  return by_view(name);  // expect: dangling-parameter: local 'name' dies when 'returns_local' returns
}

home::task<int> returns_parameter(std::string name) {
  return by_reference(name);  // expect: dangling-parameter: parameter 'name' dies
}

home::task<int> returns_temporary(std::string_view name) {
  return by_reference(std::string(name));  // expect: dangling-parameter
}

home::task<int> returns_variable(std::string name) {
  auto task = by_reference(name);  // expect: dangling-parameter
  log("made");
  return task;
}

home::task<int> passes_on(const std::string &name) { return by_reference(name); }
home::task<int> passes_view_on(std::string_view name) { return by_view(name.substr(1)); }
home::task<int> passes_copy_on(const std::string &name) { return by_value(name); }

home::task<> through_a_function(std::string a) {
  auto one = passes_on(a + "!");  // expect: dangling-parameter
  auto two = passes_view_on(a + "!");  // expect: dangling-parameter
  auto three = passes_copy_on(a + "!");
  co_await std::move(one);
  co_await std::move(two);
  co_await std::move(three);
}

home::task<int> waits_itself(std::string name) { co_return co_await by_reference(name); }

// ---- a variable of an inner scope

home::task<> inner_scope(bool wide) {
  home::task<int> task = by_value("none");
  if (wide) {
    std::string name = "wide";
    task = by_reference(name);  // expect: dangling-parameter: dies at the end of its scope
  }
  co_await std::move(task);
}

home::task<> same_scope(bool wide) {
  if (wide) {
    std::string name = "wide";
    auto task = by_reference(name);
    co_await std::move(task);
  }
}

home::task<> collected(const std::vector<Item> &items) {
  std::vector<home::task<int>> all;
  for (const Item &item : items) {
    const std::string path = "/" + item.name;
    all.push_back(by_view(path));  // expect: dangling-parameter
    all.push_back(by_view(item.name));
  }
  for (auto &task : all) co_await std::move(task);
}

// ---- stored

class Queue {
public:
  void add(home::task<int> task) { tasks_.push_back(std::move(task)); }
  void fill(std::string name) {
    tasks_.push_back(by_reference(name + "!"));  // expect: dangling-parameter
    add(by_reference(name + "!"));  // expect: dangling-parameter
    add(by_reference(name));  // expect: dangling-parameter
    add(by_value(name));
    add(by_reference(name_));
  }

private:
  std::deque<home::task<int>> tasks_;
  std::string name_;
};

void enqueue(Queue &queue, std::string name) {
  queue.add(by_view(name + "!"));  // expect: dangling-parameter
  queue.add(by_view("literal"));
}

// ---- spawned

asio::awaitable<void> session(const std::string &name);
asio::awaitable<void> session(const std::string &name) {
  log(name);
  co_return;
}

void spawns(asio::io_context &io, std::string name) {
  asio::co_spawn(io, session(name + "!"), asio::detached);  // expect: dangling-parameter
  asio::co_spawn(io, session(name), asio::detached);  // expect: dangling-parameter
}

void spawns_and_runs(std::string name) {
  asio::io_context io;
  asio::co_spawn(io, session(name), asio::detached);
  io.run();
}

asio::awaitable<void> spawns_and_awaits(asio::io_context &io, std::string name) {
  co_await asio::co_spawn(io, session(name + "!"), asio::use_awaitable);
}

// Spawned where it comes from, it begins at once, and has taken over what it needs before it is suspended.
asio::awaitable<void> takes_over(std::string &&name) {
  const std::string own = std::move(name);
  co_await asio::post(asio::use_awaitable);
  log(own);
}
asio::awaitable<void> needs_it_later(std::string &&name) {
  co_await asio::post(asio::use_awaitable);
  log(name);
}
asio::awaitable<void> listens(asio::io_context &elsewhere) {
  auto here = co_await asio::this_coro::executor;
  while (true) {
    co_await asio::post(asio::use_awaitable);
    std::string first = "first", second = "second", third = "third";
    asio::co_spawn(here, takes_over(std::move(first)), asio::detached);
    asio::co_spawn(here, needs_it_later(std::move(second)), asio::detached);  // expect: dangling-parameter
    asio::co_spawn(elsewhere, takes_over(std::move(third)), asio::detached);  // expect: dangling-parameter
  }
}

void starts(asio::io_context &io, const std::string &name) { asio::co_spawn(io, session(name), asio::detached); }

void starts_with_temporary(asio::io_context &io, int n) {
  starts(io, std::to_string(n));  // expect: dangling-parameter
}

// The helper starts the work and waits for it.
asio::awaitable<void> signals(const std::string &name, std::atomic<bool> &done) {
  log(name);
  done = true;
  done.notify_all();
  co_return;
}
void runs_to_end(asio::io_context &io, const std::string &name) {
  std::atomic<bool> done = false;
  asio::co_spawn(io, signals(name, done), asio::detached);
  done.wait(false);
}
void uses_helper(asio::io_context &io, int n) { runs_to_end(io, std::to_string(n)); }

// Who joins in a loop is believed to have something to join.
void joined_threads(asio::thread_pool &pool, std::vector<std::thread> threads, std::string name) {
  asio::co_spawn(pool, session(name), asio::detached);
  for (std::thread &thread : threads)
    if (thread.joinable()) thread.join();
}

coro::task<> greet(std::string_view name) {
  log(name);
  co_return;
}

void on_pool(coro::thread_pool &pool, std::string name) {
  pool.spawn_detached(greet(name + "!"));  // expect: dangling-parameter
  coro::sync_wait(greet(name + "!"));
}

home::flow flies(const std::string &name) {
  co_await audit("flies");
  log(name);
}

void starts_flow(std::string name) {
  flies(name + "!");  // expect: dangling-parameter
  flies(name);  // expect: dangling-parameter
}

// ---- wrappers

home::task<> together(std::string a) {
  co_await coro::when_all(greet(a + "!"), greet(a + "?"));
  auto both = coro::when_all(greet(a + "!"), greet("b"));  // expect: dangling-parameter
  co_await std::move(both);
}

// ---- in lambdas, templates and macros

auto in_lambda = [](std::string name) {
  return by_reference(name);  // expect: dangling-parameter
};

auto in_generic_lambda = [](auto name) -> home::task<> {
  auto task = by_view(name + "!");  // expect: dangling-parameter
  co_await std::move(task);
};
home::task<> calls_it(std::string a) { co_await in_generic_lambda(a); }

template <class T>
home::task<> in_template(T value) {
  auto task = by_view(std::string("x") + value);  // expect: dangling-parameter
  co_await std::move(task);
}
home::task<> instantiates() { co_await in_template("y"); }

#define KEEP(name, call) auto name = call
home::task<> by_macro(std::string a) {
  KEEP(task, by_view(a + "!"));  // expect: dangling-parameter
  co_await std::move(task);
}

// ---- buffers of an operation that goes on

void sends(asio::ip::tcp::socket &socket, int n) {
  std::string text = std::to_string(n);
  asio::async_write(socket, asio::buffer(text), [](asio::error_code, std::size_t) {});  // detached-captures-local says so
}

void sends_kept(asio::ip::tcp::socket &socket, int n) {
  auto text = std::make_shared<std::string>(std::to_string(n));
  asio::async_write(socket, asio::buffer(*text), [text](asio::error_code, std::size_t) {});
}

asio::awaitable<void> sends_and_awaits(asio::ip::tcp::socket &socket, int n) {
  std::string text = std::to_string(n);
  co_await asio::async_write(socket, asio::buffer(text), asio::use_awaitable);
}

asio::awaitable<std::size_t> returns_send(asio::ip::tcp::socket &socket, std::string text) {
  return asio::async_write(socket, asio::buffer(text), asio::use_awaitable);  // expect: dangling-parameter
}

// ---- other ways to refer to something

home::generator<int> all_of(const std::vector<int> &data) {
  for (int x : data) co_yield x;
}
home::task<int> by_iterators(std::vector<int>::const_iterator begin, std::vector<int>::const_iterator end) {
  co_return static_cast<int>(end - begin);
}
home::task<int> by_address(const int *x) { co_return *x; }
home::task<int> by_wrapper(std::reference_wrapper<const int> x) { co_return x.get(); }

void loops_over_generator(std::vector<int> data) {
  for (int x : all_of({1, 2, 3})) log(std::to_string(x));  // expect: dangling-parameter
  for (int x : all_of(data)) log(std::to_string(x));
}

home::task<int> returns_iterators() {
  std::vector<int> data{1, 2};
  return by_iterators(data.begin(), data.end());  // expect: dangling-parameter
}
home::task<int> returns_address() {
  int x = 1;
  return by_address(&x);  // expect: dangling-parameter
}
home::task<int> returns_wrapper() {
  int x = 1;
  return by_wrapper(x);  // expect: dangling-parameter
}
home::task<int> returns_array() {
  int x[2] = {1, 2};
  return by_address(x);  // expect: dangling-parameter
}
home::task<int> returns_pointee(std::string name) {
  auto owner = std::make_unique<std::string>(std::move(name));
  std::string_view view = *owner;
  return by_view(view);  // expect: dangling-parameter
}
home::task<int> returns_binding(std::pair<std::string, int> entry) {
  auto &[name, size] = entry;
  log(std::to_string(size));
  return by_view(name);  // expect: dangling-parameter
}

struct Request {
  std::string name;
  std::string_view view() const { return name; }
};
home::task<> through_getter(Request request) {
  auto one = by_view(Request{request.name + "!"}.view());  // expect: dangling-parameter
  auto two = by_view(request.view());
  co_await std::move(one);
  co_await std::move(two);
}

home::task<> one_of_two(bool loud, std::string a) {
  auto task = loud ? by_view(a + "!") : by_view("quiet");  // expect: dangling-parameter
  co_await std::move(task);
}

home::task<> of_lambda(std::string a) {
  auto task = [](std::string_view name) -> home::task<int> { co_return static_cast<int>(name.size()); }(a + "!");  // expect: dangling-parameter
  co_await std::move(task);
}

class Holder {
public:
  explicit Holder(std::string name) : task_(by_view(name + "!")) {}  // expect: dangling-parameter
  explicit Holder(const std::string &name, int) : task_(by_view(name)) {}

private:
  home::task<int> task_;
};

// ---- views that are passed on: the view may die, what it refers to must not

template <class Work> home::task<> started(Work work);
template <class Name> home::task<> forwarded(Name &&name) {
  return started([name = std::move(name)] { log(name.get()); });
}
home::task<> of_a_wrapper(std::string &name) { return forwarded(std::ref(name)); }
home::task<> of_a_local(std::string name) {
  return forwarded(std::ref(name));  // expect: dangling-parameter
}

// The elements stay where they are when their vector is moved into the task.
home::task<int> sum(std::span<const int> numbers) {
  int total = 0;
  for (int n : numbers) total += n;
  co_return total;
}
home::task<int> with_owner(home::task<int> work, std::vector<int> owner);
home::task<int> elements_move_on(std::vector<int> numbers) {
  std::span<const int> view(numbers);
  return with_owner(sum(view), std::move(numbers));
}
home::task<int> elements_stay(std::vector<int> numbers) {
  std::span<const int> view(numbers);
  return sum(view);  // expect: dangling-parameter
}

// ---- known misses

home::task<int> with_default(const std::string &name = "default") { co_return static_cast<int>(name.size()); }
home::task<> FN_default_argument() {
  auto task = with_default();  // the temporary of the default argument dies here
  co_await std::move(task);
}

// ---- only declared here: a lazy task uses its arguments when it is awaited, an eager one may have copied them by then

home::task<int> elsewhere(std::string_view name);
home::job<int> elsewhere_eager(std::string_view name);
home::task<int> elsewhere_owner(std::string name);
home::task<int> elsewhere_of(home::task<int> &&inner, const int &count);
home::task<> body_not_seen(std::string a) {
  auto task = elsewhere(a + "!");  // expect: dangling-parameter: through parameter 'name' of 'elsewhere'
  co_await std::move(task);
}
home::task<int> body_not_seen_returned(std::string a) { return elsewhere(a); }  // expect: dangling-parameter
home::task<> body_not_seen_at_once(std::string a) {
  co_await elsewhere(a + "!");
  auto eager = elsewhere_eager(a + "!");
  auto owner = elsewhere_owner(a + "!");
  co_await std::move(eager);
  co_await std::move(owner);
}
home::task<> task_as_argument(std::string a) {
  const int count = 2;
  auto both = elsewhere_of(elsewhere_owner(a), count);
  co_await std::move(both);
}
