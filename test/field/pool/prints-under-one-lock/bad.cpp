// CASE: prints are developed by four threads, and each print is developed under the lock of the darkroom
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
        std::lock_guard hold(m_);
        std::uint32_t light = 0;
        for (std::uint8_t spot : one.grain)
            light = light * 31 + (255U - spot);
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
            helpers.emplace_back([this, &film, &next] {  // EXPECT: serialised-parallel-body
                for (std::size_t k = next++; k < film.size(); k = next++)
                    room_.develop(film[k]);  // EXPECT-ALT: serialised-parallel-body
            });
        for (std::thread& one : helpers)
            one.join();
    }

private:
    darkroom room_;
};
