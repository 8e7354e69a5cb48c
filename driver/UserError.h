// UserError.h: a mistake in what the user gave us (options, configuration, files). One line that names the file, the
// reason and the next step; main prints it and exits with 2. Nothing else is thrown across the driver.
#pragma once
#include <stdexcept>

namespace cotidy {

struct UserError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace cotidy
