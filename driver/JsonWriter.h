// JsonWriter.h: a report as cotidy's own JSON, for scripts. docs/json.md describes every field; new ones may come, and
// none changes its meaning without a new `format`.
#pragma once
#include "driver/Extras.h"
#include "driver/Report.h"
#include "driver/Sources.h"

#include <string>

namespace cotidy {

inline constexpr int jsonFormat = 1;

/// Equal reports over equal files give equal bytes.
std::string toJson(const Report &report, const Sources &sources, const Extras &extras = {});

}  // namespace cotidy
