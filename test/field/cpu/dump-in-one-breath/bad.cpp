// TU-SET: bad.cpp packer.cpp
// CASE: a periodic task of the engine packs a whole cache for its dump without letting other tasks run
#include "packer.hpp"
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
        dumper_.Start("couriers-dump", std::chrono::minutes(5), [this] { dump(); });  // EXPECT-ALT: cpu-loop-on-executor
    }

private:
    void dump() {
        packer out;
        out.put(by_id_.size());
        for (const auto& [id, one] : by_id_) {  // EXPECT: cpu-loop-on-executor
            out.put(id);
            out.put(one.name);
            out.put(one.streets.size());
            for (const std::string& street : one.streets)
                out.put(street);
        }
        hand_over(std::move(out).bytes());
    }
    void hand_over(std::string bytes);

    std::unordered_map<std::size_t, courier> by_id_;
    userver::utils::PeriodicTask dumper_;
};
