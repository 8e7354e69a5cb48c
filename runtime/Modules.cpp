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

/// As another process would find it. The program itself has no name for the dynamic linker; a library may have been
/// loaded by a path that counts from the working folder.
void namePath(char (&path)[sizeof Module::path], const char *name) {
  path[0] = 0;
  if (*name == 0) {
    const long length = ::syscall(SYS_readlink, "/proc/self/exe", path, sizeof path - 1);
    path[length > 0 ? length : 0] = 0;
    return;
  }
  if (*name != '/' && strchr(name, '/')) {
    if (::syscall(SYS_getcwd, path, sizeof path) <= 0 || path[0] != '/') path[0] = 0;
    strncat(path, "/", sizeof path - strlen(path) - 1);
  }
  strncat(path, name, sizeof path - strlen(path) - 1);
}

unsigned idOf(uintptr_t base, const char *name) {
  char path[sizeof Module::path];
  namePath(path, name);
  for (unsigned i = 0; i < count; ++i)  // another library may have come where one was unloaded
    if (modules[i].base == base && strcmp(modules[i].path, path) == 0) return i + 1;
  if (count == limit) return 0;
  Module &module = modules[count];
  module.base = base;
  module.told = false;
  strcpy(module.path, path);
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

uintptr_t baseOf(const void *address) {
  Dl_info info;
  link_map *map = nullptr;
  return dladdr1(address, &info, reinterpret_cast<void **>(&map), RTLD_DL_LINKMAP) && map ? map->l_addr : 0;
}

void forgetModules() {
  for (unsigned i = 0; i < count; ++i) modules[i].told = false;
}

}  // namespace cotidy::runtime
