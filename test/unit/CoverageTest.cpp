// The words by which unknown code can be told to be asynchronous, and what the shares count.
#include "analysis/Coverage.h"

#include <gtest/gtest.h>

namespace cotidy {
namespace {

using How = Coverage::How;

TEST(CoverageNames, CallsThatSoundAsynchronousByThemselves) {
  for (const char *name : {"our::co_spawn", "our::syncWait", "Pool::submit", "scheduleOn", "our::async_read",
                           "wait_for", "SleepFor", "enqueueHTTPJob", "do_async", "ASYNCWait", "wait_2"})
    EXPECT_TRUE(soundsAsync(name, false)) << name;
  for (const char *name : {"our::awaiting", "scheduler", "is_scheduled", "isAsync", "set_wait_time", "on_submit",
                           "waiter", "async::read", "our::print", "", "_"})
    EXPECT_FALSE(soundsAsync(name, false)) << name;
}

TEST(CoverageNames, CallsThatSoundAsynchronousWithATask) {
  for (const char *name : {"Task::get", "our::then", "joinAll", "post", "dispatch", "blockOn", "Future::via"}) {
    EXPECT_FALSE(soundsAsync(name, false)) << name;
    EXPECT_TRUE(soundsAsync(name, true)) << name;
  }
  EXPECT_FALSE(soundsAsync("our::widget", true));
}

TEST(CoverageNames, Types) {
  for (const char *name : {"our::Task", "our::SharedFuture", "our::static_thread_pool", "our::IOThreadPool",
                           "EventLoop", "io_loop", "our::Strand", "our::timed_scheduler"})
    EXPECT_TRUE(namesAsyncType(name)) << name;
  for (const char *name :
       {"our::MemoryPool", "buffer_pool", "StringPool", "Loop", "our::TaskName", "Taskbar", "future::Value", ""})
    EXPECT_FALSE(namesAsyncType(name)) << name;
}

TEST(CoverageSection, Counts) {
  const Coverage::Section section{{{"a", How::Unknown, 2, {}}, {"b", How::Model, 5, {}}, {"c", How::Promise, 1, {}}}};
  EXPECT_EQ(section.total(), 8u);
  EXPECT_EQ(section.known(), 6u);
  EXPECT_EQ(section.count(How::Model), 5u);
  EXPECT_EQ(section.count(How::Body), 0u);
}

/// A unit of one function, "caller" in a.cpp, which calls `name` once on each of the lines.
UnitInput unitCalling(const std::string &name, const std::vector<std::uint32_t> &lines, std::string target) {
  auto unit = std::make_unique<facts::UnitT>();
  unit->version = factsVersion;
  unit->source = "a.cpp";
  unit->files = {unit->source};
  auto callee = std::make_unique<facts::CalleeT>();
  callee->key = callee->name = name;
  unit->callees.push_back(std::move(callee));
  facts::BodyT body;
  body.files = {"a.cpp"};
  body.callees = {name};
  body.entry = body.exit = 0;
  auto block = std::make_unique<facts::BlockT>();
  block->id = 0;
  for (std::uint32_t line : lines) {
    auto op = std::make_unique<facts::OpT>();
    op->callee = 0;
    op->place = std::make_unique<facts::Place>(0, line, 1, 0, 1, false);
    block->ops.push_back(std::move(op));
  }
  body.blocks.push_back(std::move(block));
  auto head = std::make_unique<facts::FunctionT>();
  head->key = head->name = "caller";
  const std::string bytes = pack(body);
  head->hash = std::hash<std::string>()(bytes);
  head->body.assign(bytes.begin(), bytes.end());
  unit->functions.push_back(std::move(head));
  return {std::move(unit), std::move(target)};
}

TEST(Coverage, APlaceCountsOnceForAllTargets) {
  const Models models;
  std::vector<UnitInput> units;
  units.push_back(unitCalling("our::submit", {9, 4}, "app"));
  units.push_back(unitCalling("our::submit", {9, 4}, "test"));
  const Analysis analysis = analyse(std::move(units), models);
  const Coverage coverage = coverageOf(analysis, [](const std::string &) { return true; });
  ASSERT_EQ(coverage.calls.items.size(), 1u);
  const Coverage::Item &item = coverage.calls.items.front();
  EXPECT_EQ(item.name, "our::submit");
  EXPECT_EQ(item.how, How::Unknown);
  EXPECT_EQ(item.count, 2u);
  EXPECT_EQ(item.first.line, 4u);
}

TEST(Coverage, OnlyWantedFilesCount) {
  const Models models;
  std::vector<UnitInput> units;
  units.push_back(unitCalling("our::submit", {4}, "app"));
  const Analysis analysis = analyse(std::move(units), models);
  const Coverage coverage = coverageOf(analysis, [](const std::string &file) { return file != "a.cpp"; });
  EXPECT_TRUE(coverage.calls.items.empty());
}

TEST(Coverage, AModelMakesACallKnown) {
  Models models;
  ASSERT_FALSE(
      models.add("m.json", R"({"library": "our", "functions": [{"name": "our::submit", "nonblocking": true}]})"));
  std::vector<UnitInput> units;
  units.push_back(unitCalling("our::submit", {4}, "app"));
  const Analysis analysis = analyse(std::move(units), models);
  const Coverage coverage = coverageOf(analysis, [](const std::string &) { return true; });
  EXPECT_EQ(coverage.calls.known(), 1u);
  EXPECT_EQ(coverage.calls.count(How::Model), 1u);
}

}  // namespace
}  // namespace cotidy
