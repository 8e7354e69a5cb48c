// ExtractIrCost.cpp: counts optimised code, from the innermost loops outwards. A block costs what the target says of
// its instructions, times the share of the rounds in which it runs; a loop its blocks, times its rounds by scalar
// evolution.
#include "analysis/ExtractIrCost.h"

#include "analysis/ExtractIrNames.h"

#include "llvm/Analysis/BlockFrequencyInfo.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/PostDominators.h"
#include "llvm/Analysis/ScalarEvolution.h"
#include "llvm/Analysis/ScalarEvolutionExpressions.h"
#include "llvm/Analysis/TargetTransformInfo.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/Transforms/Utils/LoopUtils.h"

#include <algorithm>
#include <cmath>

namespace cotidy {

namespace {

using namespace llvm;

// Chosen on the bodies of bench/cost, without those that are held out.
constexpr double nanosecondsPerCycle = 0.3;
constexpr double simpleCycles = 0.5;  // of what the target calls one: processors do several of them at once
constexpr double atomicCycles = 15;  // a locked instruction, which the tables of the target do not know
constexpr double typicalElements = 100;  // as Cost.h has it, for data whose size nobody knows
constexpr double fewRounds = 10;  // as there, for a loop that not even the compiler can count
constexpr double never = 0.001;  // a block that runs less often than this is where something is thrown

IrRange operator*(const IrRange &a, const IrRange &b) {
  return {a.low * b.low, a.typical * b.typical, a.high == 0 || b.high == 0 ? 0 : a.high * b.high};
}

void add(IrRange &to, const IrRange &more) {
  to.low += more.low;
  to.typical += more.typical;
  to.high += more.high;
}

/// A call of nobody knows what.
const IrCode unknown{{}, 0, {{"", {1, 1, IrRange::unbounded}}}};

void add(IrCode &to, const IrCode &more, const IrRange &times) {
  add(to.own, more.own * times);
  to.depth = std::max(to.depth, more.depth);
  for (const auto &[name, often] : more.calls) add(to.calls[name], often * times);
}

/// The analyses of one function.
struct Views {
  LoopInfo &loops;
  ScalarEvolution &evolution;
  BlockFrequencyInfo &frequencies;
  DominatorTree &dominators;
  PostDominatorTree &postDominators;
  TargetTransformInfo &target;

  Views(FunctionAnalysisManager &analyses, Function &function)
      : loops(analyses.getResult<LoopAnalysis>(function)),
        evolution(analyses.getResult<ScalarEvolutionAnalysis>(function)),
        frequencies(analyses.getResult<BlockFrequencyAnalysis>(function)),
        dominators(analyses.getResult<DominatorTreeAnalysis>(function)),
        postDominators(analyses.getResult<PostDominatorTreeAnalysis>(function)),
        target(analyses.getResult<TargetIRAnalysis>(function)) {}

