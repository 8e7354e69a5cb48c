// RUN: %check %s dangling-this
// A member coroutine goes on when its object is gone, and the innocent twins.
#include "task.h"
#include <asio.hpp>
#include <coro/coro.hpp>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

home::task<> audit(std::string what);
void log(std::string_view what);

class Client {
public:
  explicit Client(std::string base = "/") : base_(std::move(base)) {}
  home::task<int> get(std::string path) {
    co_await audit(base_ + path);
    co_return ++calls_;
  }
  home::task<int> twice(std::string path) { return get(path + path); }
  home::task<int> calls_own(std::string path) { co_return co_await get(path); }
  home::job<int> eager_early() {
    const std::string base = base_;
    co_await audit(base);
    co_return 0;
  }
  home::job<int> eager_late() {
    co_await audit("late");
    co_return calls_;
  }
  home::task<int> ignores() { co_return 0; }
  static home::task<int> head(std::string path) {
    co_await audit(path);
    co_return 0;
  }
  Client &with(int calls) {
    calls_ = calls;
    return *this;
  }

private:
  std::string base_;
  int calls_ = 0;
};

struct Job {
  std::string name;
  home::task<int> run() const { co_return static_cast<int>(name.size()); }
  home::task<int> operator()() const { co_return static_cast<int>(name.size()); }
};

Client make(std::string base) { return Client(std::move(base)); }

// ---- temporaries

home::task<> kept(std::string name) {
  auto one = Client(name).get("/");  // expect: dangling-this: the temporary 'Client' dies at the end of this statement
  auto two = Job{name}.run();  // expect: dangling-this
  auto three = make(name).get("/");  // expect: dangling-this
  auto four = Client(name).twice("/");  // expect: dangling-this
  auto five = Client(name).calls_own("/");  // expect: dangling-this
  auto six = Client(name).with(3).get("/");  // expect: dangling-this
  auto seven = Job{name}();  // expect: dangling-this
  auto eight = Client(name).eager_late();  // expect: dangling-this
  co_await std::move(one);
  co_await std::move(two);
  co_await std::move(three);
  co_await std::move(four);
  co_await std::move(five);
  co_await std::move(six);
  co_await std::move(seven);
  co_await std::move(eight);
}

home::task<> awaited(std::string name) {
  co_await Client(name).get("/");
  const int sum = co_await Job{name}.run() + co_await make(name).with(3).get("/");
  log(std::to_string(sum));
}

home::task<> needs_no_object(std::string name) {
  auto one = Client(name).head("/");
  auto two = Client(name).ignores();
  auto three = Client(name).eager_early();
  co_await std::move(one);
  co_await std::move(two);
  co_await std::move(three);
}

home::task<int> returned_temporary(std::string name) {
  return Job{std::move(name)}.run();  // expect: dangling-this
}

// ---- locals

home::task<int> returned_local(std::string name) {
  Client client(std::move(name));
  return client.get("/");  // expect: dangling-this: local 'client' dies when 'returned_local' returns
}

home::task<int> returned_parameter(Client client) {
  return client.get("/");  // expect: dangling-this
}

home::task<int> returned_element(std::vector<Client> clients) {
  return clients.front().get("/");  // expect: dangling-this
}

home::task<int> of_the_caller(Client &client) { return client.get("/"); }
home::task<int> behind_pointer(Client *client) { return client->get("/"); }
home::task<int> behind_shared(std::shared_ptr<Client> client) { return client->get("/"); }

home::task<int> waits(std::string name) {
  Client client(std::move(name));
  co_return co_await client.get("/");
}

home::task<int> starts_both() {
  Client client("/");
  auto one = client.get("a");
  auto two = client.get("b");
  co_return co_await std::move(one) + co_await std::move(two);
}

home::task<int> inner_scope(bool wide) {
  home::task<int> task = Client::head("/");
  if (wide) {
    Client client("wide");
    task = client.get("/");  // expect: dangling-this: dies at the end of its scope
  }
  co_return co_await std::move(task);
}

home::task<> loop(std::vector<Client> clients) {
  std::vector<home::task<int>> tasks;
  for (Client &client : clients) tasks.push_back(client.get("/"));
  for (Client client : clients) tasks.push_back(client.get("/"));  // expect: dangling-this
  for (auto &task : tasks) co_await std::move(task);
}

// ---- pointers

home::task<> pointers(std::weak_ptr<Client> weak, std::shared_ptr<Client> shared) {
  auto one = std::make_unique<Client>()->get("/");  // expect: dangling-this
  auto two = std::make_shared<Client>()->get("/");  // expect: dangling-this
  auto three = weak.lock()->get("/");  // expect: dangling-this
  auto four = shared->get("/");
  co_await std::move(one);
  co_await std::move(two);
  co_await std::move(three);
  co_await std::move(four);
}

