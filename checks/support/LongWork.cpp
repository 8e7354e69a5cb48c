// From the async function down the calls to the loop or the heavy call, worded.
#include "checks/support/LongWork.h"

#include "analysis/NestedData.h"
#include "checks/support/TestCode.h"

#include <algorithm>

namespace cotidy {

using facts::OpKind;

// Coroutines of this type run on a pool where nobody says otherwise.
static bool runsOnPoolByDefault(const Analysis &analysis, const Function &function) {
  const TypeModel *model = typeModel(analysis.models(), function.resultType());
  return model && model->thread == Thread::Pool;
}

bool isOnLoop(const Analysis &analysis, const Root &root, const facts::OpT &op) {
  if (root.standing.computePool) return false;
  if (!root.standing.sure &&
      (analysis.effects().driven(root.function.id()) || runsOnPoolByDefault(analysis, root.function)))
    return false;
  if (root.hops.home(&op)) return true;
  const Thread thread = root.hops.thread(&op);
  return thread == Thread::Loop || thread == Thread::IoPool;
}

std::string yieldText(const Analysis &analysis, const Root &root) {
  if (!root.function.coroutine()) return {};
  const Replacement *yield = analysis.models().replacement("yield", root.function.resultType().value().name());
  return yield ? yield->text : std::string();
}

static std::string remedy(const Analysis &analysis, const Root &root, Work work) {
  const std::string offload = "run it on a pool for computing";
  if (work == Work::HeavyCall) return offload;
  const std::string yield = yieldText(analysis, root);
  if (!yield.empty()) return "let others run every few rounds with '" + yield + "', or " + offload;
  return root.function.coroutine() ? "suspend every few rounds, or " + offload
                                   : "do a part of it and post the rest, or " + offload;
}

// Is it given a message, or the like? A continuation is given what somebody asked for, as much as that may be.
static bool isHandler(const Analysis &analysis, const Root &root) {
  const Context *because = root.standing.because;
  if (root.function.coroutine() || !because || !because->op || because->as != Invocation::Handler) return false;
  const CallSite *site = analysis.calls().at(because->from, because->op);
  return !site || std::none_of(site->models.begin(), site->models.end(), [](const FunctionModel *model) {
    return std::any_of(model->invokes.begin(), model->invokes.end(),
                       [](const Invocation &how) { return how.when == Invocation::Continuation; });
  });
}

// A task that may be suspended anywhere, also in a function that it calls.
static bool isOnFiber(const Root &root) {
  const Context *because = root.standing.because;
  return !root.function.coroutine() && because && because->thread == Thread::Fiber;
}

// Nanoseconds. What takes so long with a hundred elements at each level is too long wherever the data comes from.
static constexpr double longForFew = 10'000'000;
// What ten thousand elements need no longer for is not felt in a callback.
static constexpr double shortForMany = 1'000'000;

namespace {
class Reporter {
public:
  Reporter(const Analysis &analysis, const CpuWork &work, Work kind, std::vector<Finding> &out)
      : analysis_(analysis), work_(work), kind_(kind), out_(out) {}

  void look(const Root &root) {
    handler_ = isHandler(analysis_, root);
    std::set<std::pair<std::string, std::uint32_t>> places;
    for (const facts::OpT *op : root.function.ops()) {
      auto witness = work_.of(root.function, *op, kind_);
      if (!witness || !isOnLoop(analysis_, root, *op)) continue;
      const std::vector<WorkWitness> chain = work_.chain(*witness, kind_);
      if (kind_ == Work::Conversion && !isTellingConversion(root, chain)) continue;
      if (passesAnotherRoot(chain) || isFarFetched(chain)) continue;
      if (chain.back().mayPause && (chain.size() > 1 || isOnFiber(root)))
        continue;  // seen from afar it tells too little
      Finding finding = make(root, *op, *witness, chain);
      if (finding.at.line != 0 && places.insert({finding.at.file, finding.at.begin}).second)
        out_.push_back(std::move(finding));
    }
  }

private:
  bool passesAnotherRoot(const std::vector<WorkWitness> &chain) const {
    return std::any_of(chain.begin() + 1, chain.end(),
                       [&](const WorkWitness &step) { return analysis_.contexts().standing(step.function).async; });
  }

  // Where only the size decides and nobody knows it, a long way down says little about this caller's data.
  bool isFarFetched(const std::vector<WorkWitness> &chain) const {
    return kind_ == Work::HeavyCall && !chain.back().sure && chain.size() > 2;
  }

  // A loop with something longer in it has its finding already.
  bool isTellingConversion(const Root &root, const std::vector<WorkWitness> &chain) const {
    constexpr std::size_t nearest = 2;  // whoever stands further away thinks of other data
    if (chain.size() > nearest || !isOverWholeStore(analysis_.program(), chain, handler_)) return false;
    // A callback goes through a table of its program in no time.
    if (handler_ && chain.back().estimate < shortForMany) return false;
    const std::int32_t loop = chain.front().loop;
    return std::none_of(root.function.ops().begin(), root.function.ops().end(), [&](const facts::OpT *op) {
      const bool inside = op == chain.front().op || (loop >= 0 && inLoop(root.function.body(), *op, loop));
      return inside && work_.of(root.function, *op, Work::Loop);
    });
  }

