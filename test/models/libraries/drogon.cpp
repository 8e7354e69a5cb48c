// RUN: %check %s
// The model of Drogon and Trantor: clients come in two forms, and the queue of Trantor is made for what blocks.
#include <drogon/drogon.h>

#include <chrono>
#include <thread>

using namespace std::chrono_literals;
using drogon::Task;

int settle() {
  std::this_thread::sleep_for(5ms);
  return 1;
}
Task<int> answer();

namespace sleeps {

Task<> ofTheThread() {
  std::this_thread::sleep_for(50ms);  // expect: blocking-sleep: co_await drogon::sleepCoro(trantor::EventLoop::getEventLoopOfCurrentThread(), 50ms)
  co_return;
}
drogon::AsyncTask ofTheThreadForgotten() {
  settle();  // expect: blocking-sleep
  co_return;
}
Task<> ofTheLibrary() { co_await drogon::sleepCoro(trantor::EventLoop::getEventLoopOfCurrentThread(), 50ms); }

}  // namespace sleeps

namespace waits {

Task<int> forATask() {
  co_return drogon::sync_wait(answer());  // expect: blocking-wait: co_await answer()
}
Task<> forAQueue(trantor::ConcurrentTaskQueue &queue) {
  queue.syncTaskInQueue([] { settle(); });  // expect: blocking-wait
  co_return;
}

}  // namespace waits

namespace clients {

Task<> synchronous(drogon::HttpClient &http, drogon::orm::DbClient &database, drogon::nosql::RedisClient &redis,
                   drogon::HttpRequestPtr request) {
  auto [result, response] = http.sendRequest(request);  // expect: blocking-network-io: sendRequestCoro
  auto rows = database.execSqlSync("select 1");  // expect: blocking-database: execSqlCoro
  redis.execCommandSync([](int) { return 1; }, "get %s", "key");  // expect: blocking-database: execCommandCoro
  co_return;
}
Task<int> mapped(drogon::orm::Mapper<int> &synchronous, drogon::orm::CoroMapper<int> &asynchronous) {
  synchronous.findOne(1, [](int) {}, [](const std::exception &) {});
  const int row = co_await asynchronous.findOne(1);
  co_return row + synchronous.findOne(1);  // expect: blocking-database: drogon::orm::CoroMapper
}
Task<> asynchronous(drogon::HttpClient &http, drogon::orm::DbClient &database, drogon::HttpRequestPtr request) {
  auto response = co_await http.sendRequestCoro(request);
  auto rows = co_await database.execSqlCoro("select 1");
  http.sendRequest(request, [](drogon::ReqResult, const drogon::HttpResponsePtr &) {
    settle();  // expect: blocking-sleep
  });
}

}  // namespace clients

namespace executors {

void callbacks(trantor::EventLoop &loop) {
  loop.queueInLoop([] {
    settle();  // expect: blocking-sleep
  });
  loop.runInLoop([] {
    settle();  // expect: blocking-sleep
  });
  loop.runEvery(1.0, [] {
    settle();  // expect: blocking-sleep
  });
  drogon::app().registerBeginningAdvice([] {
    settle();  // expect: blocking-sleep
  });
}
void jobs(trantor::ConcurrentTaskQueue &queue) {
  queue.runTaskInQueue([] { settle(); });
}
Task<> anotherLoop(trantor::EventLoop *other) {
  co_await drogon::queueInLoopCoro<int>(other, [] {
    return settle();  // expect: blocking-sleep
  });
  co_await drogon::switchThreadCoro(other);
  settle();  // expect: blocking-sleep
}
Task<> destructorOfAQueue() {
  trantor::ConcurrentTaskQueue queue(2, "files");  // expect: blocking-destructor, pool-per-call
  co_return;
}

}  // namespace executors

namespace locks {

Task<int> ofTheLibrary(drogon::Mutex &mutex) {
  auto lock = co_await mutex.scoped_lock();
  co_return 1;
}

}  // namespace locks

int main() {
  trantor::ConcurrentTaskQueue queue(8, "files");
  executors::jobs(queue);
  drogon::app().run();
}
