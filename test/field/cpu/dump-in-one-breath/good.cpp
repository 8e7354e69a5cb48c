// TU-SET: good.cpp packer.cpp
// CASE: after so many entries the task lets others run
#include "packer.hpp"
#include <userver/engine/sleep.hpp>
#include <userver/utils/periodic_task.hpp>
#include <chrono>
#include <unordered_map>

struct courier {
    std::string name;
    std::vector<std::string> streets;
};

class couriers {
public:
    void start() {
        dumper_.Start("couriers-dump", std::chrono::minutes(5), [this] { dump(); });
    }

private:
    void dump() {
        packer out;
        std::size_t written = 0;
        out.put(by_id_.size());
        for (const auto& [id, one] : by_id_) {
            out.put(id);
            out.put(one.name);
            out.put(one.streets.size());
            for (const std::string& street : one.streets)
                out.put(street);
            if (++written % 256 == 0)
                userver::engine::Yield();
        }
        hand_over(std::move(out).bytes());
    }
    void hand_over(std::string bytes);

    std::unordered_map<std::size_t, courier> by_id_;
    userver::utils::PeriodicTask dumper_;
};
