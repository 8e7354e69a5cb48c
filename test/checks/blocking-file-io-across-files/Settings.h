// Settings.h: settings of a program; Settings.cpp reads them with Files.cpp.
#pragma once
#include <string>

struct Settings {
  std::string host;
  int port = 0;
};

Settings loadSettings(const std::string &file);
Settings defaultSettings();
