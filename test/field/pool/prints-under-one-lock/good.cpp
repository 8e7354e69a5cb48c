// CASE: prints are developed by four threads, and only the finished print is put away under the lock
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

struct negative {
    std::string name;
    std::vector<std::uint8_t> grain;
};

class darkroom {
public:
    void develop(const negative& one) {
        std::uint32_t light = 0;
        for (std::uint8_t spot : one.grain)
            light = light * 31 + (255U - spot);
        std::lock_guard hold(m_);
        prints_[one.name] = light;
    }

private:
    std::mutex m_;
    std::map<std::string, std::uint32_t> prints_;
};

class laboratory {
public:
    void develop_all(const std::vector<negative>& film) {
        std::atomic<std::size_t> next{0};
        std::vector<std::thread> helpers;
        for (int i = 0; i < 4; ++i)
            helpers.emplace_back([this, &film, &next] {
                for (std::size_t k = next++; k < film.size(); k = next++)
                    room_.develop(film[k]);
            });
        for (std::thread& one : helpers)
            one.join();
    }

private:
    darkroom room_;
};
