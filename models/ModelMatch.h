// ModelMatch.h: does a name fit a glob, does a call fit the conditions of a model?
#pragma once
#include "models/Models.h"

#include <functional>

namespace cotidy {

/// `*` fits any run of characters without ':', `**` any run; "a::**::b" fits "a::b" as well.
bool fits(std::string_view glob, std::string_view name);

inline bool isGlob(std::string_view name) { return name.find('*') != std::string_view::npos; }

/// All of `when` hold, none of `unless` does. What cannot be known (an argument that is not there) does not hold.
using Normalise = std::function<std::string(std::string_view)>;
bool fits(const FunctionModel &model, const CallView &call, const Normalise &normalise);

}  // namespace cotidy