  double frequency(BasicBlock &block) const {
    return static_cast<double>(frequencies.getBlockFreq(&block).getFrequency());
  }
};

// ------------------------------------------------------------------ loops

using Place = std::pair<std::uint32_t, std::uint32_t>;

bool isVectorised(Loop &loop) { return findOptionMDForLoop(&loop, "llvm.loop.isvectorized") != nullptr; }

// How many elements a round takes: vector code counts its own way through the data.
double elementsPerRound(ScalarEvolution &evolution, Loop &loop) {
  double most = 1;
  for (PHINode &phi : loop.getHeader()->phis()) {
    if (!phi.getType()->isIntegerTy() || !evolution.isSCEVable(phi.getType())) continue;
    const auto *grows = dyn_cast<SCEVAddRecExpr>(evolution.getSCEV(&phi));
    if (!grows || grows->getLoop() != &loop) continue;
    if (const auto *step = dyn_cast<SCEVConstant>(grows->getStepRecurrence(evolution));
        step && step->getAPInt().isSignedIntN(32))
      most = std::max(most, std::abs(static_cast<double>(step->getAPInt().getSExtValue())));
  }
  return most;
}

/// The place of the loop's keyword; none for a loop that was inlined, or that the compiler made.
const DILocation *placeOf(Loop &loop) {
  const MDNode *marks = loop.getLoopID();
  if (!marks) return nullptr;
  for (const MDOperand &mark : marks->operands())
    if (const auto *place = dyn_cast_or_null<DILocation>(mark.get())) return place->getInlinedAt() ? nullptr : place;
  return nullptr;
}

// `while (!x.compare_exchange_weak(…)) {}`
bool retries(Loop &loop) {
  for (BasicBlock *block : loop.blocks())
    for (Instruction &instruction : *block)
      if (isa<AtomicCmpXchgInst>(instruction) && loop.isLoopExiting(block)) return true;
  return false;
}

/// Then its time is not that of what it does.
bool suspends(Loop &loop) {
  for (BasicBlock *block : loop.blocks())
    for (Instruction &instruction : *block)
      if (auto *call = dyn_cast<IntrinsicInst>(&instruction); call && call->getIntrinsicID() == Intrinsic::coro_suspend)
        return true;
  return false;
}

/// Typical rounds of a loop of which the code gives no number: as the source has it, else by its form.
double roundsByForm(const Views &views, Loop &loop, const std::vector<SourceLoop> &sources) {
  if (const DILocation *place = placeOf(loop))
    for (const SourceLoop &source : sources)
      if (source.line == place->getLine() && source.column == place->getColumn()) return source.rounds;
  SmallVector<BasicBlock *, 4> exits;
  loop.getExitingBlocks(exits);
  const bool countable = !isa<SCEVCouldNotCompute>(views.evolution.getBackedgeTakenCount(&loop));
  return (countable ? typicalElements : fewRounds) * (exits.size() > 1 ? 0.5 : 1);  // who searches finds on the way
}

IrRange roundsOf(const Views &views, Loop &loop, const std::vector<SourceLoop> &sources) {
  const double exact = views.evolution.getSmallConstantTripCount(&loop);
  const double most = views.evolution.getSmallConstantMaxTripCount(&loop);
  if (exact > 0) return {exact, exact, exact};
  if (most > 0) return {1, std::max(1.0, most / 2), most};
  if (retries(loop)) return {1, 1, IrRange::unbounded};
  const double rounds = roundsByForm(views, loop, sources);
  if (!isVectorised(loop)) return {1, rounds, IrRange::unbounded};
  const double elements = elementsPerRound(views.evolution, loop);
  if (elements <= 1) return {0, std::min(rounds, 4.0), IrRange::unbounded};  // what the vectors left over
  return {1, std::max(1.0, rounds / elements), IrRange::unbounded};
}

/// Sums up what the blocks of a function cost.
class Levels {
public:
  using Codes = std::map<Instruction *, IrCode>;
  Levels(const Views &views, const Codes &codes, const std::vector<SourceLoop> &sources)
      : views_(views), codes_(codes), sources_(sources) {}

  /// One round of a loop, the loops in it included; null: one run of the function.
  IrCode round(Function &function, Loop *inside) {
    IrCode sum;
    for (BasicBlock &block : function)
      if (views_.loops.getLoopFor(&block) == inside) add(sum, codeOf(block), timesOf(block));
    std::map<Place, IrCode> whole;
    for (Loop *loop : inside ? inside->getSubLoops() : views_.loops.getTopLevelLoops()) {
      const IrCode all = wholeOf(function, *loop);
      add(sum, all, reachesOf(*loop));
      const DILocation *place = placeOf(*loop);
      if (place)
        join(whole[{place->getLine(), place->getColumn()}], suspends(*loop) ? unknown : all, isVectorised(*loop));
    }
    for (const auto &[place, all] : whole) join(found[place], all, false);
    return sum;
  }

  /// What stands in these lines, in one run of the function; what was inlined there included.
  IrCode linesOf(Function &function, const SourceLoop &source) {
    IrCode sum;
    for (BasicBlock &block : function)
      for (Instruction &instruction : block)
        if (const DILocation *place = instruction.getDebugLoc()) {
          while (place->getInlinedAt()) place = place->getInlinedAt();
          if (place->getLine() >= source.line && place->getLine() <= source.last)
            add(sum, codes_.at(&instruction), allTimesOf(block));
        }
    return sum;
  }

  std::map<Place, IrCode> found;  // what `round` has met

private:
  IrCode codeOf(BasicBlock &block) const {
    IrCode sum;
    for (Instruction &instruction : block) add(sum, codes_.at(&instruction), {1, 1, 1});
    return sum;
  }

  IrCode wholeOf(Function &function, Loop &loop) {
    const IrRange rounds = roundsOf(views_, loop, sources_);
    IrCode whole;
    add(whole, round(function, &loop), rounds);
    whole.depth += rounds.high == IrRange::unbounded && rounds.typical > 1;
    return whole;
  }

