// Resolve.h: the function that an interposer stands before: the next one of its name.
#pragma once

namespace cotidy::runtime {

/// `version` for symbols of which libc has several; null: the default.
void *resolve(const char *name, const char *version);

}  // namespace cotidy::runtime
