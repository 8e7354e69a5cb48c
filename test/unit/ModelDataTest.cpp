// ModelDataTest.cpp: spot checks of the shipped models, with the calls as the analysis shows them.
#include "models/Models.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <utility>

namespace cotidy {
namespace {

const Models &shipped() {
  static const Models models = Models::builtin();
  return models;
}

Operand typed(std::string_view type) {
  Operand operand;
  operand.types = {type};
  return operand;
}

Operand constant(std::int64_t value) {
  Operand operand;
  operand.constant = value;
  return operand;
}

Operand named(std::string_view name) {
  Operand operand;
  operand.name = name;
  return operand;
}

Operand from(std::string_view origin) {
  Operand operand;
  operand.origins = {origin};
  return operand;
}

std::vector<const FunctionModel *> match(std::string name, std::vector<Operand> arguments = {},
                                         std::optional<Operand> object = std::nullopt) {
  CallView view;
  view.names = {std::move(name)};
  view.system = true;
  view.arguments = std::move(arguments);
  view.object = std::move(object);
  return shipped().match(view);
}

Blocking blocking(const std::vector<const FunctionModel *> &models) {
  for (const FunctionModel *model : models)
    if (model->blocks != Blocking::None) return model->blocks;
  return Blocking::None;
}

template <class Member> bool any(const std::vector<const FunctionModel *> &models, Member member) {
  return std::any_of(models.begin(), models.end(), [&](const FunctionModel *model) { return bool(model->*member); });
}

TEST(Shipped, EveryFileLoadsAndNamesItsSource) {
  std::set<std::string> ids;
  for (const Library &library : shipped().libraries()) {
    EXPECT_TRUE(ids.insert(library.id).second) << library.id << " stands twice";
    EXPECT_FALSE(library.source.empty()) << library.id;
    EXPECT_FALSE(library.versions.empty()) << library.id;
    EXPECT_GT(library.functions + library.types + library.costs, 0u) << library.id;
  }
  EXPECT_TRUE(ids.contains("std") && ids.contains("posix") && ids.contains("asio"));
}

bool saysSomething(const FunctionModel &f) {
  const bool flagged = f.cpu || f.returnsHome || f.offloads || f.readyCheck || f.makesReady || f.setsNonblocking ||
                       f.polls || f.pauses || f.runsLoop || f.spawns || f.detaches || f.losesErrors || f.joins ||
                       f.retryable || f.mayFail || f.suspends || f.completes || f.threadLocal || f.tellsThread ||
                       f.coreCount || f.receives || f.test || f.nonblocking;
  return flagged || f.blocks != Blocking::None || f.locks != Locking::None || !f.invokes.empty() || f.wraps ||
         f.switches || !f.drop.empty() || !f.keeps.empty();
}

TEST(Shipped, EveryEntrySaysSomethingAndWhereItWasRead) {
  for (const auto &f : shipped().functions()) {
    EXPECT_TRUE(saysSomething(*f)) << f->library << ": " << f->names[0];
    EXPECT_FALSE(f->source.empty()) << f->library << ": " << f->names[0];
  }
  for (const auto &t : shipped().types()) EXPECT_FALSE(t->source.empty()) << t->library << ": " << t->names[0];
}

TEST(Shipped, SleepForButNotForZero) {
  EXPECT_EQ(blocking(match("std::this_thread::sleep_for", {Operand()})), Blocking::Sleep);
  EXPECT_EQ(blocking(match("std::this_thread::sleep_for", {constant(0)})), Blocking::None);
}

TEST(Shipped, GuardsLockUnlessTheirTagSaysOtherwise) {
  const std::string guard = "std::unique_lock::unique_lock";
  EXPECT_EQ(blocking(match(guard, {typed("std::mutex")})), Blocking::Lock);
  EXPECT_EQ(blocking(match(guard, {typed("std::mutex"), typed("std::defer_lock_t")})), Blocking::None);
  EXPECT_EQ(blocking(match(guard, {typed("std::mutex"), typed("std::try_to_lock_t")})), Blocking::None);
  EXPECT_EQ(blocking(match(guard, {typed("std::mutex"), typed("std::adopt_lock_t")})), Blocking::None);
  EXPECT_EQ(blocking(match(guard)), Blocking::None);
  EXPECT_EQ(blocking(match(guard, {typed("std::unique_lock")})), Blocking::None) << "moved";
  EXPECT_EQ(blocking(match(guard, {typed("userver::engine::Mutex")})), Blocking::None) << "suspends the task only";
}

TEST(Shipped, FuturesWaitUnlessTheyAreKnownToBeReady) {
  Operand ready;
  ready.ready = true;
  EXPECT_EQ(blocking(match("std::future::get", {}, Operand())), Blocking::Wait);
  EXPECT_EQ(blocking(match("std::future::get", {}, ready)), Blocking::None);
  auto poll = match("std::__basic_future::wait_for", {constant(0)}, Operand());
  EXPECT_EQ(blocking(poll), Blocking::None);
  EXPECT_TRUE(any(poll, &FunctionModel::readyCheck));
  auto wait = match("std::__basic_future::wait_for", {constant(50)}, Operand());
  EXPECT_EQ(blocking(wait), Blocking::Wait);
  EXPECT_TRUE(any(wait, &FunctionModel::readyCheck));
  EXPECT_TRUE(any(match("std::__basic_future::wait", {}, Operand()), &FunctionModel::makesReady));
}

TEST(Shipped, DescriptorsOfUnknownOriginAreSilent) {
  EXPECT_TRUE(match("read", {Operand(), Operand(), Operand()}).empty());
  EXPECT_EQ(blocking(match("read", {from("open"), Operand(), Operand()})), Blocking::File);
  EXPECT_EQ(blocking(match("read", {from("socket"), Operand(), Operand()})), Blocking::Network);
  Operand socket = from("accept4");
  socket.nonblocking = true;
  EXPECT_TRUE(match("read", {socket, Operand(), Operand()}).empty());
  EXPECT_EQ(blocking(match("recv", {from("socket"), Operand(), Operand(), constant(0x40)})), Blocking::None);
  EXPECT_EQ(blocking(match("recv", {from("socket"), Operand(), Operand(), constant(0)})), Blocking::Network);
  EXPECT_TRUE(match("accept", {Operand(), Operand(), Operand()}).empty());
}

TEST(Shipped, StandardStreamsAreNoFiles) {
  EXPECT_EQ(blocking(match("fprintf", {named("file"), Operand()})), Blocking::File);
  EXPECT_TRUE(match("fprintf", {named("stderr"), Operand()}).empty());
  EXPECT_TRUE(match("printf", {Operand()}).empty());
  EXPECT_EQ(blocking(match("fgets", {Operand(), Operand(), named("stdin")})), Blocking::Console);
  EXPECT_EQ(blocking(match("fgets", {Operand(), Operand(), from("popen")})), Blocking::Process);
  EXPECT_EQ(blocking(match("std::getline", {named("std::cin"), Operand()})), Blocking::Console);
  EXPECT_EQ(blocking(match("std::getline", {typed("std::basic_ifstream"), Operand()})), Blocking::File);
  EXPECT_TRUE(match("std::getline", {typed("std::basic_istringstream"), Operand()}).empty());
}

TEST(Shipped, TimeoutsOfZeroPoll) {
  EXPECT_EQ(blocking(match("poll", {Operand(), Operand(), constant(100)})), Blocking::Wait);
  EXPECT_TRUE(match("poll", {Operand(), Operand(), constant(0)}).empty());
  EXPECT_TRUE(match("epoll_wait", {Operand(), Operand(), Operand(), constant(0)}).empty());
  EXPECT_EQ(blocking(match("waitpid", {Operand(), Operand(), constant(0)})), Blocking::Process);
  EXPECT_TRUE(match("waitpid", {Operand(), Operand(), constant(1)}).empty());
  EXPECT_TRUE(match("flock", {Operand(), constant(2 | 4)}).empty());
  EXPECT_EQ(blocking(match("flock", {Operand(), constant(2)})), Blocking::Wait);
}

TEST(Shipped, ConstructorsOfStreamsBlockOnlyWithAPath) {
  EXPECT_EQ(blocking(match("std::basic_ifstream::basic_ifstream", {Operand()})), Blocking::File);
  EXPECT_TRUE(match("std::basic_ifstream::basic_ifstream").empty());
  EXPECT_TRUE(match("std::basic_ifstream::basic_ifstream", {typed("std::basic_ifstream")}).empty());
  EXPECT_EQ(blocking(match("std::filesystem::directory_iterator::directory_iterator", {Operand()})), Blocking::File);
  EXPECT_TRUE(match("std::filesystem::exists", {typed("std::filesystem::file_status")}).empty());
}

TEST(Shipped, AlgorithmsCallWhatTheyAreGivenAtOnce) {
  auto sequential = match("std::for_each", {Operand(), Operand(), Operand()});
  ASSERT_EQ(sequential.size(), 1u);
  EXPECT_EQ(sequential[0]->invokes.at(0).when, Invocation::Now);
  EXPECT_TRUE(sequential[0]->invokes.at(0).repeated);
  EXPECT_FALSE(sequential[0]->cpu);
  auto parallel =
      match("std::for_each", {typed("__pstl::execution::parallel_policy"), Operand(), Operand(), Operand()});
  ASSERT_EQ(parallel.size(), 1u);
  EXPECT_TRUE(parallel[0]->cpu);
  EXPECT_EQ(parallel[0]->invokes.at(0).on.thread, Thread::ComputePool);
}

TEST(Shipped, AsyncRunsItsCallableOnAnotherThread) {
  Operand callable;
  callable.callable = true;
  auto plain = match("std::async", {callable, Operand()});
  ASSERT_EQ(plain.size(), 1u);
  EXPECT_EQ(plain[0]->invokes.at(0).argument, 0);
  Operand launch = typed("std::launch");
  launch.constant = 1;
  auto async = match("std::async", {launch, callable});
  ASSERT_EQ(async.size(), 1u);
  EXPECT_EQ(async[0]->invokes.at(0).argument, 1);
  EXPECT_EQ(async[0]->invokes.at(0).on.thread, Thread::Own);
  launch.constant = 2;
  auto deferred = match("std::async", {launch, callable});
  ASSERT_EQ(deferred.size(), 1u);
  EXPECT_EQ(deferred[0]->invokes.at(0).on.thread, Thread::Unknown);
}

TEST(Shipped, PostOfAsioTellsFourThingsApart) {
  const std::string post = "boost::asio::post";
  auto handler = match(post, {typed("boost::asio::io_context"), Operand()});
  ASSERT_EQ(handler.size(), 1u);
  EXPECT_EQ(handler[0]->invokes.at(0).as, Invocation::Handler);
  auto task = match(post, {typed("boost::asio::thread_pool"), Operand()});
  ASSERT_EQ(task.size(), 1u);
  EXPECT_EQ(task[0]->invokes.at(0).as, Invocation::PoolTask);
  auto fake = match(post, {typed("boost::asio::thread_pool"), typed("boost::asio::use_awaitable_t")});
  EXPECT_TRUE(any(fake, &FunctionModel::offloads));
  auto hop = match(post, {typed("boost::asio::executor_binder")});
  EXPECT_FALSE(any(hop, &FunctionModel::offloads));
  EXPECT_TRUE(any(hop, &FunctionModel::switches));
  auto yield = match(post, {typed("boost::asio::any_io_executor"), typed("boost::asio::use_awaitable_t")});
  EXPECT_FALSE(any(yield, &FunctionModel::offloads));
  EXPECT_TRUE(any(yield, &FunctionModel::returnsHome));
}

TEST(Shipped, AsioInitiatingFunctionsKeepTheirHandler) {
  for (const char *name : {"asio::async_read", "boost::asio::basic_waitable_timer::async_wait"}) {
    auto models = match(name, {Operand(), Operand()});
    std::erase_if(models, [](const auto *model) { return model->invokes.empty(); });  // other rows say what is detached
    ASSERT_EQ(models.size(), 1u) << name;
    EXPECT_EQ(models[0]->invokes.at(0).as, Invocation::Handler);
    EXPECT_EQ(models[0]->invokes.at(0).argument, -1);
    EXPECT_TRUE(models[0]->nonblocking);
  }
  EXPECT_EQ(blocking(match("boost::asio::basic_waitable_timer::wait", {}, Operand())), Blocking::Wait);
  EXPECT_TRUE(any(match("asio::io_context::run", {}, Operand()), &FunctionModel::runsLoop));
}

TEST(Shipped, AsioTypes) {
  ASSERT_NE(shipped().type("boost::asio::awaitable"), nullptr);
  EXPECT_EQ(shipped().type("boost::asio::awaitable")->drop, "never-runs");
  EXPECT_EQ(shipped().type("asio::io_context")->thread, Thread::Loop);
  EXPECT_EQ(shipped().type("asio::strand")->executorOf, 0);
  EXPECT_EQ(shipped().type("asio::thread_pool")->destructorBlocks, Blocking::Wait);
  const Replacement *sleep = shipped().replacement("sleep", "asio::awaitable");
  ASSERT_NE(sleep, nullptr);
  EXPECT_EQ(sleep->text, "co_await asio::steady_timer(co_await asio::this_coro::executor, {0})"
                         ".async_wait(asio::use_awaitable)");
  EXPECT_EQ(sleep->includes.at(0), "<asio/steady_timer.hpp>");
}

TEST(Shipped, OnlyTheFutureOfAsyncBlocksWhenItDies) {
  EXPECT_EQ(shipped().type("std::future")->destructorOrigins, std::vector<std::string>{"std::async"});
  EXPECT_EQ(shipped().type("std::jthread")->destructorBlocks, Blocking::Wait);
}

// ---------------------------------------------------------------- the other libraries

struct Expected {
  const char *name;
  Blocking blocks;
};

TEST(Shipped, WaitsOfTheCoroutineLibraries) {
  for (const char *name : {"folly::coro::blockingWait", "folly::Future::get", "coro::sync_wait", "cppcoro::sync_wait",
                           "stdexec::sync_wait", "unifex::sync_wait", "async_simple::coro::syncAwait",
                           "concurrencpp::result::get", "drogon::sync_wait", "boost::cobalt::run", "QCoro::waitFor",
                           "seastar::future::get", "tbb::detail::d2::task_group::wait", "BS::thread_pool::wait",
                           "tf::Executor::wait_for_all", "yaclib::Future::Get", "absl::CondVar::Wait"})
    EXPECT_EQ(blocking(match(name, {Operand()}, Operand())), Blocking::Wait) << name;
}

TEST(Shipped, TasksOfTheCoroutineLibraries) {
  for (const char *name : {"folly::coro::Task", "coro::task", "cppcoro::task", "exec::task", "unifex::task",
                           "async_simple::coro::Lazy", "drogon::Task", "boost::cobalt::task", "QCoro::LazyTask",
                           "tmc::task", "concurrencpp::lazy_result", "experimental::execution::task"}) {
    const TypeModel *type = shipped().type(name);
    ASSERT_NE(type, nullptr) << name;
    EXPECT_EQ(type->role, TypeRole::Task) << name;
    EXPECT_EQ(type->start, Start::Lazy) << name;
    EXPECT_EQ(type->drop, "never-runs") << name;
  }
  EXPECT_EQ(shipped().type("seastar::future")->start, Start::Eager);
  EXPECT_EQ(shipped().type("QCoro::Task")->drop, "detaches");
}

TEST(Shipped, ClientsOfDatabasesAndNetworks) {
  const Expected cases[] = {
      {"PQexec", Blocking::Database},
      {"sqlite3_step", Blocking::Database},
      {"mysql_real_query", Blocking::Database},
      {"redisCommand", Blocking::Database},
      {"curl_easy_perform", Blocking::Network},
      {"cpr::Get", Blocking::Network},
      {"grpc::internal::BlockingUnaryCall", Blocking::Network},
      {"boost::mysql::any_connection::execute", Blocking::Database},
      {"boost::beast::http::read", Blocking::Network},
      {"httplib::Client::Get", Blocking::Network},
  };
  for (const Expected &expected : cases)
    EXPECT_EQ(blocking(match(expected.name, {Operand(), Operand()}, Operand())), expected.blocks) << expected.name;
}

TEST(Shipped, ClientsThatAreToldNotToWait) {
  EXPECT_EQ(blocking(match("rd_kafka_consumer_poll", {Operand(), constant(0)})), Blocking::None);
  EXPECT_EQ(blocking(match("zmq_recv", {Operand(), Operand(), Operand(), constant(1)})), Blocking::None);
  EXPECT_EQ(blocking(match("uv_fs_stat", {Operand(), Operand(), Operand(), Operand()})), Blocking::None);
  EXPECT_EQ(blocking(match("uv_fs_stat", {Operand(), Operand(), Operand(), constant(0)})), Blocking::File);
  EXPECT_EQ(blocking(match("curl_multi_poll", {Operand(), Operand(), Operand(), constant(0)})), Blocking::None);
  EXPECT_TRUE(match("SSL_read", {Operand(), Operand(), Operand()}).empty()) << "the socket may be non-blocking";
}

TEST(Shipped, AMethodHiddenByTheDerivedClassIsNotMeant) {
  const std::string find = "drogon::orm::Mapper::findByPrimaryKey";
  EXPECT_EQ(blocking(match(find, {Operand()}, typed("drogon::orm::Mapper"))), Blocking::Database);
  EXPECT_TRUE(match(find, {Operand()}, typed("drogon::orm::CoroMapper")).empty());
}

TEST(Shipped, FibersMayWaitForFutures) {
  auto fiber = match("seastar::async", {Operand()});
  ASSERT_EQ(fiber.size(), 1u);
  EXPECT_EQ(fiber[0]->invokes.at(0).on.thread, Thread::Fiber);
  EXPECT_EQ(fiber[0]->invokes.at(0).argument, 0);
  auto withAttributes = match("seastar::async", {typed("seastar::thread_attributes"), Operand()});
  ASSERT_EQ(withAttributes.size(), 1u);
  EXPECT_EQ(withAttributes[0]->invokes.at(0).argument, 1);
}

TEST(Shipped, ContinuationsOfFollyRunWhereTheChainIs) {
  auto plain = match("folly::Future::thenValue", {Operand()}, Operand());
  ASSERT_EQ(plain.size(), 1u);
  EXPECT_EQ(plain[0]->invokes.at(0).when, Invocation::Continuation);
  EXPECT_EQ(plain[0]->invokes.at(0).on.thread, Thread::Loop);
  auto chained = match("folly::Future::thenValue", {Operand()}, from("folly::via"));
  ASSERT_EQ(chained.size(), 1u);
  EXPECT_EQ(chained[0]->invokes.at(0).on.from, Where::Object);
}

TEST(Shipped, PoolsOfConcurrencppDifferByTheirGetter) {
  auto background = match("concurrencpp::runtime::background_executor", {}, Operand());
  ASSERT_EQ(background.size(), 1u);
  EXPECT_EQ(background[0]->wrapsOn->thread, Thread::BlockingPool);
  EXPECT_EQ(shipped().type("concurrencpp::thread_pool_executor")->thread, Thread::Erased);  // the getter tells
  EXPECT_EQ(shipped().type("folly::Executor::KeepAlive")->executorOf, 0);
}

TEST(Shipped, HeavyCalls) {
  auto compress = match("compress2", {Operand(), Operand(), Operand(), Operand(), Operand()});
  EXPECT_TRUE(any(compress, &FunctionModel::cpu) && any(compress, &FunctionModel::mayBeLong));
  auto sort = match("std::sort", {Operand(), Operand()});
  EXPECT_TRUE(any(sort, &FunctionModel::cpu) && !any(sort, &FunctionModel::mayBeLong));
}

TEST(Shipped, EveryLibraryWithATimerSaysHowToSleep) {
  for (const char *task : {"asio::awaitable", "boost::cobalt::task", "folly::coro::Task", "coro::task",
                           "seastar::future", "async_simple::coro::Lazy", "drogon::Task", "QCoro::Task", "exec::task",
                           "unifex::task", "concurrencpp::lazy_result"})
    EXPECT_NE(shipped().replacement("sleep", task), nullptr) << task;
  EXPECT_EQ(shipped().replacement("sleep", "coro::task")->automatic, false) << "needs a scheduler that is in reach";
}

TEST(Shipped, TextsThatAreAppliedHaveNothingToFillIn) {
  for (const Replacement &replacement : shipped().replacements()) {
    bool capitals = false;
    std::string word;
    for (char c : replacement.text + " ")
      if (c >= 'A' && c <= 'Z')
        word += c;
      else
        capitals |= std::exchange(word, "").size() > 2;
    EXPECT_FALSE(replacement.automatic && capitals) << replacement.library << ": " << replacement.text;
  }
}

}  // namespace
}  // namespace cotidy
