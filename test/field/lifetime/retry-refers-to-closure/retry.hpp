#pragma once
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/sharded.hh>
#include <seastar/core/sleep.hh>
#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace tram {

struct halt { std::string name; int platform = 0; };

class timetable {
public:
    seastar::future<> replace(std::vector<halt> halts);
    seastar::future<> erase(std::vector<std::string> names);

private:
    seastar::future<> with_retry(std::function<seastar::future<>()> attempt);
    seastar::future<> store(const std::vector<halt>& halts);
    seastar::future<> drop(const std::vector<std::string>& names);
    seastar::sharded<timetable>& everywhere();
};

} // namespace tram
