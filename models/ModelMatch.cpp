// ModelMatch.cpp: globs and conditions. A condition about something unknown does not hold, as `when` or as `unless`.
#include "models/ModelMatch.h"

#include <algorithm>

namespace cotidy {
namespace {

using Globs = std::vector<std::string>;

bool anyFits(const Globs &globs, std::string_view name) {
  return std::any_of(globs.begin(), globs.end(), [&](const std::string &glob) { return fits(glob, name); });
}

bool anyTypeFits(const Globs &globs, const std::vector<std::string_view> &types, const Normalise &normalise) {
  return std::any_of(types.begin(), types.end(),
                     [&](std::string_view type) { return anyFits(globs, normalise(type)); });
}

bool holdsOf(const Condition &c, const Operand &o, const Normalise &normalise) {
  if (c.equals) return o.constant && *o.constant == *c.equals;
  if (c.has) return o.constant && (*o.constant & *c.has) == *c.has;
  if (c.constant) return o.constant.has_value() == *c.constant;
  if (!c.type.empty()) return anyTypeFits(c.type, o.types, normalise);
  if (!c.templateArgument.empty()) return anyTypeFits(c.templateArgument, o.templateArguments, normalise);
  if (!c.named.empty()) return anyFits(c.named, o.name);
  if (!c.text.empty()) return !o.text.empty() && anyFits(c.text, o.text);
  if (!c.origin.empty()) return anyTypeFits(c.origin, o.origins, normalise);
  if (c.nonblocking) return o.nonblocking == *c.nonblocking;
  if (c.ready) return o.ready == *c.ready;
  if (c.callable) return o.callable == *c.callable;
  return false;
}

bool holds(const Condition &c, const CallView &call, const Normalise &normalise) {
  if (c.count) return int(call.arguments.size()) == *c.count;
  if (!c.result.empty()) return anyTypeFits(c.result, call.result, normalise);
  if (c.anyArgument)
    return std::any_of(call.arguments.begin(), call.arguments.end(),
                       [&](const Operand &o) { return holdsOf(c, o, normalise); });
  if (!c.argument) return call.object && holdsOf(c, *call.object, normalise);
  int size = int(call.arguments.size()), index = *c.argument < 0 ? size + *c.argument : *c.argument;
  return index >= 0 && index < size && holdsOf(c, call.arguments[std::size_t(index)], normalise);
}

}  // namespace

bool fits(std::string_view glob, std::string_view name) {
  while (!glob.empty() && glob.front() != '*') {
    if (name.empty() || name.front() != glob.front()) return false;
    glob.remove_prefix(1);
    name.remove_prefix(1);
  }
  if (glob.empty()) return name.empty();
  bool everything = glob.starts_with("**");
  std::string_view rest = glob.substr(everything ? 2 : 1);
  if (everything && rest.starts_with("::") && fits(rest.substr(2), name)) return true;
  for (;; name.remove_prefix(1)) {
    if (fits(rest, name)) return true;
    if (name.empty() || (!everything && name.front() == ':')) return false;
  }
}

bool fits(const FunctionModel &model, const CallView &call, const Normalise &normalise) {
  auto hold = [&](const Condition &c) { return holds(c, call, normalise); };
  return std::all_of(model.when.begin(), model.when.end(), hold) &&
         std::none_of(model.unless.begin(), model.unless.end(), hold);
}

}  // namespace cotidy
