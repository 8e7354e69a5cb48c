#pragma once
#include <string>

std::string packed(const std::string& plain, int level);
