// Files.h: whole files.
#pragma once
#include <string>

std::string readAll(const std::string &file);
