// plugin.cpp: coroutines in a shared library, which another program loads and unloads. NAME makes copies that differ.
#include "task.h"

#include <unistd.h>

#ifndef NAME
#define NAME napsInPlugin
#endif

Task NAME() {
  usleep(5'000);
  co_return;
}

extern "C" void runPlugin() {
  for (int i = 0; i < 2; ++i) NAME().start();
  NAME();  // never runs
}
