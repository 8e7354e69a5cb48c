// MemberTokens.h: a stop token that a class keeps, perhaps to fire it itself, and that none of its loops can hear.
#pragma once
#include "analysis/Analysis.h"

namespace cotidy {

/// A member that no method looks at or hands on.
struct DeafToken {
  std::string usr, name;
  std::string_view owner;                       // plain name of the class
  std::vector<const Function *> firedIn;        // the methods that fire it; none: it was given to the object
};

std::vector<DeafToken> deafTokens(const Analysis &analysis);

/// Does the function, and what it calls of the object, share nothing with those who fire the token, so that its loops
/// cannot hear of a stop in another way? Where others fire it: with any other method that changes the object. Unknown
/// methods of the object may share anything.
bool isOutOfHearing(const Analysis &analysis, const Function &function, const DeafToken &token);

}  // namespace cotidy
