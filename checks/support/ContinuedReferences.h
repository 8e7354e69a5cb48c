// ContinuedReferences.h: references into containers of others that a function hands to a continuation, and returns.
#pragma once
#include "analysis/Analysis.h"
#include "analysis/SharedReferences.h"

namespace cotidy {

struct ContinuedReference {
  const facts::OpT *made;     // what made the variable refer there
  const facts::OpT *closure;  // the continuation that has it
  const facts::OpT *start;    // what runs the continuation later
  SharedReference reference;
};

/// Of a plain function. Continuations that hold a guard, or the place in a gate, keep the others away and are not among them.
std::vector<ContinuedReference> continuedReferences(const Analysis &analysis, const SharedReferences &references,
                                                    const Function &function);

}  // namespace cotidy
