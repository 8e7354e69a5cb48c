// CASE: at the start old notices are looked up and dropped, all of them at the same time, and there may be very many
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <cstdint>
#include <string>
#include <vector>

namespace ss = seastar;

struct notice {
    std::string board;
    std::uint32_t shard = 0;
    std::uint64_t segment = 0;
};

class archive {
public:
    ss::future<std::vector<notice>> select(std::string request);
    ss::future<> execute(std::string request, std::uint32_t shard, std::uint64_t segment);
    ss::future<> flush();
};

class notice_board {
public:
    explicit notice_board(archive& a) : archive_(a) {}
    ss::future<> forget_old_notices() {
        const std::vector<notice> rows = co_await archive_.select("select board, shard, segment from notices");
        bool any = false;
        co_await ss::max_concurrent_for_each(rows, 64, [&](const notice& one) -> ss::future<> {
            if (one.board.empty())
                co_return;
            co_await archive_.execute("delete from notices where board = '" + one.board + "'", one.shard, one.segment);
            any = true;
        });
        if (any)
            co_await archive_.flush();
    }

private:
    archive& archive_;
};
