// Embedded.cpp: holds the texts that cmake/Embed.cmake made of models/*.json.
#include "models/Embedded.h"

namespace cotidy {

const std::vector<EmbeddedFile> &embeddedModels() {
  static const std::vector<EmbeddedFile> files{
#include "BuiltinModels.inc"
  };
  return files;
}

}  // namespace cotidy
