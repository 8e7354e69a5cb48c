// RUN: %check %s task-as-condition
// A task where its result was meant. A task that is there or not, on purpose, is no mistake.
#include <coroutine>
#include <utility>

template <class T>
class Query {
public:
  struct promise_type {
    Query get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
  Query(Query &&) noexcept;
  ~Query();
  explicit operator bool() const noexcept;
  friend bool operator==(const Query &, const Query &) noexcept;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};

Query<bool> allowed(int user);
Query<int> version(int replica);
Query<int> maybe(int user);
void use(int);

Query<int> conditions(int user) {
  if (allowed(user)) co_return 1;                  // expect: task-as-condition: the task of 'allowed' is tested itself
  if (!allowed(user)) co_return 2;                 // expect: task-as-condition: 'co_await' it
  while (user > 0 && allowed(user)) --user;        // expect: task-as-condition
  int n = allowed(user) ? 1 : 2;                   // expect: task-as-condition
  bool same = version(0) == version(1);            // expect: task-as-condition: is compared itself
  do { use(n); } while (!bool(allowed(user)));     // expect: task-as-condition
  co_return same;
}

Query<int> innocentConditions(int user) {
  if (co_await allowed(user)) co_return 1;
  bool same = co_await version(0) == co_await version(1);
  co_return same;
}

Query<int> inAVariable(int user) {
  auto ok = allowed(user);
  if (!ok) co_return 0;                            // expect: task-as-condition: 'ok' is the task of 'allowed'
  auto first = version(0);
  auto second = version(1);
  if (first == second) co_return 1;                // expect: task-as-condition
  co_return 2;
}

// The task may not be there, and is awaited when it is.
Query<int> innocentVariable(int user) {
  auto found = maybe(user);
  if (found) co_return co_await std::move(found);
  co_return 0;
}

auto inALambda = [](auto user) -> Query<int> {
  if (allowed(user)) co_return 1;                  // expect: task-as-condition
  co_return 0;
};
Query<int> callIt() { co_return co_await inALambda(1); }

int notACoroutine(int user) {
  return allowed(user) ? 1 : 2;                    // expect: task-as-condition: await it, and go on with its result
}

// What has no result can only be asked whether it is there.
struct Handle {
  struct promise_type {
    Handle get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  ~Handle();
  explicit operator bool() const noexcept;
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
Handle launch();
int started() { return launch() ? 1 : 0; }

// A test of the type itself: two of them are two, whatever they will say.
namespace testing {
class Test {};
}  // namespace testing

class QueryTest : testing::Test {
  void areTwo() {
    auto first = version(0);
    auto second = version(1);
    if (first == second) use(0);
  }
  void isKept() {
    auto ok = allowed(3);
    if (!ok) use(1);                               // expect: task-as-condition: 'ok' is the task of 'allowed'
  }
};
