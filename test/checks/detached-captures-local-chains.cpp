// RUN: %check %s detached-captures-local
// Chains of futures that nobody waits for: some are over before their function is.
#include <folly/Executor.h>
#include <folly/futures/Future.h>
#include <folly/io/async/EventBase.h>

#include <memory>
#include <utility>
#include <vector>

folly::Future<int> load(int id);
void show(int);

namespace ready {

int atOnce() {
  int seen = 0;
  folly::makeFuture(1).thenValue([&seen](int n) { seen = n; });
  return seen;
}
int afterAValue() {
  int seen = 0;
  folly::makeFuture(1).thenValue([](int n) { return n + 1; }).thenValue([&seen](int n) { seen = n; });
  return seen;
}
int afterAReadyFuture() {
  int seen = 0;
  folly::makeFuture(1)
      .thenValue([](int n) { return folly::makeFuture(n + 1); })
      .thenValue([&seen](int n) { seen = n; });
  return seen;
}
int inAVariable() {
  int seen = 0;
  auto first = folly::makeFuture(1);
  auto all = std::move(first).thenValue([&seen](int n) { seen = n; });
  return seen;
}
int afterAPendingOne() {
  int seen = 0;
  folly::makeFuture(1)
      .thenValue([](int n) { return load(n); })
      .thenValue([&seen](int n) { seen = n; });  // expect: detached-captures-local: refers to 'seen'
  return seen;
}
int onAnotherThread(folly::Executor::KeepAlive<> pool) {
  int seen = 0;
  folly::makeFuture(1).via(pool).thenValue([&seen](int n) { seen = n; });  // expect: detached-captures-local
  return seen;
}
bool errorAtOnce() {
  bool seen = false;
  auto all = folly::makeFuture(1).thenValue([](int n) { return n + 1; }).thenError([&seen](auto &&) { seen = true; });
  return seen;
}
bool errorLater() {
  bool seen = false;
  auto all = load(1).thenError([&seen](auto &&) { seen = true; });  // expect: detached-captures-local
  return seen;
}
int pending() {
  int seen = 0;
  load(1).thenValue([&seen](int n) { seen = n; });  // expect: detached-captures-local
  return seen;
}

}  // namespace ready

namespace promises {

void ofThisFunction() {
  int seen = 0;
  folly::Promise<int> promise;
  promise.getFuture().thenValue([&seen](int n) { seen = n; });
  promise.setValue(1);
  show(seen);
}
void thatLivesLonger() {
  folly::Promise<int> promise;
  {
    int seen = 0;
    promise.getFuture().thenValue([&seen](int n) { seen = n; });  // expect: detached-captures-local
  }
  promise.setValue(1);
}
void thatIsGivenAway(std::vector<folly::Promise<int>> &waiting) {
  int seen = 0;
  folly::Promise<int> promise;
  promise.getFuture().thenValue([&seen](int n) { seen = n; });  // expect: detached-captures-local
  waiting.push_back(std::move(promise));
}
void ofAnother(folly::Promise<int> &promise) {
  int seen = 0;
  promise.getFuture().thenValue([&seen](int n) { seen = n; });  // expect: detached-captures-local
}

}  // namespace promises

namespace back_when_done {

int waited(folly::EventBase &loop) {
  int seen = 0;
  loop.runInEventBaseThreadAndWait([&seen] { seen = 1; });
  return seen;
}
int notWaited(folly::EventBase &loop) {
  int seen = 0;
  loop.runInEventBaseThread([&seen] { seen = 1; });  // expect: detached-captures-local
  return seen;
}

}  // namespace back_when_done

namespace shared {

// The caller gets the future, and the object is his as well.
class Session : public std::enable_shared_from_this<Session> {
public:
  folly::Future<int> returned(int id) {
    return load(id).thenValue([this](int n) { return total_ += n; });
  }
  folly::Future<int> inALink(int id) {
    return load(id).thenValue([this](int n) { return load(n).thenValue([this](int m) { return total_ += m; }); });
  }
  void dropped(int id) {
    load(id).thenValue([this](int n) { total_ += n; });  // expect: detached-captures-local: lives only as long as shared pointers to it
  }
  void kept(int id) {
    load(id).thenValue([this, self = shared_from_this()](int n) { total_ += n; });
  }

private:
  int total_ = 0;
};

}  // namespace shared
