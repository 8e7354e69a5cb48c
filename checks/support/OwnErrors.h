// OwnErrors.h: started work whose future has no error to tell.
#pragma once
#include "checks/support/Places.h"

namespace cotidy {

/// Work that handles every error itself; or that has none, and whose end is waited for in another way than by its future:
/// `pool.wait()`, or the destructor of a pool that is a local. Work of which a part is not known has errors.
bool keepsItsErrors(const Analysis &analysis, const Function &function, const MadeTask &task);

/// Is there no error that the future could tell, whoever waits for the work's end?
bool leavesNoError(const Analysis &analysis, const Function &function, const MadeTask &task);

}  // namespace cotidy
