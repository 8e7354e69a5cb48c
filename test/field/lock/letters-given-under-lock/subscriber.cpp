#include "subscriber.hpp"

namespace post {

void Subscriber::provide(std::shared_ptr<const Letter> letter) {
    ++seen_;
    dispatch(std::move(letter));
}

void Subscriber::dispatch(std::shared_ptr<const Letter> letter) {
    if (onLetter_) {
        onLetter_(std::move(letter));
    }
}

}  // namespace post
