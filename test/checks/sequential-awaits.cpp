// RUN: %check %s sequential-awaits
// Awaits in a row that could overlap, and those whose order means something.
#include <asio.hpp>
#include <task.h>

#include <string>
#include <vector>

struct Page { int user = 0, basket = 0, credit = 0; };
struct Backend {
  asio::awaitable<int> user(int id);
  asio::awaitable<int> basket(int id);
  asio::awaitable<int> credit(int id);
  asio::awaitable<int> discount(int user);
  asio::awaitable<void> touchSession(int id);
  asio::awaitable<void> countView(std::string page);
  asio::awaitable<int> reserve(int id);
  asio::awaitable<void> charge(int id);
  asio::awaitable<int> next();
};
struct Connection {
  asio::awaitable<void> connect(std::string host);
  asio::awaitable<void> login(std::string name);
  asio::awaitable<int> query(std::string text);
  asio::awaitable<int> lastId(int table);
};
void note(const char *);

asio::awaitable<Page> intoMembers(Backend &backend, int id) {
  Page page;
  page.user = co_await backend.user(id);  // expect: sequential-awaits: 3 tasks
  page.basket = co_await backend.basket(id);
  page.credit = co_await backend.credit(id);
  co_return page;
}
asio::awaitable<int> intoVariables(Backend &backend, int id) {
  const int user = co_await backend.user(id);  // expect: sequential-awaits
  const int basket = co_await backend.basket(id);
  co_return user + basket;
}
asio::awaitable<void> forTheirEffect(Backend &backend, int id) {
  co_await backend.touchSession(id);  // expect: sequential-awaits
  co_await backend.countView("overview");
}
home::task<int> user(int id);
home::task<int> basket(int id);
home::task<int> ofHomeMadeTasks(int id) {
  const int a = co_await user(id);  // expect: sequential-awaits: before the first is awaited
  const int b = co_await basket(id);
  co_return a + b;
}
auto inALambda = [](Backend &backend, int id) -> asio::awaitable<int> {
  const int a = co_await backend.user(id);  // expect: sequential-awaits
  const int b = co_await backend.credit(id);
  co_return a + b;
};

asio::awaitable<int> usesTheResult(Backend &backend, int id) {
  const int user = co_await backend.user(id);
  const int discount = co_await backend.discount(user);
  co_return discount;
}
asio::awaitable<int> usesItLater(Backend &backend, int id) {
  const int user = co_await backend.user(id);
  const int next = user + 1;
  co_return co_await backend.basket(next);
}
asio::awaitable<int> decidesByIt(Backend &backend, int id) {
  const int user = co_await backend.user(id);
  if (user == 0) co_return 0;
  co_return co_await backend.basket(id);
}
asio::awaitable<void> forEffectOnTheSame(Backend &backend, int id) {
  const int rest = co_await backend.reserve(id);
  co_await backend.charge(id);
  note(rest ? "rest" : "none");
}
asio::awaitable<void> warmUp();
asio::awaitable<void> report();
asio::awaitable<void> oneStepAfterTheOther() {
  co_await warmUp();
  co_await report();
}
asio::awaitable<void> inOrder(Connection &connection) {
  co_await connection.connect("host");
  co_await connection.login("me");
}
asio::awaitable<int> ofItsOwn() {
  Connection connection;
  const int a = co_await connection.query("a");
  const int b = co_await connection.lastId(1);
  co_return a + b;
}
asio::awaitable<int> theSameAgain(Backend &backend) {
  const int a = co_await backend.next();
  const int b = co_await backend.next();
  co_return a - b;
}
asio::awaitable<int> fill(std::vector<int> &into);
asio::awaitable<int> extend(std::vector<int> &into);
asio::awaitable<int> sharesWhatIsWritten() {
  std::vector<int> all;
  const int a = co_await fill(all);
  const int b = co_await extend(all);
  co_return a + b;
}
asio::awaitable<int> somethingBetween(Backend &backend, int id) {
  const int a = co_await backend.user(id);
  note("user is here");
  const int b = co_await backend.basket(id);
  co_return a + b;
}
asio::awaitable<int> ready(int id) { co_return id; }
asio::awaitable<int> neverSuspends(int id) {
  const int a = co_await ready(id);
  const int b = co_await ready(id + 1);
  co_return a + b;
}
class Cache {
public:
  asio::awaitable<int> both(int id) {
    const int a = co_await warm(id);
    const int b = co_await look(id + 1);
    co_return a + b;
  }

private:
  asio::awaitable<int> warm(int id) {
    last_ = id;
    co_await backend_.touchSession(id);
    co_return id;
  }
  asio::awaitable<int> look(int id) {
    co_await backend_.touchSession(id);
    co_return last_;
  }
  Backend backend_;
  int last_ = 0;
};

// Other objects, tasks that are kept for a moment, and what asks by its name.
namespace asked {

struct Store { asio::awaitable<int> look(int id); asio::awaitable<void> mark(int id); };
class Page {
public:
  asio::awaitable<int> twoStores(int id) {
    const int a = co_await here_.look(id);  // expect: sequential-awaits
    const int b = co_await there_.look(id);
    co_return a + b;
  }
  asio::awaitable<int> oneStore(int id) {
    const int a = co_await here_.look(id);
    const int b = co_await here_.look(id);
    co_return a + b;
  }
  asio::awaitable<void> marks(int id) {
    co_await here_.mark(id);
    co_await there_.mark(id);
  }
  asio::awaitable<int> kept(Backend &backend, int id) {
    auto user = backend.user(id);
    auto basket = backend.basket(id);
    const int a = co_await std::move(user);  // expect: sequential-awaits
    const int b = co_await std::move(basket);
    co_return a + b;
  }
  asio::awaitable<int> loads() {
    const int a = co_await loadUsers();  // expect: sequential-awaits
    const int b = co_await loadOrders();
    co_return a + b;
  }
  asio::awaitable<int> parses() {
    const int a = co_await number();
    const int b = co_await text();
    co_return a + b;
  }

private:
  asio::awaitable<int> loadUsers();
  asio::awaitable<int> loadOrders();
  asio::awaitable<int> number();
  asio::awaitable<int> text();
  Store here_, there_;
};

}  // namespace asked

// What the second does as well has an order: the lines of a log.
namespace loggedByBoth {

home::task<> audit(std::string what);
home::task<> store(std::string what);
home::task<> greet(std::string name) { co_await audit(name); }
home::task<> greetInside(std::string name) { co_await greet(name); }
home::task<> bow(std::string name) { co_await store(name); }

home::task<> both(std::string name) {
  co_await audit("serve");
  co_await greet(name);
}
home::task<> bothDeeper(std::string name) {
  co_await audit("serve");
  co_await greetInside(name);
}
home::task<> apart(std::string name) {
  co_await audit("serve");  // expect: sequential-awaits
  co_await bow(name);
}

}  // namespace loggedByBoth
