// CASE: a periodic refresh begins with a copy of the whole table that it is about to change
#include <userver/utils/periodic_task.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <unordered_map>

struct subscription {
    std::string address;
    std::string street;
    unsigned issues = 0;
};

class journals {
public:
    using table = std::unordered_map<std::string, subscription>;

    void start() {
        refresh_.Start("journals", std::chrono::seconds(30), [this] {
            auto next = snapshot();  // EXPECT: cpu-loop-on-executor
            merge_changes(*next);
            current_ = std::move(next);
        });
    }

private:
    std::unique_ptr<table> snapshot() const {
        if (const auto data = current_)
            return std::make_unique<table>(*data);
        return std::make_unique<table>();
    }
    void merge_changes(table& into);

    std::shared_ptr<const table> current_;
    userver::utils::PeriodicTask refresh_;
};