home::task<int> owned_local() {
  auto client = std::make_unique<Client>();
  return client->get("/");  // expect: dangling-this
}

home::task<int> optional_local() {
  std::optional<Client> client("/");
  return client->get("/");  // expect: dangling-this
}

home::task<int> keep_with(home::task<int> task, std::unique_ptr<Client> client) {
  co_return co_await std::move(task) + (client ? 1 : 0);
}
home::task<int> moved_on() {
  auto client = std::make_unique<Client>();
  auto task = client->get("/");
  return keep_with(std::move(task), std::move(client));
}

// ---- stored and spawned

class Server {
public:
  explicit Server(asio::io_context &io) : io_(io) {}
  asio::awaitable<void> run() {
    log(name_);
    co_return;
  }
  void start() { asio::co_spawn(io_, run(), asio::detached); }

private:
  asio::io_context &io_;
  std::string name_;
};

void spawns_member(asio::io_context &io) {
  Server server(io);
  asio::co_spawn(io, server.run(), asio::detached);  // expect: dangling-this
}

void starts_temporary(asio::io_context &io) {
  Server(io).start();  // expect: dangling-this
}

int main() {
  asio::io_context io;
  Server server(io);
  asio::co_spawn(io, server.run(), asio::detached);
  server.start();
  io.run();
}

coro::task<> shout(Job job) {
  log(job.name);
  co_return;
}
struct Shouter {
  std::string text;
  coro::task<> run() {
    log(text);
    co_return;
  }
};

void on_pool(coro::thread_pool &pool, std::string name) {
  pool.spawn_detached(Shouter{name}.run());  // expect: dangling-this
  coro::sync_wait(Shouter{name}.run());
  pool.spawn_detached(shout({name}));
}

// ---- in lambdas, templates and macros

auto in_lambda = [](std::string name) {
  Client client(name);
  return client.get("/");  // expect: dangling-this
};

template <class C>
home::task<int> in_template(C client) {
  return client.get("/");  // expect: dangling-this
}
home::task<int> instantiates() { co_return co_await in_template(Client()); }

#define GET(client) client.get("/")
home::task<> by_macro(std::string a) {
  auto task = GET(Client(a));  // expect: dangling-this
  co_await std::move(task);
}

// ---- types that can be awaited by no member of theirs

