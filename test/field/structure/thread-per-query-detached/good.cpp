#include <algorithm>
#include <cctype>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace names {

using Hits = std::vector<std::string>;

class Directory {
public:
    Hits search(const std::string& prefix) const;
};

class Completer {
public:
    explicit Completer(const Directory& directory) : directory_(directory) {}

    ~Completer() {
        if (worker_.joinable()) {
            worker_.join();
        }
    }

    void query(std::string prefix) {
        std::transform(prefix.begin(), prefix.end(), prefix.begin(), [](unsigned char c) { return std::tolower(c); });
        if (worker_.joinable()) {
            worker_.join();
        }
        worker_ = std::thread([this, prefix = std::move(prefix)] {
            Hits hits = directory_.search(prefix);
            std::lock_guard lock(mutex_);
            cache_[prefix] = hits;
            report(std::move(hits));
        });
    }

    // Joined on every path.
    Hits queryBoth(const std::string& a, const std::string& b) {
        Hits first;
        std::jthread other([&] { first = directory_.search(a); });
        Hits second = directory_.search(b);
        other.join();
        first.insert(first.end(), second.begin(), second.end());
        return first;
    }

    std::size_t cached() {
        std::lock_guard lock(mutex_);
        return cache_.size();
    }

private:
    void report(Hits hits) { last_ = std::move(hits); }

    const Directory& directory_;
    std::mutex mutex_;
    std::map<std::string, Hits> cache_;
    Hits last_;
    std::thread worker_;
};

} // namespace names
