// Pass.cpp: tells the runtime what coroutines do. Runs at the start of the pipeline, before CoroSplit takes them apart:
// there a coroutine is still one function with marked places, also where it is later inlined or its frame elided.
//
// Rules of the trade: the call that tells of a suspension stands before coro.save, since afterwards another thread may
// resume or destroy the frame; and nothing stands between a suspension and the return, or tail calls would be lost.
#include "runtime/pass/Emitter.h"

#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Plugins/PassPlugin.h"

using namespace llvm;

namespace cotidy::runtime {
namespace {

/// The marked places of a coroutine.
struct Places {
  CallBase *begin = nullptr;
  SmallVector<CallBase *, 8> suspends, awaits;
  SmallVector<CallBase *, 4> frees, unwindEnds;
};

Places placesOf(Function &function) {
  Places places;
  for (Instruction &instruction : instructions(function)) {
    auto *call = dyn_cast<CallBase>(&instruction);
    const Function *callee = call ? call->getCalledFunction() : nullptr;
    if (!callee) continue;
    switch (callee->getIntrinsicID()) {
    case Intrinsic::coro_begin: places.begin = call; break;
    case Intrinsic::coro_suspend: places.suspends.push_back(call); break;
    case Intrinsic::coro_free: places.frees.push_back(call); break;
    case Intrinsic::coro_end:
      if (cast<ConstantInt>(call->getArgOperand(1))->isOne()) places.unwindEnds.push_back(call);
      break;
    case Intrinsic::coro_await_suspend_void:
    case Intrinsic::coro_await_suspend_bool:
    case Intrinsic::coro_await_suspend_handle: places.awaits.push_back(call); break;
    default: break;
    }
  }
  return places;
}

/// The wrapper of await_suspend tells which of the awaits it belongs to.
bool isInitial(const CallBase &suspend) {
  const auto *save = dyn_cast<Instruction>(suspend.getArgOperand(0));
  for (const Instruction *next = save; next; next = next->getNextNode()) {
    const auto *call = dyn_cast<CallBase>(next);
    if (!call || call->arg_size() < 3) continue;
    if (const auto *wrapper = dyn_cast<Function>(call->getArgOperand(2)->stripPointerCasts()))
      return wrapper->getName().contains("__await_suspend_wrapper__init");
  }
  return false;
}

Suspension kindOf(const CallBase &suspend) {
  if (cast<ConstantInt>(suspend.getArgOperand(1))->isOne()) return Suspension::Final;
  return isInitial(suspend) ? Suspension::Initial : Suspension::Await;
}

/// Instruments one coroutine.
class Coroutine {
public:
  Coroutine(Emitter &emitter, Function &function, const Places &places)
      : emitter_(emitter), function_(function), places_(places) {}

  void run() {
    frame_ = emitter_.addFrame(function_);
    created();
    for (CallBase *suspend : places_.suspends) suspended(*suspend);
    for (CallBase *await : places_.awaits) awaited(*await);
    for (CallBase *place : places_.frees) emitter_.call("cotidy_destroyed", place->getIterator(), {frame_});
    for (CallBase *place : places_.unwindEnds) emitter_.call("cotidy_left", place->getIterator(), {frame_});
    // The creator is read as the return address: a coroutine that is inlined into its creator would name the wrong one.
    if (!function_.hasFnAttribute(Attribute::AlwaysInline)) function_.addFnAttr(Attribute::NoInline);
  }

private:
  void created() {
    const auto at = std::next(places_.begin->getIterator());
    emitter_.call("cotidy_created", at, {frame_, emitter_.descriptorOf(function_), emitter_.returnAddress(at)});
  }

  void suspended(CallBase &suspend) {
    auto *save = dyn_cast<Instruction>(suspend.getArgOperand(0));
    emitter_.call("cotidy_suspended", (save ? save : &suspend)->getIterator(),
                  {frame_, emitter_.number(static_cast<uint32_t>(kindOf(suspend)))});
    for (User *user : suspend.users())
      if (auto *branch = dyn_cast<SwitchInst>(user)) resumed(*branch, suspend);
  }

