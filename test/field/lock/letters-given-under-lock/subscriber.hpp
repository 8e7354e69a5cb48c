#pragma once
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace post {

struct Letter {
    std::string text;
};

class Subscriber {
public:
    using OnLetter = std::function<void(std::shared_ptr<const Letter>)>;
    explicit Subscriber(OnLetter onLetter) : onLetter_(std::move(onLetter)) {}
    void provide(std::shared_ptr<const Letter> letter);

private:
    void dispatch(std::shared_ptr<const Letter> letter);

    OnLetter onLetter_;
    int seen_ = 0;
};

}  // namespace post
