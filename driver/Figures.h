// Figures.h: the figures of this machine that `calibrate` writes and that all other commands read: a model file in the
// project's root, below all model files of the user.
#pragma once
#include "models/Models.h"

#include <string>
#include <string_view>

namespace cotidy {

inline constexpr std::string_view figuresName = ".cotidy-costs.json";

/// Adds the file of this root, where there is one; throws UserError where it is damaged.
void addFigures(Models &models, const std::string &root);

}  // namespace cotidy
