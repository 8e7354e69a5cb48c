// userver: what blocks goes to the task processor for files; the rest waits with the engine's own means.
#include <userver/engine/async.hpp>
#include <userver/engine/sleep.hpp>
#include <userver/fs/read.hpp>
#include <userver/utils/async.hpp>
#include <chrono>
#include <fstream>
#include <map>
#include <string>

class museum {
public:
    explicit museum(userver::engine::TaskProcessor& files) : files_(files) {}

    std::string label(const std::string& exhibit) {
        auto reading = userver::utils::Async(files_, "read-label", [exhibit] {
            std::ifstream in("labels/" + exhibit);
            std::string line;
            std::getline(in, line);
            return line;
        });
        return reading.Get();
    }
    userver::engine::TaskWithResult<bool> open_doors() {
        return userver::utils::Async("doors", [this] {
            for (int attempt = 0; attempt < 10; ++attempt) {
                if (open_)
                    return true;
                userver::engine::SleepFor(std::chrono::milliseconds(200));
            }
            return false;
        });
    }

private:
    userver::engine::TaskProcessor& files_;
    bool open_ = false;
};
