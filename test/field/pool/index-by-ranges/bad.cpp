// CASE: the files to look through are divided by the number of cores, which is zero where nobody knows it
#include <cstddef>
#include <functional>
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
        std::vector<entry> all;
        const std::size_t total = files.size();
        if (total == 0)
            return all;
        const std::size_t workers = std::thread::hardware_concurrency();  // EXPECT-HINT: pool-size
        const std::size_t step = total / workers;  // EXPECT-ALT: pool-size
        std::vector<std::thread> threads;
        std::mutex print;
        std::vector<std::vector<entry>> parts(workers + 1);
        for (std::size_t from = 0; from < total; from += step) {
            const std::size_t to = from + step > total ? total : from + step;
            threads.emplace_back(&book_index::look_through, this, std::cref(files), from, to, std::ref(parts[threads.size()]), std::ref(print));
        }
        for (std::thread& one : threads)
            one.join();
        for (auto& part : parts)
            all.insert(all.end(), part.begin(), part.end());
        return all;
    }

private:
    void look_through(const std::vector<std::string>& files, std::size_t from, std::size_t to, std::vector<entry>& into, std::mutex& print);
};