  // Vector code and what it leaves over run one behind the other; all other copies of a loop instead of one another.
  static void join(IrCode &to, const IrCode &copy, bool behind) {
    if (behind)
      add(to, copy, {1, 1, 1});
    else if (copy.own.typical >= to.own.typical)
      to = copy;
  }

  /// For each round of the loop around it.
  IrRange timesOf(BasicBlock &block) const {
    Loop *inside = views_.loops.getLoopFor(&block);
    BasicBlock &head = inside ? *inside->getHeader() : block.getParent()->getEntryBlock();
    const double whole = views_.frequency(head);
    const double share = whole > 0 ? std::min(1.0, views_.frequency(block) / whole) : 1;
    if (share < never) return {0, 0, 0};
    BasicBlock *latch = inside ? inside->getLoopLatch() : nullptr;
    const bool always =
        inside ? latch && views_.dominators.dominates(&block, latch) : views_.postDominators.dominates(&block, &head);
    return {always ? 1.0 : 0.0, share, 1};
  }

  IrRange reachesOf(Loop &loop) const {
    BasicBlock *before = loop.getLoopPreheader();
    return before ? timesOf(*before) : IrRange{0, 1, 1};
  }

  /// In one run of the function.
  IrRange allTimesOf(BasicBlock &block) const {
    IrRange times = timesOf(block);
    for (Loop *loop = views_.loops.getLoopFor(&block); loop; loop = loop->getParentLoop())
      times = times * roundsOf(views_, *loop, sources_) * reachesOf(*loop);
    return times;
  }

  const Views &views_;
  const Codes &codes_;
  const std::vector<SourceLoop> &sources_;
};

// ------------------------------------------------------------------ functions

// The processor overlaps what does not depend on each other: the truth is between throughput and latency.
IrRange costOf(const TargetTransformInfo &target, const Instruction &instruction) {
  const auto cycles = [&](TargetTransformInfo::TargetCostKind kind) {
    const InstructionCost found = target.getInstructionCost(&instruction, kind);
#if LLVM_VERSION_MAJOR >= 21
    return found.isValid() ? static_cast<double>(found.getValue()) : 1.0;
#else
    return static_cast<double>(found.getValue().value_or(1));
#endif
  };
  const double atomic = isa<AtomicRMWInst, AtomicCmpXchgInst, FenceInst>(instruction) ? atomicCycles : 0;
  const double each = cycles(TargetTransformInfo::TCK_RecipThroughput);
  const double through = (each > 1 ? each : each * simpleCycles) + atomic;
  const double late = std::max(through, cycles(TargetTransformInfo::TCK_Latency) + atomic);
  return {through / 2 * nanosecondsPerCycle, through * nanosecondsPerCycle, late * nanosecondsPerCycle};
}

/// Counts the functions of a module, each once.
class Counter {
public:
  Counter(FunctionAnalysisManager &analyses, std::map<Function *, const std::vector<SourceLoop> *> sources)
      : analyses_(analyses), sources_(std::move(sources)) {}

  const IrCost &of(Function &function) {
    auto [known, isNew] = known_.try_emplace(&function);
    if (!isNew) return known->second;
    known->second.whole = unknown;  // how often a recursion calls itself
    IrCost counted = count(function);
    return known->second = std::move(counted);
  }

private:
  IrCode codeOf(const Views &views, Instruction &instruction) {
    static constexpr IrRange once{1, 1, 1};
    if (instruction.isDebugOrPseudoInst() || instruction.isLifetimeStartOrEnd()) return {};
    auto *call = dyn_cast<CallBase>(&instruction);
    auto *memory = dyn_cast<MemIntrinsic>(&instruction);
    if (memory && !isa<ConstantInt>(memory->getLength())) return {{}, 0, {{"memcpy", once}}};
    if (!call || isa<IntrinsicInst>(call) || call->isInlineAsm()) return {costOf(views.target, instruction), 0, {}};
    Function *callee = call->getCalledFunction();
    if (callee && !callee->isDeclaration()) return of(*callee).whole;
    return {{}, 0, {{callee ? plainNameOf(callee->getName().str()) : std::string(), once}}};
  }

