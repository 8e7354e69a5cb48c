// Settings.cpp: one file between the coroutine and the disk.
#include "Settings.h"

#include "Files.h"

Settings loadSettings(const std::string &file) { return {readAll(file), 80}; }

Settings defaultSettings() { return {"localhost", 80}; }
