// Listeners.h: whether a virtual call tells a listener, by what method and class are called, and by the method's own body.
#pragma once
#include "analysis/Program.h"

namespace cotidy {

/// "onChange", "notify", "handleEvent".
bool soundsLikeAnEvent(std::string_view method);
/// What is called so is told things, whatever its methods do.
bool listens(Type interface);
/// A handler, and the like, may also be what does a part of the work.
bool mayListen(Type interface);
/// Does the method that is named at the call have a body of its own that calls something?
bool worksItself(const Program &program, const Function &function, const facts::CalleeT &callee);

}  // namespace cotidy
