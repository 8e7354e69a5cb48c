// CASE: to open a quilt, its pattern is read, and only then its pieces are listed; neither needs the other
#include <folly/coro/Task.h>
#include <memory>
#include <string>
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
        opened.made_like = co_await from_->load_pattern(name);  // EXPECT-ALT: sequential-awaits
        opened.pieces = co_await from_->list_pieces(name);  // EXPECT-HINT: sequential-awaits
        co_return opened;
    }

private:
    std::shared_ptr<const chest> from_;
};
