// SarifPlaces.h: where things are, in SARIF's terms: URIs, and regions whose columns count UTF-16 units.
#pragma once
#include "checks/Finding.h"
#include "driver/Sources.h"

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace cotidy::sarif {

using Json = nlohmann::ordered_json;

/// The base that relative URIs count from.
inline constexpr std::string_view rootBase = "%SRCROOT%";

/// An absolute folder as a base URI, with the slash that SARIF wants at its end.
std::string folderUri(std::string_view folder);

/// Relative to the root, percent-encoded; only a file outside of the root keeps its absolute path.
Json artifactLocation(const std::string &file);

/// physicalLocation with region and snippet; `context` adds the lines around it.
Json physicalLocation(const Location &at, const Sources &sources, bool context);

/// The bytes [begin, end) of a file as a region that a fix may delete; null where the file has no such bytes.
Json editedRegion(const std::string &file, std::uint32_t begin, std::uint32_t end, const Sources &sources);

}  // namespace cotidy::sarif
