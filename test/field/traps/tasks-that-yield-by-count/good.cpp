// CASE: a long loop of a fiber yields after so many rounds, in a helper that counts them
#include <userver/engine/sleep.hpp>
#include <userver/utils/async.hpp>
#include <chrono>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

class breather {
public:
    explicit breather(unsigned rounds) : rounds_(rounds) {}
    void relax() {
        if (++done_ % rounds_ == 0)
            userver::engine::Yield();
    }

private:
    unsigned rounds_;
    unsigned done_ = 0;
};

class warehouse {
public:
    auto count() {
        return userver::utils::Async("count", [this] {
            std::map<std::string, std::size_t> all;
            breather b(256);
            for (const auto& [shelf, boxes] : shelves_) {
                for (const std::string& box : boxes) {
                    ++all[box];
                    b.relax();
                }
            }
            userver::engine::SleepFor(std::chrono::milliseconds(20));
            return all;
        });
    }

private:
    std::unordered_map<std::string, std::vector<std::string>> shelves_;
};
