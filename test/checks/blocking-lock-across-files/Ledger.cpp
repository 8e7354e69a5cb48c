// Ledger.cpp: compact() keeps the mutex for as long as the disk takes.
#include "Ledger.h"

#include <filesystem>
#include <fstream>
#include <utility>

void Ledger::add(std::string line) {
  std::lock_guard lock(mutex_);
  lines_.push_back(std::move(line));
}

void Ledger::compact() {
  std::lock_guard lock(mutex_);
  std::ofstream out("ledger.new");
  for (const auto &line : lines_)
    out << line << '\n';
  out.close();
  std::filesystem::rename("ledger.new", "ledger");
}
