// By the type of the coroutine: its library can await what its own tasks return.
#include "checks/support/Gather.h"

namespace cotidy {

std::string gatherText(const Analysis &analysis, const Function &function, bool bounded) {
  const std::string type(function.resultType().value().name());
  const Replacement *text = bounded ? analysis.models().replacement("batch", type) : nullptr;
  if (!text) text = analysis.models().replacement("gather", type);
  return text ? text->text : std::string();
}

}  // namespace cotidy
