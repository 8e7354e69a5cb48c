// CostWeights.h: what single steps cost that no model speaks of: operations, expressions, and calls by their form. Chosen on
// the bodies of bench/cost; nanoseconds of compiled code at -O2.
#pragma once
#include "analysis/Program.h"

namespace cotidy {

bool isFloating(Type type);
double weightOf(const Function &function, const facts::ValueT &value);
double weightOf(const Function &function, const facts::OpT &op);

/// A const method without arguments of a library class: size(), begin().
bool isAccessor(const Function &function, const facts::OpT &op, const facts::CalleeT &callee);
/// `++`, `*`, `!=` of an iterator of the library: an instruction or two. Those of views run the user's code.
bool isIteratorStep(const Function &function, const facts::OpT &op, const facts::CalleeT &callee);
/// Braces around an aggregate's members, or a copy of what is only plain data.
bool copiesPlainData(const Function &function, const facts::OpT &op, const facts::CalleeT *callee);
/// Makes a value of the library that has nothing to give back: an optional number, a view, a point in time.
bool makesPlainValue(const Function &function, const facts::CalleeT &callee);
/// Makes a container with its elements: a copy, or from a count, a list or a range.
bool fillsContainer(const Function &function, const facts::CalleeT &callee);
/// What one element of the new container costs.
double weightOfElement(const Function &function, const facts::CalleeT &callee);

}  // namespace cotidy
