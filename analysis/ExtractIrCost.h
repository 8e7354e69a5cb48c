// ExtractIrCost.h: the second half of ExtractIr: a module is optimised, and its functions are counted.
#pragma once
#include "analysis/IrCosts.h"

#include <map>

namespace llvm {
class Module;
}

namespace cotidy {

/// `names`: of the functions, in the module, by key. Without a target for the module: an error.
IrReport costsIn(llvm::Module &module, const std::map<std::string, std::string> &names, const IrFunctions &functions);

}  // namespace cotidy
