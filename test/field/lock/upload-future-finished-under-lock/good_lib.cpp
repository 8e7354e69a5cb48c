#include "upload.hpp"

namespace store {

void finish(State& state) {
    const std::string error = std::move(state.error);
    state.completion.complete(error);
}

} // namespace store
