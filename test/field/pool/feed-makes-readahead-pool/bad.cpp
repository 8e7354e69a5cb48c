// CASE: every feed that is opened starts an executor of one thread to read ahead
#include <folly/executors/CPUThreadPoolExecutor.h>
#include <folly/futures/Future.h>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <vector>

using next_block = std::function<folly::Future<std::string>()>;

next_block open_feed(const std::string& file) {
    auto input = std::make_shared<std::ifstream>(file, std::ios::binary);
    auto background = std::make_shared<folly::CPUThreadPoolExecutor>(1);  // EXPECT: pool-per-call
    return [input, background] {
        return folly::via(background.get(), [input] {
            std::string block(1 << 20, '\0');
            input->read(block.data(), static_cast<std::streamsize>(block.size()));
            block.resize(static_cast<std::size_t>(input->gcount()));
            return block;
        });
    };
}

std::vector<next_block> open_all(const std::vector<std::string>& files) {
    std::vector<next_block> feeds;
    feeds.reserve(files.size());
    for (const std::string& file : files)
        feeds.push_back(open_feed(file));  // EXPECT-ALT: pool-per-call
    return feeds;
}
