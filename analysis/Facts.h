// Facts.h: the facts of one translation unit as C++ objects, and the only way to read them from bytes.
#pragma once
#include "Facts_generated.h"  // flatc, from Facts.fbs: the schema is the documentation

#include <memory>
#include <string>
#include <string_view>

namespace cotidy {

/// Raised whenever a field of Facts.fbs changes its meaning.
inline constexpr std::uint32_t factsVersion = 3;

/// Serialises a unit: equal units give equal bytes.
std::string pack(const facts::UnitT &unit);
/// The nested buffer of one body.
std::string pack(const facts::BodyT &body);

/// Reads facts defensively: verifies the buffer, the identifier and the version, and that every index is in range.
/// Returns null and fills `error` (one line, no newline) on anything that does not hold.
std::unique_ptr<facts::UnitT> readUnit(std::string_view bytes, std::string &error);
std::unique_ptr<facts::BodyT> readBody(const facts::FunctionT &function, std::string &error);

/// The same as JSON, for people and golden tests; empty with `error` filled where the bytes are no facts.
std::string dumpFacts(std::string_view bytes, std::string &error);

}  // namespace cotidy