  IrCost count(Function &function) {
    static const std::vector<SourceLoop> none;
    const auto asked = sources_.find(&function);
    const std::vector<SourceLoop> &sources = asked == sources_.end() ? none : *asked->second;
    const Views views(analyses_, function);
    Levels::Codes codes;
    for (BasicBlock &block : function)
      for (Instruction &instruction : block) codes.emplace(&instruction, codeOf(views, instruction));
    Levels levels(views, codes, sources);
    IrCost cost{{}, levels.round(function, nullptr), {}};
    for (const SourceLoop &source : sources) {
      const auto left = levels.found.find({source.line, source.column});
      cost.loops.push_back(
          {source.line, source.column, left != levels.found.end() ? left->second : levels.linesOf(function, source)});
    }
    return cost;
  }

  FunctionAnalysisManager &analyses_;
  std::map<Function *, const std::vector<SourceLoop> *> sources_;
  std::map<Function *, IrCost> known_;
};

// ------------------------------------------------------------------ modules

std::unique_ptr<TargetMachine> targetOf(const Module &module, std::string &error) {
  InitializeAllTargetInfos();
  InitializeAllTargets();
  InitializeAllTargetMCs();
  const auto triple = module.getTargetTriple();  // a text, or since LLVM 21 a Triple
#if LLVM_VERSION_MAJOR >= 22
  const Target *target = TargetRegistry::lookupTarget(triple, error);
#else
  const Target *target = TargetRegistry::lookupTarget(std::string(triple), error);
#endif
  if (!target) return nullptr;
  return std::unique_ptr<TargetMachine>(target->createTargetMachine(triple, "", "", TargetOptions(), std::nullopt));
}

/// What is analysed of functions refers to the others; they go in the opposite order.
struct Analyses {
  LoopAnalysisManager loops;
  FunctionAnalysisManager functions;
  CGSCCAnalysisManager calls;
  ModuleAnalysisManager modules;
};

/// The pipeline of -O2 in its two halves. As before a link-time optimisation, coroutines stay whole: what they do is
/// in one function. Loops are not unrolled at the end: that only multiplies what is to be counted.
void optimise(Module &module, TargetMachine &machine, Analyses &analyses) {
  PipelineTuningOptions simplifying, finishing;
  finishing.SLPVectorization = true;
  finishing.LoopUnrolling = false;
  PassBuilder builder(&machine, simplifying), finisher(&machine, finishing);
  builder.registerModuleAnalyses(analyses.modules);
  builder.registerCGSCCAnalyses(analyses.calls);
  builder.registerFunctionAnalyses(analyses.functions);
  builder.registerLoopAnalyses(analyses.loops);
  builder.crossRegisterProxies(analyses.loops, analyses.functions, analyses.calls, analyses.modules);
  builder.buildModuleSimplificationPipeline(OptimizationLevel::O2, ThinOrFullLTOPhase::ThinLTOPreLink)
      .run(module, analyses.modules);
  finisher.buildModuleOptimizationPipeline(OptimizationLevel::O2, ThinOrFullLTOPhase::None)
      .run(module, analyses.modules);
}

/// Nobody inlines it away, specialises it for its callers, or leaves it out.
void keep(Function &function) {
  function.setLinkage(GlobalValue::ExternalLinkage);
  function.setComdat(nullptr);
  function.removeFnAttr(Attribute::AlwaysInline);
  function.addFnAttr(Attribute::NoInline);
}

Function *definitionOf(Module &module, const std::string &name) {
  Function *function = module.getFunction(name);
  return function && !function->isDeclaration() ? function : nullptr;
}

}  // namespace

IrReport costsIn(Module &module, const std::map<std::string, std::string> &names, const IrFunctions &functions) {
  std::string error;
  const std::unique_ptr<TargetMachine> machine = targetOf(module, error);
  if (!machine) return {{}, {error.empty() ? "no code can be made for its target" : error}};
  for (const auto &[key, name] : names)
    if (Function *function = definitionOf(module, name)) keep(*function);
  Analyses analyses;
  optimise(module, *machine, analyses);

  std::map<Function *, const std::vector<SourceLoop> *> sources;
  for (const auto &[key, name] : names)
    if (Function *function = definitionOf(module, name)) sources[function] = &functions.at(key);
  IrReport report;
  Counter counter(analyses.functions, std::move(sources));
  for (const auto &[key, name] : names)
    if (Function *function = definitionOf(module, name)) {
      report.costs.push_back(counter.of(*function));
      report.costs.back().key = key;
    }
  return report;
}

}  // namespace cotidy
