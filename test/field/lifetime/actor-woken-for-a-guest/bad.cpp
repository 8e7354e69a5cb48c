// TU-SET: bad.cpp actor.cpp
// CASE: a member coroutine is started on an object that only the local pointer of the caller keeps.
#include "actor.hpp"

namespace theatre {

asio::awaitable<Play> Stage::perform(const std::string& title) {
    auto actor = std::make_shared<Actor>(studio_, title);
    return actor->play();  // EXPECT: dangling-this
}

asio::awaitable<Play> Stage::rehearse(std::string title) {
    auto actor = std::make_shared<Actor>(studio_, std::move(title));
    co_return co_await actor->play();  // the frame keeps it
}

} // namespace theatre
