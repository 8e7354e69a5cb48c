// The line is the coroutine's own.
#include <folly/coro/Task.h>
#include <folly/executors/CPUThreadPoolExecutor.h>
#include <string>
#include <utility>

namespace school {

std::string& board() {
    thread_local std::string text;
    return text;
}

folly::coro::Task<int> markOf(std::string pupil);
folly::coro::Task<void> hangUp(std::string text);

folly::coro::Task<void> report(std::string pupil) {
    std::string line = pupil + ": ";
    const int mark = co_await markOf(std::move(pupil));
    line += std::to_string(mark);
    co_await hangUp(line);
    board().clear();
}

folly::coro::Task<void> dayOff(std::string why) {
    {
        auto& line = board();
        line.assign(why);
    }
    co_await hangUp(std::move(why));
}

}  // namespace school

int main() {
    folly::CPUThreadPoolExecutor pool(4);
    auto first = school::report("Ada").scheduleOn(&pool).start();
    std::move(first).get();
}
