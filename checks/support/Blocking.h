// Blocking.h: the one way in which the rules of the family `blocking` look for their effect.
#pragma once
#include "checks/support/Roots.h"

namespace cotidy {

struct BlockingRule {
  Effect effect;
  Severity severity;
  std::string_view does;       // "sleeps", "waits", "reads or writes a file": completes "call to 'f' …"
  std::string_view remedy;     // where no library has a better word
};

/// A finding for each operation of an async function that has the effect, itself or through what it calls.
void reportBlocking(const Analysis &analysis, const BlockingRule &rule, std::vector<Finding> &out);

/// "does file I/O", "sleeps": what somebody does who has the effect.
std::string_view deedOf(Effect effect);
/// The notes from the operation down to the leaf.
std::vector<Step> chainSteps(const Analysis &analysis, const std::vector<Witness> &chain);
/// "load (config.cpp:12) -> read_all (io.cpp:40) -> 'std::ifstream'".
std::string chainText(const Analysis &analysis, const std::vector<Witness> &chain);
/// The library's own asynchronous way inside this root, with the call's arguments; the rule's own words where none is known.
std::string remedyFor(const Analysis &analysis, const Root &root, const Witness &leaf, const facts::OpT *call,
                      const BlockingRule &rule);

}  // namespace cotidy
