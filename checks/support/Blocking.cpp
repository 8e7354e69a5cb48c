// Looks at every operation of every async function for one effect, and words the finding.
#include "checks/support/Blocking.h"

#include "analysis/BriefWork.h"
#include "analysis/EndedThreads.h"
#include "analysis/OwnReactors.h"
#include "analysis/ReadyFutures.h"
#include "checks/support/SignalHandlers.h"
#include "checks/support/SleepFix.h"
#include "checks/support/TestCode.h"

#include <algorithm>
#include <array>

namespace cotidy {

using facts::OpKind;

static std::string shown(std::string_view subject) {
  // A constructor reads better as the type.
  std::string_view last = lastComponent(subject);
  std::string_view scope = subject.substr(0, subject.size() >= last.size() + 2 ? subject.size() - last.size() - 2 : 0);
  std::string name(lastComponent(scope) == last ? scope : subject);
  constexpr std::string_view basic = "std::basic_";  // nobody writes std::basic_ifstream
  return name.starts_with(basic) ? "std::" + name.substr(basic.size()) : name;
}

std::vector<Step> chainSteps(const Analysis &analysis, const std::vector<Witness> &chain) {
  std::vector<Step> steps;
  for (std::size_t i = 1; i < chain.size(); ++i) {
    const Function &function = analysis.program().function(chain[i].function);
    const bool leaf = !chain[i].next;
    std::string what = leaf ? "'" + shown(chain[i].subject) + "' here"
                            : "calls '" + analysis.program().function(*chain[i].next).head().display + "'";
    Location at = chain[i].loop >= 0 ? locate(function, function.body().loops[chain[i].loop]->place)
                                     : locate(function, *chain[i].op);
    if (at.line == 0) at = locateHead(function);
    steps.push_back({at, "in '" + function.head().display + "': " + what});
  }
  return steps;
}

std::string chainText(const Analysis &analysis, const std::vector<Witness> &chain) {
  std::string text;
  for (std::size_t i = 1; i < chain.size(); ++i) {
    const Function &function = analysis.program().function(chain[i].function);
    text += (i > 1 ? " -> " : "") + function.head().display + " (" + brief(locateHead(function)) + ")";
  }
  return text + " -> '" + shown(chain.back().subject) + "'";
}

static void replaceAll(std::string &text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
}

std::string_view deedOf(Effect effect) {
  switch (effect) {
  case Effect::Sleep: return "sleeps";
  case Effect::Wait: return "waits";
  case Effect::File: return "does file I/O";
  case Effect::Network: return "does network I/O";
  case Effect::Process: return "runs a process";
  case Effect::Database: return "talks to a database";
  case Effect::Console: return "reads from the console";
  default: return "blocks";
  }
}

// `sync_wait(task)` becomes `co_await task`; of `condition.wait(lock)` the lock is nothing to await.
static bool awaitsItsArgument(const Analysis &analysis, const Function &function, const facts::OpT *call) {
  if (!call || call->arguments.empty()) return false;
  const Type type = function.typeOf(call->arguments.front()->value).value();
  return taskKind(analysis.models(), type) || (type.facts() && type.facts()->awaitable);
}

std::string remedyFor(const Analysis &analysis, const Root &root, const Witness &leaf, const facts::OpT *call,
                      const BlockingRule &rule) {
  const FunctionModel *model = leaf.model;
  std::string what;
  switch (rule.effect) {
  case Effect::Sleep: what = leaf.subject.ends_with("sleep_until") ? "sleep-until" : "sleep"; break;
  case Effect::Wait: what = "wait"; break;
  case Effect::Network: what = "network"; break;
  case Effect::File: what = "file"; break;
  default: what = "offload"; break;
  }
  std::string_view task = root.function.coroutine() ? root.function.resultType().value().name() : std::string_view();
  const bool fits = rule.effect != Effect::Wait || awaitsItsArgument(analysis, root.function, call);
  const Replacement *replacement = task.empty() || !fits ? nullptr : analysis.models().replacement(what, task);
  std::string text = replacement ? replacement->text : std::string();
  if (model && !model->instead.empty()) replaceAll(text, "{instead}", model->instead);
  constexpr std::string_view hole = "{0}";
  std::size_t at = text.find(hole);
  bool open = text.find('{') != std::string::npos &&
              (at == std::string::npos || text.find('{', at + 1) != std::string::npos || text.find('{') != at);
  if (replacement && !open) {
    std::string argument = call && !call->arguments.empty() ? call->arguments.front()->text : std::string();
    if (at != std::string::npos) text.replace(at, hole.size(), argument.empty() ? "…" : argument);
    return "use '" + text + "'";
  }
  if (model && !model->instead.empty()) return "use '" + model->instead + "'";
  const bool fiber = root.standing.because && root.standing.because->thread == Thread::Fiber;
  if (fiber && (rule.effect == Effect::Sleep || rule.effect == Effect::Wait))
    return "use what the fiber's own library has for it, which lets other fibers run";
  return std::string(rule.remedy);
}

// The fiber that `main` itself hands to its loop, outside of loops: it reads the configuration before there is anything to
// hold up.
static bool startsTheProgram(const Analysis &analysis, const Root &root, const facts::OpT &op) {
  if (!root.standing.because || root.standing.because->thread != Thread::Fiber || op.loop >= 0) return false;
  const Function *function = analysis.program().around(root.function);
  return function && function->head().main;
}

namespace {
// One root's findings of one rule. Later operations on an object that was already reported only add to its finding.
class Reporter {
public:
  Reporter(const Analysis &analysis, const BlockingRule &rule, const TestHelpers &tests, const Root &root,
           std::vector<Finding> &out)
      : analysis_(analysis), rule_(rule), tests_(tests), root_(root), out_(out) {}

