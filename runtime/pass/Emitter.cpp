// Emitter.cpp: constants, calls, and the tables of a module.
#include "runtime/pass/Emitter.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/Intrinsics.h"
#include "llvm/Support/Path.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

#include <cstdlib>

using namespace llvm;

namespace cotidy::runtime {

namespace {

std::string absolute(const DIScope &scope) {
  SmallString<256> path = scope.getFilename();
  if (path.empty() || sys::path::is_absolute(path)) return path.str().str();
  SmallString<256> whole = scope.getDirectory();
  sys::path::append(whole, path);
  sys::path::remove_dots(whole, true);
  return whole.str().str();
}

bool isSystem(StringRef file) { return file.starts_with("/usr/") || file.contains("/include/c++/"); }

/// The call operator of a closure.
bool isLambda(const Function &function) { return function.getName().contains("clE"); }

}  // namespace

LineSet::LineSet(const char *variable) {
  const char *value = std::getenv(variable);
  SmallVector<StringRef, 16> parts;
  StringRef(value ? value : "").split(parts, ',', -1, false);
  for (StringRef part : parts) {
    const auto [file, lines] = part.rsplit(':');
    const auto [first, last] = lines.split('-');
    Range range{file.str(), 0, 0};
    if (first.getAsInteger(10, range.first)) continue;
    if (last.empty() || last.getAsInteger(10, range.last)) range.last = range.first;
    ranges_.push_back(range);
  }
}

bool LineSet::contains(StringRef file, unsigned line) const {
  for (const Range &range : ranges_)
    if (line >= range.first && line <= range.last && file.ends_with(range.file)) return true;
  return false;
}

bool LineSet::touches(StringRef file) const {
  for (const Range &range : ranges_)
    if (file.ends_with(range.file)) return true;
  return false;
}

Emitter::Emitter(Module &module)
    : module_(module), pointer_(PointerType::getUnqual(module.getContext())),
      int8_(Type::getInt8Ty(module.getContext())), int32_(Type::getInt32Ty(module.getContext())),
      int64_(Type::getInt64Ty(module.getContext())),
      descriptor_(StructType::get(module.getContext(), {pointer_, pointer_, int32_, int32_})),
      line_(StructType::get(module.getContext(), {pointer_, int32_, int8_, int8_})), tasks_("COTIDY_TASKS"),
      named_("COTIDY_LINES") {}

Constant *Emitter::number(uint32_t value) { return ConstantInt::get(int32_, value); }

Constant *Emitter::text(StringRef value) {
  Constant *&known = texts_[value];
  if (known) return known;
  Constant *bytes = ConstantDataArray::getString(module_.getContext(), value);
  auto *global = new GlobalVariable(module_, bytes->getType(), true, GlobalValue::PrivateLinkage, bytes, "cotidy.text");
  global->setUnnamedAddr(GlobalValue::UnnamedAddr::Global);
  return known = global;
}

Value *Emitter::addFrame(Function &function) {
  IRBuilder<> builder(&*function.getEntryBlock().getFirstInsertionPt());
  AllocaInst *frame = builder.CreateAlloca(ArrayType::get(int64_, frameWords), nullptr, "cotidy.frame");
  frame->setAlignment(Align(8));
  return frame;
}

/// A global of its own, and not yet a place in the table: a table of unknown size cannot be pointed into.
Constant *Emitter::descriptorOf(Function &function) {
  const DISubprogram *place = function.getSubprogram();
  Constant *value = ConstantStruct::get(descriptor_, {text(function.getName()), text(place ? absolute(*place) : ""),
                                                      number(place ? place->getLine() : 0), number(0)});
  auto *global =
      new GlobalVariable(module_, descriptor_, false, GlobalValue::InternalLinkage, value, "cotidy.coroutine");
  global->setAlignment(Align(8));
  descriptors_.push_back(global);
  return global;
}

Value *Emitter::returnAddress(BasicBlock::iterator at) {
  IRBuilder<> builder(at->getParent(), at);
  return builder.CreateIntrinsic(Intrinsic::returnaddress, {}, {number(0)});
}

void Emitter::call(StringRef hook, BasicBlock::iterator at, ArrayRef<Value *> arguments) {
  Function &function = *at->getFunction();
  SmallVector<Type *, 3> types;
  for (Value *argument : arguments) types.push_back(argument->getType());
  FunctionCallee callee =
      module_.getOrInsertFunction(hook, FunctionType::get(Type::getVoidTy(module_.getContext()), types, false));
  if (auto *declared = dyn_cast<Function>(callee.getCallee())) {
    declared->setDoesNotThrow();
    declared->addFnAttr(Attribute::NonLazyBind);  // a call and not a call of a jump: it is made at each resumption
  }
  IRBuilder<> builder(at->getParent(), at);
  CallInst *call = builder.CreateCall(callee, arguments);
  // A call without a place in a function that has one is refused by the verifier.
  DebugLoc where = at->getDebugLoc();
  DISubprogram *scope = function.getSubprogram();
  if (!where && scope) where = DILocation::get(module_.getContext(), scope->getLine(), 0, scope);
  call->setDebugLoc(where);
}

bool Emitter::wantsLines(const Function &function) const {
  const DISubprogram *place = function.getSubprogram();
  if (!place) return false;
  const std::string file = absolute(*place);
  if (isSystem(file)) return false;
  return function.isPresplitCoroutine() || isLambda(function) || named_.touches(file);
}

Constant *Emitter::lineOf(const DebugLoc &where) {
  Constant *file = text(absolute(*cast<DIScope>(where.getScope())));
  GlobalVariable *&line = lines_[{file, where.getLine()}];
  if (!line) {
    Constant *value = ConstantStruct::get(
        line_, {file, number(where.getLine()), ConstantInt::get(int8_, 0), ConstantInt::get(int8_, 0)});
    line = new GlobalVariable(module_, line_, false, GlobalValue::InternalLinkage, value, "cotidy.line");
    line->setAlignment(Align(8));
  }
  return line;
}

/// One store in front of the first call of each line in a block. Atomic, for the sanitizer of threads.
void Emitter::markLines(Function &function) {
  SmallVector<Instruction *, 32> calls;
  for (BasicBlock &block : function) {
    unsigned last = 0;
    for (Instruction &instruction : block) {
      const auto *call = dyn_cast<CallBase>(&instruction);
      const DebugLoc &where = instruction.getDebugLoc();
      if (!call || call->isInlineAsm() || (call->getCalledFunction() && call->getCalledFunction()->isIntrinsic()))
        continue;
      if (!where || where.getLine() == 0 || where.getLine() == last || where.getInlinedAt()) continue;
      last = where.getLine();
      calls.push_back(&instruction);
    }
  }
  for (Instruction *call : calls) {
    IRBuilder<> builder(call);
    Value *hit = builder.CreateStructGEP(line_, lineOf(call->getDebugLoc()), 2);
    builder.CreateAlignedStore(ConstantInt::get(int8_, 1), hit, Align(1))->setAtomic(AtomicOrdering::Monotonic);
  }
}

bool Emitter::isTask(const Function &function) const {
  const DISubprogram *place = function.getSubprogram();
  return place && isLambda(function) && !function.isPresplitCoroutine() &&
         tasks_.contains(absolute(*place), place->getLine());
}

GlobalVariable *Emitter::table(StringRef name, Type *element, size_t count) {
  return new GlobalVariable(module_, ArrayType::get(element, count), false, GlobalValue::InternalLinkage, nullptr,
                            name);
}

/// Unit as in Hooks.h, and a constructor and a destructor that tell the runtime of it.
bool Emitter::finish() {
  if (descriptors_.empty() && lines_.empty()) return false;
  const auto moveInto = [&](GlobalVariable *table, StructType *element, ArrayRef<GlobalVariable *> parts) {
    SmallVector<Constant *, 32> values;
    for (auto [index, part] : enumerate(parts)) {
      values.push_back(part->getInitializer());
      Constant *place = ConstantExpr::getInBoundsGetElementPtr(
          table->getValueType(), table,
          ArrayRef<Constant *>{ConstantInt::get(int64_, 0), ConstantInt::get(int64_, index)});
      part->replaceAllUsesWith(place);
    }
    table->setInitializer(ConstantArray::get(ArrayType::get(element, values.size()), values));
    table->setAlignment(Align(8));
    for (GlobalVariable *part : parts) part->eraseFromParent();
  };
  SmallVector<GlobalVariable *, 32> coroutines, lines;
  for (Constant *descriptor : descriptors_) coroutines.push_back(cast<GlobalVariable>(descriptor));
  for (auto &[key, line] : lines_) lines.push_back(line);
  GlobalVariable *coroutineTable = table("cotidy.coroutines", descriptor_, coroutines.size());
  GlobalVariable *lineTable = table("cotidy.lines", line_, lines.size());
  moveInto(coroutineTable, descriptor_, coroutines);
  moveInto(lineTable, line_, lines);

  StructType *type =
      StructType::get(module_.getContext(), {int32_, int32_, int32_, int32_, pointer_, pointer_, pointer_});
  Constant *value =
      ConstantStruct::get(type, {number(hooksVersion), number(coroutines.size()), number(lines.size()), number(0),
                                 coroutineTable, lineTable, ConstantPointerNull::get(pointer_)});
  auto *unit = new GlobalVariable(module_, type, false, GlobalValue::InternalLinkage, value, "cotidy.unit");
  unit->setAlignment(Align(8));
  registerUnit(unit);
  return true;
}

void Emitter::registerUnit(Constant *unit) {
  for (const bool begins : {true, false}) {
    FunctionType *type = FunctionType::get(Type::getVoidTy(module_.getContext()), false);
    Function *function =
        Function::Create(type, GlobalValue::InternalLinkage, begins ? "cotidy.register" : "cotidy.unregister", module_);
    function->setDoesNotThrow();
    BasicBlock *block = BasicBlock::Create(module_.getContext(), "", function);
    ReturnInst *end = ReturnInst::Create(module_.getContext(), block);
    call(begins ? "cotidy_register" : "cotidy_unregister", end->getIterator(), {unit});
    constexpr int early = 1000;  // before the program's own static objects
    if (begins)
      appendToGlobalCtors(module_, function, early);
    else
      appendToGlobalDtors(module_, function, early);
  }
}

}  // namespace cotidy::runtime
