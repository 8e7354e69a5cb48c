// CASE: the feeds read on the executor for files that the program has anyway
#include <folly/executors/CPUThreadPoolExecutor.h>
#include <folly/futures/Future.h>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <vector>

using next_block = std::function<folly::Future<std::string>()>;

next_block open_feed(const std::string& file, folly::CPUThreadPoolExecutor& disk) {
    auto input = std::make_shared<std::ifstream>(file, std::ios::binary);
    return [input, &disk] {
        return folly::via(&disk, [input] {
            std::string block(1 << 20, '\0');
            input->read(block.data(), static_cast<std::streamsize>(block.size()));
            block.resize(static_cast<std::size_t>(input->gcount()));
            return block;
        });
    };
}

std::vector<next_block> open_all(const std::vector<std::string>& files, folly::CPUThreadPoolExecutor& disk) {
    std::vector<next_block> feeds;
    feeds.reserve(files.size());
    for (const std::string& file : files)
        feeds.push_back(open_feed(file, disk));
    return feeds;
}
