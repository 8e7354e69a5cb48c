#pragma once
#include <string>
#include <vector>

bool save_state(const std::string& file, const std::vector<std::string>& watches);
