// CASE: the pattern is read while the pieces are listed
#include <folly/coro/Collect.h>
#include <folly/coro/Task.h>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

struct pattern {
    std::string name;
    int columns = 0;
};

class chest {
public:
    folly::coro::Task<pattern> load_pattern(std::string quilt) const;
    folly::coro::Task<std::vector<std::string>> list_pieces(std::string quilt) const;
};

struct quilt {
    pattern made_like;
    std::vector<std::string> pieces;
};

class quilter {
public:
    explicit quilter(std::shared_ptr<const chest> from) : from_(std::move(from)) {}

    folly::coro::Task<quilt> open(std::string name) {
        quilt opened;
        std::tie(opened.made_like, opened.pieces) =
            co_await folly::coro::collectAll(from_->load_pattern(name), from_->list_pieces(name));
        co_return opened;
    }

private:
    std::shared_ptr<const chest> from_;
};
