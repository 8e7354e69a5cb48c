// MemberUses.h: what a method does with the members of its object, each by its place.
#pragma once
#include "analysis/Program.h"

#include <map>
#include <set>

namespace cotidy {

struct MemberUses {
  std::set<std::string> touched;
  std::map<std::string, std::string> written;  // to the member's name
  std::set<std::string> asked;                 // a branch, or a result that is true or false, hangs on them
};

MemberUses memberUses(const Function &function);
/// Of an object that nobody else knows yet.
bool isConstructor(const Function &function);
/// The place of the member of the own object that the value is; empty for anything else.
std::string memberOf(const Function &function, std::int32_t value);

}  // namespace cotidy
