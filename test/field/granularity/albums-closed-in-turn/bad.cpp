// CASE: at the end the albums that were written are closed one after the other, and each writes its last page then
#include <folly/coro/Task.h>
#include <map>
#include <memory>
#include <string>

class album {
public:
    folly::coro::Task<void> close();
};

class album_desk {
public:
    folly::coro::Task<void> finish() {
        for (auto& [name, one] : open_) {  // EXPECT-HINT: await-in-loop
            co_await one->close();  // EXPECT-ALT: await-in-loop
        }
        open_.clear();
    }

private:
    std::map<std::string, std::unique_ptr<album>> open_;
};
