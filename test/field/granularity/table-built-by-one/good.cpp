// CASE: the thread builds one half itself while the pool builds the other
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

    void build(part& left, part& right) {
        auto built = folly::via(&pool_, [&left] { fill(left); });
        fill(right);
        std::move(built).get();
        publish(left);
        publish(right);
    }

private:
    static void fill(part& one);
    void publish(const part& one);
    folly::CPUThreadPoolExecutor& pool_;
};

int main() {
    folly::CPUThreadPoolExecutor pool(4);
    table_builder builder(pool);
    part left, right;
    builder.build(left, right);
}
