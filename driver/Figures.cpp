// Figures.cpp: no file means the figures that are built in; a damaged one is an error, never a silent return to those.
#include "driver/Figures.h"

#include "driver/JsonInput.h"
#include "driver/UserError.h"

#include <filesystem>

namespace cotidy {

void addFigures(Models &models, const std::string &root) {
  const std::string file = root + "/" + std::string(figuresName);
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return;
  const auto error = models.add(file, readInput(file, "the file of dispatch costs"));
  if (error) throw UserError(error->message + "; 'cotidy calibrate' writes it anew");
}

}  // namespace cotidy
