// Disk.cpp: the work itself.
#include "Index.h"

#include <fstream>

void Index::write(const std::map<std::string, int> &entries) {
  std::ofstream out("index");
  for (const auto &[key, value] : entries) out << key << ' ' << value << '\n';
}
