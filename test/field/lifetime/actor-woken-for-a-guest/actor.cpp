#include "actor.hpp"

#include <utility>

namespace theatre {

Actor::Actor(Studio& studio, std::string title) : studio_(studio), title_(std::move(title)) {}

asio::awaitable<Play> Actor::play() {
    int acts = co_await studio_.learn(title_);
    co_return Play{title_, acts};
}

} // namespace theatre
