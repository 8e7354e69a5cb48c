// CASE: a thread is given a coroutine that it calls: the lazy task is dropped before its first line.
#include <coro/coro.hpp>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace letters {

coro::task<void> deliver(std::string letter);

class Postman {
public:
    void start(std::vector<std::string> letters) {
        round_ = std::thread([letters = std::move(letters)] {
            for (const auto& letter : letters) {
                deliver(letter);  // EXPECT: unawaited-task
            }
        });
    }

    ~Postman() {
        if (round_.joinable()) {
            round_.join();
        }
    }

private:
    std::thread round_;
};

}  // namespace letters
