// TU-SET: bad.cpp visits.cpp
// CASE: each pause is a thread of its own that sleeps and then fulfils a promise
#include "later.hpp"
#include <thread>
#include <utility>

folly::SemiFuture<folly::Unit> after(std::chrono::milliseconds pause) {
    folly::Promise<folly::Unit> promise;
    auto ready = promise.getSemiFuture();
    std::thread([promise = std::move(promise), pause]() mutable {  // EXPECT: thread-per-item|detached-task
        std::this_thread::sleep_for(pause);
        promise.setValue();
    }).detach();  // EXPECT-ALT: thread-per-item|detached-task
    return ready;
}
