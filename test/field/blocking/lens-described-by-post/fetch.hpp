#pragma once
#include <string>

/// Downloads what stands at an address; empty where that fails.
std::string fetch(const std::string& address);
