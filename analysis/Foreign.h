// Foreign.h: what belongs to somebody else. Its loops are its makers' business: nobody here can mend them.
#pragma once
#include "analysis/Program.h"

namespace cotidy {

/// The function stands outside of the project's root: the facts name such files by absolute paths.
bool isForeign(const Function &function);

}  // namespace cotidy
