// Embedded.h: the model files of this folder as the build found them.
#pragma once
#include <string>
#include <vector>

namespace cotidy {

struct EmbeddedFile {
  std::string name;  // without folder and extension: "asio"
  std::string text;
};

/// Sorted by name.
const std::vector<EmbeddedFile> &embeddedModels();

}  // namespace cotidy
