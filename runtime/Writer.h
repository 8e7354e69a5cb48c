// Writer.h: writes what the tables hold into the record, by raw system calls: it must work while the program crashes.
#pragma once
#include "runtime/Hooks.h"

namespace cotidy::runtime {

/// Appends what was added since the last time. The file is opened anew each time: a program that closes all its
/// descriptors must not find our lines in its own files.
void writeRecord();

/// The same with a last line. `reason`: exit, _exit, abort, exec, signal N.
void writeEnd(const char *reason);

/// The image starts here: a new pid, or the parent's memory in a forked child.
void startRecord();

/// For the units of instrumented code.
void addUnit(Unit *unit);
void removeUnit(Unit *unit);

}  // namespace cotidy::runtime