struct Pause {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

// Its end is the end of the coroutine; the promise knows how to await it.
struct [[nodiscard]] Owned {
  struct promise_type {
    Owned get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
    Pause await_transform(Owned);
    Pause await_transform(Pause);
  };
  std::shared_ptr<void> frame;
};

// Nothing but a name for what runs by itself.
struct [[nodiscard]] Loose {
  struct promise_type {
    Loose get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
};

struct Listener {
  ~Listener();
  Owned listen() {
    co_await Pause();
    ++served;
  }
  Loose listens() {
    co_await Pause();
    ++served;
  }
  int served = 0;
};

void diesAfterItsTask() {
  Listener listener;
  auto listening = listener.listen();
  log("up");
}
void diesBeforeIts() {
  Listener listener;
  auto listening = listener.listens();  // expect: dangling-this
  log("up");
}

// The destructor waits for what uses the object, and a deleter of its own need not end it.
namespace ended {

class Service {
public:
  explicit Service(asio::io_context &loop) : loop_(loop) {}
  ~Service() { stop(); }
  void begin() {
    thread_ = std::thread([this] { turn(); });
    asio::co_spawn(loop_, serve(), asio::detached);
  }
  void stop() {
    if (!thread_.joinable()) return;
    loop_.stop();
    thread_.join();
  }

private:
  void turn();
  asio::awaitable<void> serve() {
    asio::steady_timer timer(loop_);
    co_await timer.async_wait(asio::use_awaitable);
    ++rounds_;
  }
  int rounds_ = 0;
  asio::io_context &loop_;
  std::thread thread_;
};
void joinedByItsDestructor(asio::io_context &loop) {
  Service service(loop);
  service.begin();
}

class Counter {
public:
  explicit Counter(asio::io_context &loop) : loop_(loop) {}
  ~Counter() { last = rounds_; }
  void begin() { asio::co_spawn(loop_, serve(), asio::detached); }
  static int last;

private:
  asio::awaitable<void> serve() {
    asio::steady_timer timer(loop_);
    co_await timer.async_wait(asio::use_awaitable);
    ++rounds_;
  }
  int rounds_ = 0;
  asio::io_context &loop_;
};
void diesFirst(asio::io_context &loop) {
  Counter counter(loop);
  counter.begin();  // expect: dangling-this
}
struct CountsDown {
  void operator()(Counter *counter) const;
};
void countsItsReferences(asio::io_context &loop) {
  std::unique_ptr<Counter, CountsDown> counter(new Counter(loop));
  counter->begin();
}
void ownsIt(asio::io_context &loop) {
  std::unique_ptr<Counter> counter(new Counter(loop));
  counter->begin();  // expect: dangling-this
}

}  // namespace ended

namespace shared_pointer {

home::task<int> onlyHere() {
  auto client = std::make_shared<Client>();
  return client->get("a");  // expect: dangling-this: local 'client' dies when 'onlyHere' returns
}
home::task<int> awaitedHere() {
  auto client = std::make_shared<Client>();
  co_return co_await client->get("a");
}
std::vector<std::shared_ptr<Client>> clients;
home::task<int> keptElsewhere() {
  auto client = std::make_shared<Client>();
  clients.push_back(client);
  return client->get("a");
}
home::task<int> foundElsewhere() {
  auto client = clients.front();
  return client->get("a");
}
class Owner : public std::enable_shared_from_this<Owner> {
public:
  void enroll() { all.push_back(shared_from_this()); }
  home::task<int> run() {
    co_await audit(name_);
    co_return 0;
  }

private:
  static std::vector<std::shared_ptr<Owner>> all;
  std::string name_ = "owner";
};
home::task<int> mayKeepItself() {
  auto owner = std::make_shared<Owner>();
  owner->enroll();
  return owner->run();
}
static home::task<int> withClient(std::shared_ptr<Client> client) { co_return co_await client->get("a"); }
home::task<int> givesItsShare() {
  auto client = std::make_shared<Client>();
  return withClient(std::move(client));
}

}  // namespace shared_pointer

// A method that hands a closure over.
namespace handed {

class Session {
public:
  explicit Session(asio::io_context &loop) : loop_(loop), own_(loop) {}
  void post() { asio::post(loop_, [this] { ++seen_; }); }
  void spawn() {
    asio::co_spawn(loop_, [this]() -> asio::awaitable<void> { co_await once(); }, asio::detached);
  }
  void begin() { further(); }
  void wait() {
    own_.async_wait([this](asio::error_code error) {
      if (!error) ++seen_;
    });
  }
  void copy() { asio::post(loop_, [seen = seen_] { log(std::to_string(seen)); }); }

private:
  void further() { post(); }
  asio::awaitable<void> once();
  asio::io_context &loop_;
  asio::steady_timer own_;
  int seen_ = 0;
};
void local(asio::io_context &loop) {
  Session session(loop);
  session.post();  // expect: dangling-this: local 'session' dies at the end of its scope, but the work that it starts
}
void spawned(asio::io_context &loop) {
  Session session(loop);
  session.spawn();  // expect: dangling-this
}
void further(asio::io_context &loop) {
  auto session = std::make_unique<Session>(loop);
  session->begin();  // expect: dangling-this
}
void onlyShare(asio::io_context &loop) {
  auto session = std::make_shared<Session>(loop);
  session->post();  // expect: dangling-this
}
void runsTheLoop(asio::io_context &loop) {
  Session session(loop);
  session.post();
  loop.run();
}
void ownLoop() {
  asio::io_context loop;
  Session session(loop);
  session.post();
}
void givenUp(asio::io_context &loop) {
  Session session(loop);
  session.wait();
}
void copied(asio::io_context &loop) {
  Session session(loop);
  session.copy();
}
std::vector<std::shared_ptr<Session>> sessions;
void kept(asio::io_context &loop) {
  auto session = std::make_shared<Session>(loop);
  sessions.push_back(session);
  session->post();
}

class Shared : public std::enable_shared_from_this<Shared> {
public:
  explicit Shared(asio::io_context &loop) : loop_(loop) {}
  void post() {
    asio::post(loop_, [this, self = shared_from_this()] { ++seen_; });
  }

private:
  asio::io_context &loop_;
  int seen_ = 0;
};
void keepsItself(asio::io_context &loop) {
  auto shared = std::make_shared<Shared>(loop);
  shared->post();
}

void forget(const void *object);
class Registered {
public:
  explicit Registered(asio::io_context &loop) : loop_(loop) {}
  ~Registered() { forget(this); }
  void post() { asio::post(loop_, [this] { ++seen_; }); }

private:
  asio::io_context &loop_;
  int seen_ = 0;
};
void takenBack(asio::io_context &loop) {
  Registered registered(loop);
  registered.post();
}

}  // namespace handed
