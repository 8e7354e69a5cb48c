// CASE: the head is a first step of the chain, and nobody waits on the executor
#include <folly/executors/CPUThreadPoolExecutor.h>
#include <folly/futures/Future.h>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

class scanner {
public:
    explicit scanner(folly::CPUThreadPoolExecutor& cpu) : cpu_(cpu) {}

    folly::SemiFuture<std::vector<folly::Try<std::size_t>>> scan(const std::vector<std::string>& files) {
        std::vector<folly::Future<std::size_t>> parts;
        parts.reserve(files.size());
        for (const std::string& file : files)
            parts.push_back(peek(file).thenValue([this, file](std::string head) { return count(file, head); }));
        return folly::collectAll(std::move(parts));
    }

private:
    std::size_t count(const std::string& file, const std::string& head) {
        std::size_t n = 0;
        std::ifstream in(file);
        for (std::string line; std::getline(in, line);)
            n += line != head;
        return n;
    }

    folly::Future<std::string> peek(const std::string& file) {
        return folly::via(&cpu_, [file] {
            std::ifstream in(file);
            std::string line;
            std::getline(in, line);
            return line;
        });
    }

    folly::CPUThreadPoolExecutor& cpu_;
};
