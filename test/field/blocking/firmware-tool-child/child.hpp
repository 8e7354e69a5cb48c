#pragma once
#include <string>
#include <vector>

int run_child(std::vector<std::string> words);
