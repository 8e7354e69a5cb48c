#include <folly/coro/AsyncGenerator.h>
#include <folly/coro/Sleep.h>
#include <folly/coro/Task.h>
#include <folly/executors/GlobalExecutor.h>
#include <chrono>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace upload {

struct Receipt { std::string id; };
folly::coro::Task<std::string> sendChunk(std::string bytes);

class Sender {
public:
    explicit Sender(std::string secret) : secret_(std::move(secret)) {}

    folly::coro::Task<Receipt> send(folly::coro::AsyncGenerator<std::string> chunks) {
        std::string last;
        while (auto chunk = co_await chunks.next()) {
            last = co_await sendChunk(seal(std::move(*chunk)));
        }
        co_return Receipt{last + secret_};
    }

private:
    std::string seal(std::string s) const { return s + secret_; }

    std::string secret_;
};

using Done = std::function<void(std::string)>;

void startUpload(std::string secret, folly::coro::AsyncGenerator<std::string> chunks, Done done) {
    auto sender = std::make_shared<Sender>(std::move(secret));
    folly::coro::co_withExecutor(folly::getGlobalIOExecutor(), sender->send(std::move(chunks)))
        .start([sender, done = std::move(done)](auto&& receipt) { done(receipt.hasValue() ? receipt.value().id : "lost"); });
}

// Awaited: the frame keeps the object until the member coroutine is done.
folly::coro::Task<std::string> uploadNow(std::string secret, folly::coro::AsyncGenerator<std::string> chunks) {
    Sender sender(std::move(secret));
    const Receipt r = co_await sender.send(std::move(chunks));
    co_return r.id;
}

/// Lives as long as the program.
Sender& shared() {
    static Sender sender("public");
    return sender;
}

void startPublic(folly::coro::AsyncGenerator<std::string> chunks) {
    folly::coro::co_withExecutor(folly::getGlobalIOExecutor(), shared().send(std::move(chunks)))
        .start([](auto&& receipt) { std::puts(receipt.hasValue() ? "sent" : "lost"); });
}

} // namespace upload
