// CheckEmbedded.cpp: run by the build over the embedded models, so that a broken one breaks the build and not the user.
#include "models/Embedded.h"
#include "models/ModelReader.h"

#include <cstdio>

int main() {
  bool good = true;
  for (const cotidy::EmbeddedFile &embedded : cotidy::embeddedModels()) {
    auto file = cotidy::readModelFile("models/" + embedded.name + ".json", embedded.text);
    auto *error = std::get_if<cotidy::ModelError>(&file);
    if (!error) continue;
    std::fprintf(stderr, "%s\n", error->message.c_str());
    good = false;
  }
  return good ? 0 : 1;
}
