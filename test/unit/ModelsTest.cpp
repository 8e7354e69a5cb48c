// ModelsTest.cpp: how model files are read, refused and looked up. ModelDataTest.cpp is about what the shipped files say.
#include "models/Models.h"
#include "models/ModelMatch.h"

#include <gtest/gtest.h>

namespace cotidy {
namespace {

std::string fileWith(const std::string &rest) { return "{\"library\": \"mine\"," + rest + "}"; }
std::string functions(const std::string &entries) { return fileWith("\"functions\": [" + entries + "]"); }

Models modelsOf(const std::string &json) {
  Models models;
  auto error = models.add("mine.json", json);
  EXPECT_FALSE(error) << error->message;
  return models;
}

std::string errorOf(const std::string &json) {
  Models models;
  auto error = models.add("mine.json", json);
  EXPECT_TRUE(models.functions().empty() && models.types().empty() && models.libraries().empty());
  return error ? error->message : "none";
}

CallView call(std::vector<std::string> names, std::vector<Operand> arguments = {}) {
  CallView view;
  view.names = std::move(names);
  view.arguments = std::move(arguments);
  return view;
}

Operand constant(std::int64_t value) {
  Operand operand;
  operand.constant = value;
  return operand;
}

Operand typed(std::string_view type) {
  Operand operand;
  operand.types = {type};
  return operand;
}

bool matches(const Models &models, const CallView &view) { return !models.match(view).empty(); }

// ---------------------------------------------------------------- names

TEST(Globs, StarStaysInsideOneComponent) {
  EXPECT_TRUE(fits("ns::async_*", "ns::async_read"));
  EXPECT_TRUE(fits("ns::async_*", "ns::async_"));
  EXPECT_TRUE(fits("ns::*::run", "ns::pool::run"));
  EXPECT_FALSE(fits("ns::*", "ns::pool::run"));
  EXPECT_FALSE(fits("ns::*::run", "ns::run"));
  EXPECT_FALSE(fits("ns::async_*", "other::async_read"));
}

TEST(Globs, TwoStarsCrossComponentsAndMayBeNone) {
  EXPECT_TRUE(fits("ns::**", "ns::a::b"));
  EXPECT_TRUE(fits("ns::**::async_*", "ns::a::b::async_read"));
  EXPECT_TRUE(fits("ns::**::async_*", "ns::async_read"));
  EXPECT_FALSE(fits("ns::**::async_*", "nsx::async_read"));
  EXPECT_FALSE(fits("ns::**::async_*", "ns::read"));
  EXPECT_TRUE(fits("/proc/**", "/proc/self/stat"));
}

TEST(Names, ExactAndGlobAreFound) {
  Models models = modelsOf(functions(R"({"name": ["ns::run", "ns::**::wait_*"], "blocks": "wait"})"));
  EXPECT_TRUE(matches(models, call({"ns::run"})));
  EXPECT_TRUE(matches(models, call({"ns::pool::wait_all"})));
  EXPECT_FALSE(matches(models, call({"ns::pool::run"})));
  EXPECT_TRUE(models.mentions("ns::run"));
  EXPECT_TRUE(models.mentions("ns::wait_all"));
  EXPECT_FALSE(models.mentions("ns::stop"));
}

TEST(Names, EveryNameOfTheCallIsTried) {
  Models models = modelsOf(functions(R"({"name": "ns::Derived::get", "blocks": "wait"})"));
  EXPECT_TRUE(matches(models, call({"detail::Base::get", "ns::Derived::get"})));
  EXPECT_EQ(models.match(call({"ns::Derived::get", "ns::Derived::get"})).size(), 1u);
}

TEST(Names, AGlobWithoutANamespaceAtItsHeadIsFound) {
  Models models = modelsOf(functions(R"({"name": ["**::blocking_*", "db_*"], "blocks": "wait"})"));
  EXPECT_TRUE(matches(models, call({"a::b::blocking_read"})));
  EXPECT_TRUE(matches(models, call({"db_open"})));
  EXPECT_FALSE(matches(models, call({"a::db_open"})));
}

TEST(Names, RootsExpandEntriesAndIncludes) {
  Models models = modelsOf(R"json({"library": "net", "roots": ["net", "boost::net"],
    "types": [{"name": "{root}::task", "role": "task"}],
    "functions": [{"name": "{root}::post", "when": [{"argument": 0, "type": ["{root}::pool"]}], "offloads": true}],
    "replacements": [{"what": "sleep", "inTypes": ["{root}::task"], "text": "co_await {root}::sleep({0})",
                      "includes": ["<{root/}/sleep.hpp>"], "automatic": true}]})json");
  EXPECT_TRUE(matches(models, call({"boost::net::post"}, {typed("boost::net::pool")})));
  EXPECT_TRUE(matches(models, call({"net::post"}, {typed("net::pool")})));
  EXPECT_FALSE(matches(models, call({"net::post"}, {typed("boost::net::pool")})));
  ASSERT_NE(models.type("boost::net::task"), nullptr);
  EXPECT_EQ(models.type("boost::net::task")->role, TypeRole::Task);
  const Replacement *sleep = models.replacement("sleep", "boost::net::task");
  ASSERT_NE(sleep, nullptr);
  EXPECT_EQ(sleep->text, "co_await boost::net::sleep({0})");
  EXPECT_EQ(sleep->includes, std::vector<std::string>{"<boost/net/sleep.hpp>"});
  EXPECT_TRUE(sleep->automatic);
  EXPECT_EQ(models.replacement("sleep", "net::task")->text, "co_await net::sleep({0})");
  EXPECT_EQ(models.replacement("wait", "net::task"), nullptr);
  EXPECT_EQ(models.libraries().at(0).functions, 1u) << "entries are counted as they are written";
}

TEST(Names, ElidedNamespacesAreRemoved) {
  Models models = modelsOf(R"({"library": "tbb", "elide": {"tbb::detail::d1": "tbb", "tbb::detail::d2": "tbb"},
    "functions": [{"name": "tbb::parallel_for", "invokes": [{"argument": -1}]}], "types": [{"name": "tbb::task_group"}]})");
  EXPECT_EQ(models.normalise("tbb::detail::d1::parallel_for"), "tbb::parallel_for");
  EXPECT_EQ(models.normalise("tbb::detail::d10::parallel_for"), "tbb::detail::d10::parallel_for");
  EXPECT_EQ(models.normalise("::tbb::parallel_for"), "tbb::parallel_for");
  EXPECT_TRUE(matches(models, call({"tbb::detail::d2::parallel_for"})));
  EXPECT_TRUE(models.mentions("tbb::detail::d1::parallel_for"));
  EXPECT_NE(models.type("tbb::detail::d1::task_group"), nullptr);
}

