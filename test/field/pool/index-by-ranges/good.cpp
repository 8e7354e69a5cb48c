// CASE: at least one worker, and each takes the next file when it is done
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

struct entry {
    std::string title;
    unsigned pages = 0;
};

class book_index {
public:
    std::vector<entry> build(const std::vector<std::string>& files) {
        std::vector<entry> all(files.size());
        const std::size_t workers = std::max(1u, std::thread::hardware_concurrency());
        std::atomic<std::size_t> next{0};
        std::vector<std::thread> threads;
        for (std::size_t n = 0; n < workers; ++n) {
            threads.emplace_back([&] {
                for (std::size_t i = next++; i < files.size(); i = next++)
                    all[i] = look_at(files[i]);
            });
        }
        for (std::thread& one : threads)
            one.join();
        return all;
    }

private:
    static entry look_at(const std::string& file);
};
