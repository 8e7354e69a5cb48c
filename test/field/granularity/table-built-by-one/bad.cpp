// CASE: a thread hands the only part of a table to the pool, and sleeps until it is built
#include <folly/executors/CPUThreadPoolExecutor.h>
#include <folly/futures/Future.h>
#include <string>
#include <vector>

struct part {
    std::vector<std::string> keys;
    std::vector<std::size_t> slots;
};

class table_builder {
public:
    explicit table_builder(folly::CPUThreadPoolExecutor& pool) : pool_(pool) {}

    void build(part& whole) {
        auto built = folly::via(&pool_, [&whole] { fill(whole); });  // EXPECT-ALT: submit-then-wait
        std::move(built).get();  // EXPECT: submit-then-wait
        publish(whole);
    }

private:
    static void fill(part& one);
    void publish(const part& one);
    folly::CPUThreadPoolExecutor& pool_;
};

int main() {
    folly::CPUThreadPoolExecutor pool(4);
    table_builder builder(pool);
    part whole;
    builder.build(whole);
}