// ---------------------------------------------------------------- conditions

bool fitsWith(const std::string &conditions, const CallView &view) {
  return matches(modelsOf(functions(R"({"name": "f", "blocks": "wait", )" + conditions + "}")), view);
}

TEST(Conditions, Equals) {
  const std::string zero = R"("unless": [{"argument": 0, "equals": 0}])";
  EXPECT_FALSE(fitsWith(zero, call({"f"}, {constant(0)})));
  EXPECT_TRUE(fitsWith(zero, call({"f"}, {constant(5)})));
  EXPECT_TRUE(fitsWith(zero, call({"f"}, {Operand()}))) << "unknown is not zero";
  EXPECT_TRUE(fitsWith(zero, call({"f"}))) << "no such argument";
}

TEST(Conditions, HasBits) {
  const std::string dontWait = R"("unless": [{"argument": -1, "has": 64}])";
  EXPECT_FALSE(fitsWith(dontWait, call({"f"}, {Operand(), constant(64 | 2)})));
  EXPECT_TRUE(fitsWith(dontWait, call({"f"}, {constant(64), constant(2)})));
}

TEST(Conditions, ConstantAndCount) {
  EXPECT_TRUE(fitsWith(R"("when": [{"argument": 0, "constant": true}])", call({"f"}, {constant(1)})));
  EXPECT_FALSE(fitsWith(R"("when": [{"argument": 0, "constant": true}])", call({"f"}, {Operand()})));
  EXPECT_TRUE(fitsWith(R"("when": [{"count": 2}])", call({"f"}, {Operand(), Operand()})));
  EXPECT_FALSE(fitsWith(R"("unless": [{"count": 0}])", call({"f"})));
}

