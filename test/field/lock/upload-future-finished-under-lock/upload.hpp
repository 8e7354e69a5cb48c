#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace store {

/// What the user waits for: runs his callback when the upload is complete.
class Completion {
public:
    void then(std::function<void(const std::string&)> callback) { callback_ = std::move(callback); }
    void complete(const std::string& error) const {
        if (callback_) {
            callback_(error);
        }
    }

private:
    std::function<void(const std::string&)> callback_;
};

struct State {
    std::mutex mutex;
    std::size_t inFlight = 0;
    std::size_t sent = 0;
    std::string error;
    Completion completion;
};

void finish(State& state);

class Upload {
public:
    explicit Upload(std::shared_ptr<State> state) : state_(std::move(state)) {}
    void start(std::size_t parts);
    void partDone(std::size_t bytes);
    void partFailed(std::string why);
    std::size_t sent() const;

private:
    std::shared_ptr<State> state_;
};

} // namespace store
