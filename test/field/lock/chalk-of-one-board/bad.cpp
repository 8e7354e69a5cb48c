// CASE: a line is written on the board of the thread, and read from it after a wait: another thread may go on.
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
    auto& line = board();  // EXPECT-ALT: thread-local-across-suspension
    line.assign(pupil);
    line += ": ";
    const int mark = co_await markOf(std::move(pupil));  // EXPECT: thread-local-across-suspension
    line += std::to_string(mark);  // EXPECT-ALT: thread-local-across-suspension
    co_await hangUp(line);  // EXPECT-ALT: thread-local-across-suspension
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
