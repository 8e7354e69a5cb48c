// Emitter.h: writes calls and tables of runtime/Hooks.h into a module.
#pragma once
#include "runtime/Hooks.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"

#include <string>
#include <vector>

namespace cotidy::runtime {

/// "file:12" or "file:12-20", separated by commas: the end of a path, and lines of it.
class LineSet {
public:
  explicit LineSet(const char *variable);
  bool contains(llvm::StringRef file, unsigned line) const;
  bool touches(llvm::StringRef file) const;

private:
  struct Range {
    std::string file;
    unsigned first = 0, last = 0;
  };
  std::vector<Range> ranges_;
};

class Emitter {
public:
  explicit Emitter(llvm::Module &module);

  /// Room for the runtime's state. In a coroutine it lands in the coroutine's frame, since it lives across suspensions.
  llvm::Value *addFrame(llvm::Function &function);
  llvm::Constant *descriptorOf(llvm::Function &function);
  llvm::Constant *number(uint32_t value);
  llvm::Value *returnAddress(llvm::BasicBlock::iterator at);
  void call(llvm::StringRef hook, llvm::BasicBlock::iterator at, llvm::ArrayRef<llvm::Value *> arguments);

  /// Lines are marked in coroutines, in lambdas, and where the user names them.
  bool wantsLines(const llvm::Function &function) const;
  void markLines(llvm::Function &function);

  bool isTask(const llvm::Function &function) const;

  /// Writes the tables and what registers them. False: there was nothing.
  bool finish();

private:
  llvm::Constant *text(llvm::StringRef value);
  llvm::GlobalVariable *table(llvm::StringRef name, llvm::Type *element, size_t count);
  llvm::Constant *lineOf(const llvm::DebugLoc &where);
  void registerUnit(llvm::Constant *unit);

  llvm::Module &module_;
  llvm::PointerType *pointer_;
  llvm::IntegerType *int8_, *int32_, *int64_;
  llvm::StructType *descriptor_, *line_;
  llvm::StringMap<llvm::Constant *> texts_;
  std::vector<llvm::Constant *> descriptors_;
  llvm::MapVector<std::pair<llvm::Constant *, unsigned>, llvm::GlobalVariable *> lines_;
  LineSet tasks_, named_;
};

}  // namespace cotidy::runtime
