// BriefWork.h: work that blocks by its name, but is short as a rule: a question after one file, which the kernel answers
// from what it remembers of the directory.
#pragma once
#include "analysis/Effects.h"

namespace cotidy {

/// Is the leaf such a question? A loop around it makes it long, unless each round suspends or sleeps.
bool isBrief(const Program &program, const Witness &leaf);
/// The same for the whole way to it: a function that asks once, and is called in a loop, asks often.
bool isBrief(const Program &program, const std::vector<Witness> &chain);
/// Is the function a logger's, by what it, its class or its namespace is called? A line of the log is short, and goes to a
/// buffer of the kernel as a rule. The log of a database is none: whoever writes it waits until it is stored.
bool belongsToLogger(const Function &function);

}  // namespace cotidy
