// Modules.h: addresses as module and offset, so that they mean something in another process.
#pragma once
#include "runtime/Text.h"

#include <stdint.h>

namespace cotidy::runtime {

struct Place {
  unsigned module;  // 0: unknown
  uint64_t offset;
};

/// Describes a module in the record when it is first named; so ask before the line that names it is begun.
Place placeOf(uintptr_t address, Text &text);

/// Where the module of an address was loaded; 0: nowhere.
uintptr_t baseOf(const void *address);

/// In a new file everything is described again.
void forgetModules();

}  // namespace cotidy::runtime
