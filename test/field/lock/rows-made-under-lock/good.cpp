// CASE (corrected): the work is in a method that expects the lock, both public methods take it once.
#include <mutex>
#include <set>
#include <vector>

namespace theatre {

class Plan {
public:
    void addRows(int count) {
        std::lock_guard<std::mutex> lock(mutex_);
        addRowsLocked(count);
    }

    int seat(int wanted) {
        std::unique_lock<std::mutex> lock(mutex_);
        if (free_.empty()) {
            addRowsLocked(1);
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
    void addRowsLocked(int count) {
        for (int n = 0; n < count; ++n) {
            free_.insert(static_cast<int>(rows_.size()));
            rows_.push_back(false);
        }
    }

    std::mutex mutex_;
    std::set<int> free_;
    std::vector<bool> rows_;
};

}  // namespace theatre
