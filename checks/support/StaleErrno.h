// StaleErrno.h: errno is read behind a suspension, but the call that set it came before.
#pragma once
#include "analysis/Analysis.h"

namespace cotidy {

struct StaleErrno {
  const facts::OpT *call;         // that set it
  const facts::OpT *suspension;
  const facts::OpT *read;
};

std::vector<StaleErrno> staleErrnos(const Analysis &analysis, const Function &function);

}  // namespace cotidy