  /// Case 0 of a suspension: somebody resumed it.
  void resumed(SwitchInst &branch, CallBase &suspend) {
    for (const auto &branchCase : branch.cases()) {
      if (!branchCase.getCaseValue()->isZero()) continue;
      BasicBlock *block = blockBefore(branchCase.getCaseSuccessor(), branch.getParent(), suspend.getDebugLoc());
      emitter_.call("cotidy_resumed", block->getFirstInsertionPt(), {frame_});
      branch.setSuccessor(branchCase.getSuccessorIndex(), block);
    }
  }

  /// An await_suspend that refuses to suspend, or throws.
  void awaited(CallBase &await) {
    if (await.getCalledFunction()->getIntrinsicID() == Intrinsic::coro_await_suspend_bool)
      for (User *user : make_early_inc_range(await.users()))
        if (auto *branch = dyn_cast<BranchInst>(user)) refused(*branch, await);
    auto *invoke = dyn_cast<InvokeInst>(&await);
    if (!invoke) return;
    LandingPadInst *pad = invoke->getLandingPadInst();
    if (pad && pads_.insert(pad).second) emitter_.call("cotidy_continued", std::next(pad->getIterator()), {frame_});
  }

  void refused(BranchInst &branch, CallBase &await) {
    if (!branch.isConditional()) return;
    BasicBlock *block = blockBefore(branch.getSuccessor(1), branch.getParent(), await.getDebugLoc());
    emitter_.call("cotidy_continued", block->getFirstInsertionPt(), {frame_});
    branch.setSuccessor(1, block);
  }

  BasicBlock *blockBefore(BasicBlock *target, BasicBlock *from, const DebugLoc &where) {
    auto *block = BasicBlock::Create(function_.getContext(), "cotidy", &function_, target);
    BranchInst::Create(target, block)->setDebugLoc(where);
    for (PHINode &phi : target->phis()) phi.replaceIncomingBlockWith(from, block);
    return block;
  }

  Emitter &emitter_;
  Function &function_;
  const Places &places_;
  Value *frame_ = nullptr;
  SmallPtrSet<LandingPadInst *, 8> pads_;
};

/// Callables that are tasks by the word of the user: their runs are counted and timed.
void instrumentTask(Emitter &emitter, Function &function) {
  SmallVector<ReturnInst *, 4> returns;
  for (BasicBlock &block : function)
    if (auto *end = dyn_cast<ReturnInst>(block.getTerminator())) returns.push_back(end);
  Value *frame = emitter.addFrame(function);
  const auto at = std::next(cast<Instruction>(frame)->getIterator());
  emitter.call("cotidy_task_begin", at, {frame, emitter.descriptorOf(function), emitter.returnAddress(at)});
  for (ReturnInst *end : returns) emitter.call("cotidy_task_end", end->getIterator(), {frame});
}

struct Instrument : PassInfoMixin<Instrument> {
  static bool isRequired() { return true; }  // also of functions that are not to be optimised

  PreservedAnalyses run(Module &module, ModuleAnalysisManager &) {
    Emitter emitter(module);
    SmallVector<Function *, 32> functions;
    for (Function &function : module)
      if (!function.isDeclaration() && !function.hasAvailableExternallyLinkage()) functions.push_back(&function);
    for (Function *function : functions) instrument(emitter, *function);
    return emitter.finish() ? PreservedAnalyses::none() : PreservedAnalyses::all();
  }

private:
  static void instrument(Emitter &emitter, Function &function) {
    if (emitter.wantsLines(function)) emitter.markLines(function);
    if (emitter.isTask(function)) instrumentTask(emitter, function);
    if (!function.isPresplitCoroutine()) return;
    const Places places = placesOf(function);
    if (places.begin) Coroutine(emitter, function, places).run();
  }
};

}  // namespace
}  // namespace cotidy::runtime

extern "C" LLVM_ATTRIBUTE_WEAK LLVM_ATTRIBUTE_VISIBILITY_DEFAULT PassPluginLibraryInfo llvmGetPassPluginInfo() {
  return {LLVM_PLUGIN_API_VERSION, "cotidy", "1", [](PassBuilder &builder) {
            builder.registerPipelineStartEPCallback(
                [](ModulePassManager &passes, OptimizationLevel) { passes.addPass(cotidy::runtime::Instrument()); });
          }};
}