  void look(const facts::OpT &op) {
    auto witness = analysis_.effects().of(root_.function, op, rule_.effect);
    if (!witness || !holdsUpOthers(root_, op) || root_.hops.fakeHop(&op)) return;
    std::vector<Witness> chain = analysis_.effects().chain(*witness);
    if (passesAnotherRoot(chain) || servesItself(chain.back()) || helpsMeanwhile(chain.back()) ||
        turnsForLock(chain.back()) || isReadyNow(chain.back()) || isHandedOver(*witness) ||
        joinsEndedThread(analysis_.calls(), chain))
      return;
    Finding finding = make(op, *witness, chain);
    if (finding.at.line == 0) return;
    std::vector<std::string> subjects =
        witness->next && op.kind != OpKind::Destroy ? std::vector<std::string>() : subjectsOf(op);
    for (const std::string &subject : subjects) {
      auto known = bySubject_.find(subject);
      if (known == bySubject_.end()) continue;
      const std::size_t first = known->second;
      if (out_[first].at != finding.at) out_[first].related.push_back({finding.at, "and again here"});
      for (const std::string &other : subjects)
        bySubject_.try_emplace(other, first);  // open(path), then read(descriptor)
      return;
    }
    if (!places_.insert({finding.at.file, finding.at.begin}).second) return;
    for (const std::string &subject : subjects) bySubject_[subject] = out_.size();
    out_.push_back(std::move(finding));
  }

private:
  bool passesAnotherRoot(const std::vector<Witness> &chain) const;
  bool servesItself(const Witness &leaf) const;
  bool helpsMeanwhile(const Witness &leaf) const;
  bool turnsForLock(const Witness &leaf) const;
  bool isReadyNow(const Witness &leaf) const;
  bool isHandedOver(const Witness &witness) const;
  std::vector<std::string> subjectsOf(const facts::OpT &op) const;
  Finding make(const facts::OpT &op, const Witness &witness, const std::vector<Witness> &chain) const;
  Location place(const facts::OpT &op, const Witness &witness) const;
  std::string message(const facts::OpT &op, const Witness &witness, const std::vector<Witness> &chain) const;

