// Ledger.h: a ledger that a background thread compacts; its bodies are in Ledger.cpp.
#pragma once
#include <mutex>
#include <string>
#include <vector>

class Ledger {
public:
  void add(std::string line);
  void compact();

private:
  std::mutex mutex_;
  std::vector<std::string> lines_;
};
