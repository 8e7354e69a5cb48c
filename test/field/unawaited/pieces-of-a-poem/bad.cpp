// CASE: a splitter takes a plain callback; it gets a coroutine lambda, whose rest runs when its vector is gone.
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/coroutine/maybe_yield.hh>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace poems {

struct frozen { std::string bytes; };
seastar::future<frozen> freeze(std::string verse);
seastar::future<> print(std::vector<frozen> verses);

seastar::future<> for_each_verse(std::string poem, std::size_t longest, std::function<void(std::string)> sink) {
    for (std::size_t at = 0; at < poem.size(); at += longest) {
        sink(poem.substr(at, longest));
        co_await seastar::coroutine::maybe_yield();
    }
}

seastar::future<> publish(std::vector<std::string> poems) {
    std::vector<frozen> verses;
    for (auto& poem : poems) {
        if (poem.size() <= 4096) {
            verses.push_back(co_await freeze(std::move(poem)));
        } else {
            co_await for_each_verse(std::move(poem), 4096, [&](std::string verse) -> seastar::future<> {  // EXPECT: coroutine-as-void-callback
                verses.push_back(co_await freeze(std::move(verse)));
            });
        }
    }
    co_await print(std::move(verses));
}

// A callback that is no coroutine.
seastar::future<std::size_t> count(std::string poem) {
    std::size_t verses = 0;
    co_await for_each_verse(std::move(poem), 80, [&](std::string) { ++verses; });
    co_return verses;
}

} // namespace poems
