// CASE: the table is copied element by element, and others get their turn in between
#include <userver/engine/sleep.hpp>
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
            auto next = snapshot();
            merge_changes(*next);
            current_ = std::move(next);
        });
    }

private:
    std::unique_ptr<table> snapshot() const {
        auto copy = std::make_unique<table>();
        const auto data = current_;
        if (!data)
            return copy;
        copy->reserve(data->size());
        std::size_t done = 0;
        for (const auto& entry : *data) {
            copy->insert(entry);
            if (++done % 256 == 0)
                userver::engine::Yield();
        }
        return copy;
    }
    void merge_changes(table& into);

    std::shared_ptr<const table> current_;
    userver::utils::PeriodicTask refresh_;
};
