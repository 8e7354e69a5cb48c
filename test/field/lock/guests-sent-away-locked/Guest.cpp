#include "House.h"

namespace house {

void Guest::leave() { house_.forget(id_); }

}  // namespace house
