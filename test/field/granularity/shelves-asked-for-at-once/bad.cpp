// CASE: a reader names as many books as he likes, and all of them are read into memory at the same time
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/when_all.hh>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace ss = seastar;

struct wish {
    std::string book;
    std::size_t from = 0;
    std::size_t most = 0;
};

struct text {
    std::string bytes;
};

class library {
public:
    ss::future<text> read(std::string book, std::size_t from, std::size_t most);
};

class reading_room {
public:
    explicit reading_room(library& books) : books_(books) {}

    ss::future<std::vector<text>> serve(std::vector<wish> wishes) {
        std::vector<ss::future<text>> reading;
        reading.reserve(wishes.size());
        for (const wish& one : wishes)
            reading.push_back(read_one(one));  // EXPECT: unbounded-spawn
        co_return co_await ss::when_all_succeed(reading.begin(), reading.end());
    }

private:
    ss::future<text> read_one(wish one) {
        text got = co_await books_.read(one.book, one.from, one.most);
        read_ += got.bytes.size();
        co_return got;
    }

    library& books_;
    std::size_t read_ = 0;
};
