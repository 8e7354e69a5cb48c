// CASE: the pause suspends the task only
#include <userver/engine/sleep.hpp>
#include <userver/utils/async.hpp>
#include <chrono>
#include <map>
#include <string>

class timetable {
public:
    userver::engine::TaskWithResult<bool> connect(std::string harbour) {
        return userver::utils::Async("dock", [this, harbour] {
            const bool there = dock(harbour);
            docked_[harbour] = there;
            return there;
        });
    }

private:
    bool dock(const std::string& harbour) {
        for (unsigned i = 0; i < attempts_; ++i) {
            if (try_berth(harbour))
                return true;
            userver::engine::SleepFor(std::chrono::milliseconds(50));
        }
        return false;
    }
    static bool try_berth(const std::string& harbour) { return !harbour.empty(); }

    unsigned attempts_ = 5;
    std::map<std::string, bool> docked_;
};
