// Files.cpp: where the disk is touched.
#include "Files.h"

#include <fstream>
#include <iterator>

std::string readAll(const std::string &file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
