// WorkerMessage.h: what a worker sends to its parent: Extracted as bytes. Both ends are the same program: there is no
// version; but the sender may die in the middle, so the reader trusts no length.
#pragma once
#include "analysis/Extract.h"

#include <optional>
#include <string>
#include <string_view>

namespace cotidy {

std::string encodeMessage(const Extracted &extracted);

/// Nothing where the bytes do not end where they should.
std::optional<Extracted> decodeMessage(std::string_view bytes);

}  // namespace cotidy
