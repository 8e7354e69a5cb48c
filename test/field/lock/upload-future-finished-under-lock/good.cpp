// TU-SET: good.cpp good_lib.cpp
#include "upload.hpp"

namespace store {

void Upload::partDone(std::size_t bytes) {
    std::unique_lock lock(state_->mutex);
    state_->sent += bytes;
    if (--state_->inFlight == 0) {
        lock.unlock();
        finish(*state_);
    }
}

void Upload::partFailed(std::string why) {
    {
        std::lock_guard lock(state_->mutex);
        state_->error = std::move(why);
        --state_->inFlight;
    }
    finish(*state_);
}

void Upload::start(std::size_t parts) {
    std::lock_guard lock(state_->mutex);
    state_->inFlight += parts;
}

std::size_t Upload::sent() const {
    std::lock_guard lock(state_->mutex);
    return state_->sent;
}

} // namespace store
