// FatesCache.h: what Fates remembers of functions. Internal to Fates.cpp and Outlives.cpp.
#pragma once
#include "analysis/Fates.h"

namespace cotidy {

struct Fates::Cache {
  std::map<FunctionId, std::unique_ptr<Uses>> uses;
  std::map<FunctionId, std::map<std::int32_t, std::vector<const facts::OpT *>>> awaits;   // by full expression
  const std::vector<const facts::OpT *> &awaitsIn(const Function &function, std::int32_t fullExpression);
};

}  // namespace cotidy