  // Mostly: short texts are parsed, and messages have few parts. Who knows that his are long is told all the same.
  bool staysSmall(const std::vector<WorkWitness> &chain) const {
    const WorkWitness &leaf = chain.back();
    if (leaf.sure || leaf.told) return false;
    if (isOverObjects(leaf)) return true;
    if (leaf.growing || kind_ == Work::Conversion) return false;
    if (kind_ == Work::HeavyCall) return !isForEachKept(chain);
    if (!handler_ && leaf.estimate >= longForFew) return false;
    return leaf.loop >= 0 && !isOverKeptData(analysis_.program(), chain, handler_);
  }

  // What was asked for, and is gone through as it came: as many as there are.
  bool isAnswer(const std::vector<WorkWitness> &chain) const {
    return chain.size() == 1 && !isOverObjects(chain.back()) && isOverWholeStore(analysis_.program(), chain, handler_);
  }

  // Services, sessions, players: a table of tables of the program's own objects, which are made one by one.
  bool isOverObjects(const WorkWitness &leaf) const {
    const Function &function = analysis_.program().function(leaf.function);
    return leaf.data >= 0 && isTableOfObjects(function.typeOf(leaf.data));
  }

  // Is one of the calls made for each element of data that is kept?
  bool isForEachKept(std::vector<WorkWitness> chain) const {
    for (; !chain.empty(); chain.pop_back()) {
      WorkWitness &last = chain.back();
      const Function &function = analysis_.program().function(last.function);
      last.loop = last.op->loop;
      if (last.loop >= 0 && analysis_.givesWay().inLoop(function, last.loop)) continue;
      const bool overData = last.loop >= 0 && function.body().loops[last.loop]->bound == facts::Bound::Data;
      if (overData && !runsOverPointers(function, last.loop) && isOverKeptData(analysis_.program(), chain, handler_))
        return true;
    }
    return false;
  }

  Location placeOf(const WorkWitness &step) const {
    const Function &function = analysis_.program().function(step.function);
    return step.loop >= 0 ? locate(function, function.body().loops[step.loop]->place) : locate(function, *step.op);
  }

  std::string message(const Root &root, const WorkWitness &witness, const std::vector<WorkWitness> &chain) const {
    const WorkWitness &leaf = chain.back();
    std::string what = kind_ == Work::HeavyCall ? "'" + leaf.subject + "'" : leaf.subject;
    if (witness.next) {
      std::string path;
      for (std::size_t i = 1; i < chain.size(); ++i)
        path += (i > 1 ? " -> " : "") + analysis_.program().function(chain[i].function).head().display + " (" +
                brief(placeOf(chain[i])) + ")";
      what = "call to '" + analysis_.program().function(*witness.next).head().display + "' runs " + what + ", " + path +
             ", and";
    }
    std::string how = leaf.why;
    if (leaf.estimate > 0)
      how += std::string(how.empty() ? "" : ", ") + "about " + inWords(leaf.estimate) +
             (leaf.sure ? ""
                        : " for " + std::to_string(static_cast<int>(leaf.items)) + " elements" +
                              (leaf.items > typicalItems ? "" : " at each level"));
    return what + " keeps " + threadOf(root) + " busy inside " + describe(analysis_, root) +
           (how.empty() ? "" : " (" + how + ")") + ": nothing else runs there meanwhile; " +
           remedy(analysis_, root, kind_);
  }

  Finding make(const Root &root, const facts::OpT &op, const WorkWitness &witness,
               const std::vector<WorkWitness> &chain) const {
    const WorkWitness &leaf = chain.back();
    Finding finding;
    const bool few = staysSmall(chain) && (kind_ != Work::Loop || !isAnswer(chain));
    finding.severity = few ? Severity::Hint : Severity::Warning;
    finding.confidence = leaf.sure && root.standing.sure && witness.certain ? Confidence::Proved
                         : leaf.sure || leaf.told                           ? Confidence::Likely
                                                                            : Confidence::Possible;
    finding.at = placeOf(witness);
    finding.message = message(root, witness, chain);
    for (std::size_t i = 1; i < chain.size(); ++i) {
      const Function &in = analysis_.program().function(chain[i].function);
      finding.steps.push_back(
          {placeOf(chain[i]),
           "in '" + in.head().display + "': " +
               (chain[i].next ? "calls '" + analysis_.program().function(*chain[i].next).head().display + "'"
                              : leaf.subject)});
    }
    finding.related = provenance(analysis_, root);
    finding.function = root.function.name();
    finding.subject = leaf.subject;
    finding.statement = statementOf(root.function, op);
    return finding;
  }

  const Analysis &analysis_;
  const CpuWork &work_;
  const Work kind_;
  std::vector<Finding> &out_;
  bool handler_ = false;   // the root is given a message, or the like
};
}  // namespace

void reportLongWork(const Analysis &analysis, Work kind, const CpuLimits &limits, std::vector<Finding> &out) {
  const CpuWork work(analysis.calls(), analysis.costs(), analysis.givesWay(), analysis.largeStores(), limits);
  Reporter reporter(analysis, work, kind, out);
  Reporter conversions(analysis, work, Work::Conversion, out);
  const TestHelpers tests(analysis);
  forEachRoot(analysis, [&](const Root &root) {
    if (tests.contains(root.function)) return;
    reporter.look(root);
    if (kind == Work::Loop) conversions.look(root);
  });
}

}  // namespace cotidy