  const Analysis &analysis_;
  const BlockingRule &rule_;
  const TestHelpers &tests_;  // nobody else waits for a test's thread
  const Root &root_;
  std::vector<Finding> &out_;
  std::map<std::string, std::size_t> bySubject_;
  std::set<std::pair<std::string, std::uint32_t>> places_;
};
}  // namespace

// What is async by itself speaks for itself: a handler that another one calls.
bool Reporter::passesAnotherRoot(const std::vector<Witness> &chain) const {
  return std::any_of(chain.begin() + 1, chain.end(), [&](const Witness &step) {
    return step.function == root_.function.id() || analysis_.contexts().standing(step.function).async;
  });
}

// The loops that a context belongs to: of who handed the function over, else of who runs that one.
static std::set<std::string> loopsOf(const Analysis &analysis, const Context *because, unsigned depth) {
  constexpr unsigned deepest = 4;
  if (!because || !because->op || depth > deepest) return {};
  auto loops = analysis.calls().loopsOf(analysis.program().function(because->from), *because->op);
  if (!loops.empty()) return loops;
  for (const Context &context : analysis.contexts().of(because->from))
    loops.merge(loopsOf(analysis, &context, depth + 1));
  return loops;
}

// Who runs the loop that it stands on serves the tasks that wait; a coroutine that main drives may run any.
bool Reporter::servesItself(const Witness &leaf) const {
  if (!leaf.model || !leaf.model->runsLoop) return false;
  if (!root_.standing.sure && analysis_.effects().driven(root_.function.id())) return true;
  const auto own = loopsOf(analysis_, root_.standing.because, 0);
  const auto run = analysis_.calls().loopsOf(analysis_.program().function(leaf.function), *leaf.op);
  return std::any_of(run.begin(), run.end(), [&](const std::string &loop) { return own.count(loop) > 0; });
}

// The lock() of a project's own spin lock: what matters is how long others hold it, and the rules for locks ask that.
bool Reporter::turnsForLock(const Witness &leaf) const {
  const Function &function = analysis_.program().function(leaf.function);
  const std::string_view name = lastComponent(function.name());
  return rule_.effect == Effect::BusyWait && Type(function.unit(), function.head().class_) &&
         (name == "lock" || name == "lock_shared") && function.body().parameters.empty();
}

// A handler of a loop of the program's own takes what the system has just said is ready, and may turn the same loop again.
bool Reporter::isReadyNow(const Witness &leaf) const {
  static constexpr std::array<std::string_view, 14> ready{"read",     "readv",  "recv",    "recvfrom",  "recvmsg",
                                                          "recvmmsg", "accept", "accept4", "write",     "writev",
                                                          "send",     "sendto", "sendmsg", "epoll_wait"};
  const Context *because = root_.standing.because;
  if (!because || !isWaitForMany(because->by) || rule_.effect == Effect::File) return false;
  return leaf.function == because->from || std::find(ready.begin(), ready.end(), leaf.subject) != ready.end();
}

// A fiber that waits by its own library's means lets others run, also where a guard does it at the end of a scope. So does
// a thread of a compute pool that waits for a scope of that pool: it runs other tasks meanwhile.
bool Reporter::helpsMeanwhile(const Witness &leaf) const {
  const bool waits = rule_.effect == Effect::Wait;
  if ((!waits && rule_.effect != Effect::Destructor) || !root_.standing.because) return false;
  if (root_.standing.because->thread == Thread::Fiber) return leaf.model && leaf.model->suspends;
  if (!waits || !root_.standing.computePool || !leaf.op || leaf.op->object < 0) return false;
  const TypeModel *model =
      typeModel(analysis_.models(), analysis_.program().function(leaf.function).typeOf(leaf.op->object).object());
  return model && model->role == TypeRole::Scope;
}

// A coroutine that is only given futures which are there: `then_wrapped([](future<> f) { return finish(std::move(f)); })`.
bool Reporter::isHandedOver(const Witness &witness) const {
  return rule_.effect == Effect::Wait && witness.parameter >= 0 && root_.function.coroutine() &&
         isAlwaysThere(analysis_.calls(), root_.function, witness.parameter);
}

// Opening a file and reading it line by line is one mistake: the objects by which operations belong together.
std::vector<std::string> Reporter::subjectsOf(const facts::OpT &op) const {
  const Function &function = root_.function;
  if (rule_.effect == Effect::Destructor) return {function.placeKey(function.strip(op.source))};
  if (rule_.effect != Effect::File && rule_.effect != Effect::Database) return {};
  std::vector<std::int32_t> candidates{op.object, op.result};
  for (std::size_t i = 0; i < op.arguments.size(); ++i) {
    Type type = function.typeOf(op.arguments[i]->value).value();
    bool handle = type.is(facts::TypeKind::Pointer) && type.target().is(facts::TypeKind::Record);  // FILE *, PGconn *
    bool descriptor = i == 0 && (type.is(facts::TypeKind::Scalar) || type.is(facts::TypeKind::Record));
    if (descriptor || handle) candidates.push_back(op.arguments[i]->value);
  }
  std::vector<std::string> keys;
  for (std::int32_t candidate : candidates) {
    const facts::ValueT *v = function.value(function.strip(candidate));
    bool variable = v && (v->kind == facts::ValueKind::Local || v->kind == facts::ValueKind::Member ||
                          v->kind == facts::ValueKind::Capture);
    if (variable) keys.push_back(function.placeKey(function.strip(candidate)));
  }
  return keys;
}

Location Reporter::place(const facts::OpT &op, const Witness &witness) const {
  const Function &function = root_.function;
  if (witness.loop >= 0) return locate(function, function.body().loops[witness.loop]->place);
  if (op.kind != OpKind::Destroy) return locate(function, op);
  const facts::ValueT *object = function.value(function.strip(op.source));
  if (object && object->place) return locate(function, object->place);
  return locate(function, op);
}

std::string Reporter::message(const facts::OpT &op, const Witness &witness, const std::vector<Witness> &chain) const {
  const Witness &leaf = chain.back();
  std::string where = " inside " + describe(analysis_, root_);
  if (isBrief(analysis_.program(), chain)) where += " (" + leaf.model->note + ")";
  if (rule_.effect == Effect::File && witness.doubtful) where += " (a logger, whose lines are short)";
  if (handlesSignal(analysis_, root_)) where += " (only when the process gets a signal)";
  const std::string remedy = "; " + remedyFor(analysis_, root_, leaf, witness.next ? nullptr : &op, rule_);
  if (witness.loop >= 0) return "this loop polls without suspending and holds up " + threadOf(root_) + where + remedy;
  if (op.kind == OpKind::Destroy || op.kind == OpKind::Delete) {
    const facts::ValueT *object = root_.function.value(root_.function.strip(op.source));
    std::string name = object && !object->name.empty() ? "'" + object->name + "'" : "a temporary";
    std::string how = witness.next        ? ": " + chainText(analysis_, chain)
                      : leaf.note.empty() ? std::string()
                                          : " (it " + leaf.note + ")";
    return "the destructor of " + name + " blocks " + threadOf(root_) + where + how + remedy;
  }
  if (!witness.next) return "'" + shown(leaf.subject) + "' blocks " + threadOf(root_) + where + remedy;
  std::string callee = analysis_.program().function(*witness.next).head().display;
  return "call to '" + callee + "' " + std::string(rule_.does) + " and blocks " + threadOf(root_) + where + ": " +
         chainText(analysis_, chain) + remedy;
}

Finding Reporter::make(const facts::OpT &op, const Witness &witness, const std::vector<Witness> &chain) const {
  Finding finding;
  const bool early = rule_.effect == Effect::File && startsTheProgram(analysis_, root_, op);
  const bool brief = isBrief(analysis_.program(), chain);
  const bool small = early || brief || tests_.contains(root_.function);
  finding.severity = small ? Severity::Hint : rule_.severity;
  const bool byShape = root_.standing.because && isWaitForMany(root_.standing.because->by);
  const bool sure = root_.standing.sure && witness.certain && !byShape;
  const bool rare = witness.doubtful || handlesSignal(analysis_, root_);
  finding.confidence = rare ? Confidence::Possible : sure ? Confidence::Proved : Confidence::Likely;
  finding.at = place(op, witness);
  finding.message = message(op, witness, chain);
  finding.steps = chainSteps(analysis_, chain);
  finding.related = provenance(analysis_, root_);
  finding.function = root_.function.name();
  finding.subject = chain.back().subject;
  finding.statement = statementOf(root_.function, op);
  if (witness.loop >= 0)
    for (const facts::OpT *other : root_.function.ops())
      if (inLoop(root_.function.body(), *other, witness.loop)) {
        auto key = statementOf(root_.function, *other);
        finding.statement.insert(finding.statement.end(), key.begin(), key.end());
      }
  if (rule_.effect == Effect::Sleep && !witness.next) finding.fixes = sleepFixes(analysis_, root_, op);
  return finding;
}

void reportBlocking(const Analysis &analysis, const BlockingRule &rule, std::vector<Finding> &out) {
  const TestHelpers tests(analysis);
  forEachRoot(analysis, [&](const Root &root) {
    Reporter reporter(analysis, rule, tests, root, out);
    for (const facts::OpT *op : root.function.ops()) reporter.look(*op);
  });
}

}  // namespace cotidy
