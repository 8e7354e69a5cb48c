// LetGo.h: a loop of an object that is started and let go, although the object means to end it.
#pragma once
#include "analysis/Analysis.h"

namespace cotidy {

struct LetGo {
  const Function *starter;
  MadeTask task;
  const Function *loop;    // what goes on, or asks whether to go on
  const Function *ender;   // the method that tells it to end, and does not wait until it has
  std::string flag;        // the member by which it does
};

/// Work that holds a gate, keeps its object alive, handles its errors or tells that it is done is not among them.
std::vector<LetGo> loopsLetGo(const Analysis &analysis);

}  // namespace cotidy
