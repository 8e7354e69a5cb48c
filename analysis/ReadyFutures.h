// ReadyFutures.h: futures that are there when somebody asks for them: nobody waits for those.
#pragma once
#include "analysis/Calls.h"

namespace cotidy {

/// What a continuation is handed, or a future that was made with its value or its error.
bool isThere(const Calls &calls, const Function &function, std::int32_t future);

/// Is the parameter a future that is there at every call of the function? False where nobody is seen to call it.
bool isAlwaysThere(const Calls &calls, const Function &function, std::int32_t parameter);

}  // namespace cotidy
