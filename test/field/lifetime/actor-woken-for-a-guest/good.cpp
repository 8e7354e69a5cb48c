// TU-SET: good.cpp actor.cpp
#include "actor.hpp"

namespace theatre {

static asio::awaitable<Play> keep(std::shared_ptr<Actor> actor) { co_return co_await actor->play(); }

asio::awaitable<Play> Stage::perform(const std::string& title) {
    auto actor = std::make_shared<Actor>(studio_, title);
    return keep(std::move(actor));
}

asio::awaitable<Play> Stage::rehearse(std::string title) {
    auto actor = std::make_shared<Actor>(studio_, std::move(title));
    co_return co_await actor->play();  // the frame keeps it
}

} // namespace theatre
