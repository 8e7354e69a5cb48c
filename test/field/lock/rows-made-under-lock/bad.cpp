// CASE: a seat is given under the lock of the plan; when no row is free it adds one by the method that takes the lock.
#include <mutex>
#include <set>
#include <vector>

namespace theatre {

class Plan {
public:
    void addRows(int count) {
        std::lock_guard<std::mutex> lock(mutex_);
        for (int n = 0; n < count; ++n) {
            free_.insert(static_cast<int>(rows_.size()));
            rows_.push_back(false);
        }
    }

    int seat(int wanted) {
        std::unique_lock<std::mutex> lock(mutex_);
        if (free_.empty()) {
            addRows(1);  // EXPECT: blocking-under-lock
        }
        auto row = free_.lower_bound(wanted);
        if (row == free_.end()) {
            row = free_.begin();
        }
        const int got = *row;
        free_.erase(row);
        rows_[got] = true;
        return got;
    }

private:
    std::mutex mutex_;
    std::set<int> free_;
    std::vector<bool> rows_;
};

}  // namespace theatre
