// TU-SET: bad.cpp lib.cpp
// CASE: a task of the engine connects by a driver that pauses between two attempts by a sleep of the thread, in another file
#include "hooks.hpp"
#include <userver/utils/async.hpp>
#include <map>
#include <string>

class timetable {
public:
    userver::engine::TaskWithResult<bool> connect(std::string harbour) {
        return userver::utils::Async("dock", [this, harbour] {
            const bool there = ferry::dock(harbour, attempts_);  // EXPECT: blocking-sleep|busy-wait
            docked_[harbour] = there;
            return there;
        });
    }

private:
    unsigned attempts_ = 5;
    std::map<std::string, bool> docked_;
};
