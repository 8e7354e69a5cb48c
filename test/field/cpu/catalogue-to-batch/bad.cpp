// CASE: saving a catalogue packs all of it into one batch before the first await of the save
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace ss = seastar;

class batch_builder {
public:
    void add(std::string key, std::optional<std::string> value) {
        bytes_ += key.size() + (value ? value->size() : 0);
        records_.emplace_back(std::move(key), std::move(value));
    }
    std::vector<std::pair<std::string, std::optional<std::string>>> build() && { return std::move(records_); }

private:
    std::vector<std::pair<std::string, std::optional<std::string>>> records_;
    std::size_t bytes_ = 0;
};

class catalogue {
public:
    ss::future<> save() {
        if (books_.empty())
            co_return;
        batch_builder builder;
        for (const auto& [isbn, title] : books_)  // EXPECT: cpu-loop-on-executor
            builder.add("isbn:" + isbn, title);
        co_await write(std::move(builder).build());
    }

private:
    ss::future<> write(std::vector<std::pair<std::string, std::optional<std::string>>> records);
    std::unordered_map<std::string, std::string> books_;
};