TEST(Conditions, TypesOfArgumentsObjectAndResult) {
  Operand object = typed("ns::Stream");
  object.templateArguments = {"ns::Mutex"};
  CallView view = call({"f"}, {typed("ns::A"), typed("ns::B")});
  view.object = object;
  view.result = {"ns::Future"};
  EXPECT_TRUE(fitsWith(R"("when": [{"argument": 1, "type": ["ns::B"]}])", view));
  EXPECT_FALSE(fitsWith(R"("when": [{"argument": 0, "type": ["ns::B"]}])", view));
  EXPECT_TRUE(fitsWith(R"("when": [{"anyArgument": true, "type": ["ns::B"]}])", view));
  EXPECT_TRUE(fitsWith(R"("when": [{"type": ["ns::S*"]}])", view));
  EXPECT_TRUE(fitsWith(R"("when": [{"templateArgument": ["ns::Mutex"]}])", view));
  EXPECT_TRUE(fitsWith(R"("when": [{"result": ["ns::Future"]}])", view));
  EXPECT_FALSE(fitsWith(R"("when": [{"result": ["ns::Task"]}])", view));
  EXPECT_FALSE(fitsWith(R"("when": [{"type": ["ns::Stream"]}])", call({"f"}))) << "there is no object";
}

TEST(Conditions, NameTextOriginAndFlags) {
  Operand operand;
  operand.name = "stderr";
  operand.text = "/proc/self/status";
  operand.origins = {"open"};
  operand.nonblocking = operand.ready = operand.callable = true;
  CallView view = call({"f"}, {operand});
  for (const char *holds : {R"("named": ["stderr"])", R"("text": ["/proc/**"])", R"("origin": ["openat", "open"])",
                            R"("nonblocking": true)", R"("ready": true)", R"("callable": true)"}) {
    EXPECT_TRUE(fitsWith(R"("when": [{"argument": 0, )" + std::string(holds) + "}]", view)) << holds;
    EXPECT_FALSE(fitsWith(R"("unless": [{"argument": 0, )" + std::string(holds) + "}]", view)) << holds;
    EXPECT_FALSE(fitsWith(R"("when": [{"argument": 0, )" + std::string(holds) + "}]", call({"f"}, {Operand()})))
        << holds;
  }
}

// ---------------------------------------------------------------- what an entry says

TEST(Entries, EveryKeyOfAFunctionArrives) {
  Models models = modelsOf(functions(R"({"name": "ns::f", "blocks": "database", "mayBeLong": false, "cpu": true,
    "invokes": [{"when": "later", "as": "pool-task", "argument": -1, "on": {"argument": 0}, "repeated": true},
                {"argument": 1}, {"when": "continuation", "as": "handler", "on": "object"}],
    "wraps": 0, "wrapsOn": "token", "switches": "io-pool", "returnsHome": true, "offloads": true, "readyCheck": true,
    "makesReady": true, "setsNonblocking": true, "polls": true, "pauses": true, "tellsThread": true, "coreCount": true,
    "receives": true, "test": true, "runsLoop": true, "spawns": true, "instead": "async_f", "note": "n",
    "source": "s"})"));
  const FunctionModel &f = *models.functions()[0];
  EXPECT_EQ(f.library, "mine");
  EXPECT_EQ(f.names, std::vector<std::string>{"ns::f"});
  EXPECT_EQ(f.blocks, Blocking::Database);
  EXPECT_FALSE(f.mayBeLong);
  ASSERT_EQ(f.invokes.size(), 3u);
  EXPECT_EQ(f.invokes[0].when, Invocation::Later);
  EXPECT_EQ(f.invokes[0].as, Invocation::PoolTask);
  EXPECT_EQ(f.invokes[0].argument, -1);
  EXPECT_EQ(f.invokes[0].on.from, Where::Argument);
  EXPECT_EQ(f.invokes[0].on.argument, 0);
  EXPECT_TRUE(f.invokes[0].repeated);
  EXPECT_EQ(f.invokes[1].when, Invocation::Now);
  EXPECT_EQ(f.invokes[1].on.thread, Thread::Caller) << "now is on the caller's thread";
  EXPECT_EQ(f.invokes[2].on.from, Where::Object);
  EXPECT_FALSE(f.invokes[2].argument);
  EXPECT_EQ(f.wraps, 0);
  EXPECT_EQ(f.wrapsOn->from, Where::Token);
  EXPECT_EQ(f.switches->thread, Thread::IoPool);
  EXPECT_TRUE(f.cpu && f.returnsHome && f.offloads && f.readyCheck && f.makesReady && f.setsNonblocking && f.runsLoop &&
              f.polls && f.pauses && f.tellsThread && f.coreCount && f.receives && f.test);
  EXPECT_TRUE(f.spawns && !f.nonblocking);
  EXPECT_EQ(f.instead + f.note + f.source, "async_fns");
}

TEST(Entries, EveryKeyOfATypeArrives) {
  Models models =
      modelsOf(fileWith(R"("types": [{"name": "ns::Task", "role": "task", "start": "lazy", "drop": "never-runs",
    "thread": "compute-pool", "executorOf": 1, "destructorBlocks": "wait", "destructorOrigins": ["ns::spawn"], "destructorUnless": "join",
    "destructorNote": "joins", "note": "n", "source": "s"}])"));
  const TypeModel &t = *models.type("ns::Task");
  EXPECT_EQ(t.role, TypeRole::Task);
  EXPECT_EQ(t.start, Start::Lazy);
  EXPECT_EQ(t.drop, "never-runs");
  EXPECT_EQ(t.thread, Thread::ComputePool);
  EXPECT_EQ(t.executorOf, 1);
  EXPECT_EQ(t.destructorBlocks, Blocking::Wait);
  EXPECT_EQ(t.destructorOrigins, std::vector<std::string>{"ns::spawn"});
  EXPECT_EQ(t.destructorUnless, std::vector<std::string>{"join"});
  EXPECT_EQ(t.destructorNote + t.note + t.source, "joinsns");
  EXPECT_EQ(models.type("ns::Other"), nullptr);
}

TEST(Entries, SpellingsOfEnumerations) {
  EXPECT_EQ(nameOf(Blocking::Console), "console");
  EXPECT_EQ(nameOf(Thread::BlockingPool), "blocking-pool");
  EXPECT_EQ(nameOf(TypeRole::ReadyFuture), "ready-future");
  EXPECT_EQ(nameOf(TypeRole::Test), "test");
}

// ---------------------------------------------------------------- precedence

TEST(Precedence, AUsersExactNameReplacesWhatCameBefore) {
  Models models = Models::builtin();
  CallView view = call({"std::this_thread::sleep_for"}, {Operand()});
  ASSERT_EQ(models.match(view).size(), 1u);
  ASSERT_FALSE(models.add("mine.json", functions(R"({"name": "std::this_thread::sleep_for", "nonblocking": true})")));
  auto found = models.match(view);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0]->library, "mine");
  EXPECT_TRUE(found[0]->nonblocking);
}

TEST(Precedence, AUsersGlobStandsBeforeTheOthers) {
  Models models = Models::builtin();
  ASSERT_FALSE(models.add("mine.json", functions(R"({"name": "std::this_thread::*", "note": "ours"})")));
  auto found = models.match(call({"std::this_thread::sleep_for"}, {Operand()}));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0]->note, "ours");
  EXPECT_EQ(found[1]->library, "std");
}

TEST(Precedence, TheLaterFileWins) {
  Models models =
      modelsOf(fileWith(R"("types": [{"name": "T", "role": "task"}], "functions": [{"name": "f", "note": "1"}],
    "replacements": [{"what": "sleep", "inTypes": ["T"], "text": "first"}])"));
  ASSERT_FALSE(models.add("second.json", fileWith(R"("types": [{"name": "T", "role": "future"}],
    "functions": [{"name": "f", "note": "2"}], "replacements": [{"what": "sleep", "inTypes": ["T"], "text": "second"}])")));
  EXPECT_EQ(models.type("T")->role, TypeRole::Future);
  ASSERT_EQ(models.match(call({"f"})).size(), 1u);
  EXPECT_EQ(models.match(call({"f"}))[0]->note, "2");
  EXPECT_EQ(models.replacement("sleep", "T")->text, "second");
}

TEST(Precedence, OnlyBuiltInNamesWithoutNamespaceNeedASystemHeader) {
  CallView view = call({"usleep"}, {Operand()});
  EXPECT_FALSE(matches(Models::builtin(), view)) << "somebody's own usleep";
  view.system = true;
  EXPECT_TRUE(matches(Models::builtin(), view));
  EXPECT_TRUE(matches(modelsOf(functions(R"({"name": "own_sleep", "blocks": "sleep"})")), call({"own_sleep"})));
}

// ---------------------------------------------------------------- errors

TEST(Errors, ABrokenTextNamesTheLine) {
  const std::string message = errorOf("{\n  \"library\": \"mine\",\n  \"types\": [,]\n}");
  EXPECT_TRUE(message.starts_with("mine.json:3: no JSON: ")) << message;
  EXPECT_TRUE(message.ends_with("; mend the text there")) << message;
  EXPECT_EQ(message.find('\n'), std::string::npos);
  EXPECT_TRUE(errorOf("").starts_with("mine.json:1: no JSON: "));
}

TEST(Errors, UnknownKeysNameTheNearest) {
  EXPECT_EQ(errorOf("{\"library\": \"mine\",\n\"functions\": [\n{\"name\": \"f\",\n\"block\": \"wait\"}]}"),
            "mine.json:4: unknown key 'block' in a function; did you mean 'blocks'?");
  EXPECT_EQ(errorOf("{\"library\": \"mine\",\n\"function\": []}"),
            "mine.json:2: unknown key 'function' in a model file; did you mean 'functions'?");
  EXPECT_EQ(
      errorOf(fileWith(R"("types": [{"name": "T", "rôle-of-it": "task"}])")),
      "mine.json:1: unknown key 'rôle-of-it' in a type; known are name, role, start, drop, singleUse, staysOnThread, "
      "cancelledWith, returnsErrors, thread, executorOf, destructorBlocks, destructorOrigins, destructorUnless, "
      "destructorNote, note or source");
}

TEST(Errors, KeysThatStandTwice) {
  EXPECT_EQ(errorOf("{\"library\": \"mine\",\n\"types\": [],\n\"types\": []}"),
            "mine.json:3: the key 'types' stands twice in one object; merge the two");
}

struct Refused {
  const char *entry, *message;
};

TEST(Errors, FunctionsThatAreNotUnderstood) {
  const Refused cases[] = {
      {R"({"name": "f", "blocks": "slep"})", "'slep' is no value of 'blocks'; did you mean 'sleep'?"},
      {R"({"name": "f", "blocks": true})", "'blocks' must be one of none, sleep, wait, lock, file, network, process, "
                                           "database or console, not true or false"},
      {R"({"name": "f", "cpu": "yes"})", "'cpu' must be true or false, not a string"},
      {R"({"name": "f", "wraps": 0.5})", "'wraps' must be a whole number, not a number"},
      {R"({"name": "f", "wraps": 1000})", "'wraps' is no index of an argument; count from 0, or from -1 for the last"},
      {R"({"name": "f", "note": 1})", "'note' must be a string, not a number"},
      {R"({"blocks": "wait"})", "a function needs 'name'; add it"},
      {R"({"name": [1]})", "'name' must be a string or an array of strings, not an array that holds a number"},
      {R"({"name": []})", "'name' is empty; give one string or more, or leave it out"},
      {R"({"name": ""})", "a name is empty; give a qualified name like \"ns::Type::method\""},
      {R"({"name": "**"})", "'**' fits every name; name a namespace at least"},
      {R"({"name": "std::future<int>::get"})",
       "'std::future<int>::get' has template arguments; write the name without them"},
      {R"({"name": "{root}::f"})", "an entry of 'functions' says {root}, but the file has no \"roots\"; add them"},
      {R"({"name": "f", "when": {}})", "'when' must be an array, not an object"},
      {R"({"name": "f", "when": [{"argument": 0}]})",
       "a condition asks exactly one thing, not 0; split it into several"},
      {R"({"name": "f", "when": [{"equals": 0, "ready": true}]})",
       "a condition asks exactly one thing, not 2; split it into several"},
      {R"({"name": "f", "when": [{"argument": 0, "anyArgument": true, "equals": 0}]})",
       "a condition is about one argument or any, not both; drop one"},
      {R"({"name": "f", "invokes": [{"when": "soon"}]})",
       "'soon' is no value of 'when'; known are now, later or continuation"},
      {R"({"name": "f", "invokes": [{"on": 3}]})",
       "'on' must be a kind of thread, \"object\", \"token\", \"result\" or {\"argument\": 0}"},
      {R"({"name": "f", "switches": {}})", "'switches' needs an argument; write {\"argument\": 0}"},
      {R"({"name": "f", "blocks": "wait", "nonblocking": true})",
       "a function is nonblocking or 'blocks', not both; drop one"},
      {R"(7)", "a function must be an object in braces, not a number"},
  };
  for (const Refused &refused : cases)
    EXPECT_EQ(errorOf(functions(refused.entry)), std::string("mine.json:1: ") + refused.message);
}

TEST(Errors, OtherPartsThatAreNotUnderstood) {
  const Refused cases[] = {
      {R"("types": [{"name": "T", "drop": "never-run"}])",
       "'never-run' is no value of 'drop'; did you mean 'never-runs'?"},
      {R"("types": [{"name": "T", "thread": "pol"}])", "'pol' is no value of 'thread'; did you mean 'pool'?"},
      {R"("types": "T")", "'types' must be an array, not a string"},
      {R"("elide": ["a"])", "'elide' must be an object like {\"tbb::detail::d1\": \"tbb\"}"},
      {R"("elide": {"a": "a::b"})", "'elide' cannot turn 'a' into \"a::b\"; give a shorter or another namespace"},
      {R"("replacements": [{"what": "sleeep", "inTypes": "T", "text": "t"}])",
       "'sleeep' is no value of 'what'; did you mean 'sleep'?"},
      {R"("replacements": [{"what": "sleep", "text": "t"}])",
       "a replacement needs 'inTypes'; name the coroutine types in which it holds"},
      {R"("replacements": [{"what": "sleep", "inTypes": "T"}])", "a replacement needs 'text'; add it"},
      {R"("replacements": [{"what": "sleep", "inTypes": "T", "text": "t", "includes": ["a.h"]}])",
       "'a.h' must stand in <> or quotes, as it is written in source"},
  };
  for (const Refused &refused : cases)
    EXPECT_EQ(errorOf(fileWith(refused.entry)), std::string("mine.json:1: ") + refused.message);
  EXPECT_EQ(errorOf("{}"), "mine.json:1: a model file needs 'library'; add it");
  EXPECT_EQ(errorOf("[]"), "mine.json:1: a model file must be an object in braces, not an array");
}

TEST(Errors, NothingIsHalfAdded) {
  Models models = modelsOf(functions(R"({"name": "f"})"));
  EXPECT_TRUE(
      models.add("bad.json", fileWith(R"("types": [{"name": "T"}], "functions": [{"name": "g"}, {"name": 1}])")));
  EXPECT_EQ(models.functions().size(), 1u);
  EXPECT_EQ(models.libraries().size(), 1u);
  EXPECT_EQ(models.type("T"), nullptr);
  EXPECT_FALSE(models.mentions("g"));
}

}  // namespace
}  // namespace cotidy
