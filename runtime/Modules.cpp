// Modules.cpp: the modules that were named, found by the dynamic linker.
#include "runtime/Modules.h"

#include <dlfcn.h>
#include <link.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace cotidy::runtime {

namespace {

struct Module {
  uintptr_t base;
  char path[512];
  bool told;
};

constexpr unsigned limit = 256;
Module modules[limit];
unsigned count = 0;

/// The program itself has no name for the dynamic linker.
void namePath(Module &module, const char *name) {
  if (name && *name == '/') {
    strncpy(module.path, name, sizeof module.path - 1);
    return;
  }
  const long length = ::syscall(SYS_readlink, "/proc/self/exe", module.path, sizeof module.path - 1);
  module.path[length > 0 ? length : 0] = 0;
}

unsigned idOf(uintptr_t base, const char *name) {
  for (unsigned i = 0; i < count; ++i)
    if (modules[i].base == base && (*name == 0 || strcmp(modules[i].path, name) == 0 || *name != '/')) return i + 1;
  if (count == limit) return 0;
  Module &module = modules[count];
  module = {};
  module.base = base;
  namePath(module, name);
  return ++count;
}

}  // namespace

Place placeOf(uintptr_t address, Text &text) {
  Dl_info info;
  link_map *map = nullptr;
  if (!dladdr1(reinterpret_cast<void *>(address), &info, reinterpret_cast<void **>(&map), RTLD_DL_LINKMAP) || !map)
    return {0, address};
  const unsigned id = idOf(map->l_addr, map->l_name ? map->l_name : "");
  if (id == 0) return {0, address};
  Module &module = modules[id - 1];
  if (!module.told) {
    module.told = true;
    text.line("module").field("id", id).field("path", module.path).end();
  }
  return {id, address - map->l_addr};
}

void forgetModules() {
  for (unsigned i = 0; i < count; ++i) modules[i].told = false;
}

}  // namespace cotidy::runtime
