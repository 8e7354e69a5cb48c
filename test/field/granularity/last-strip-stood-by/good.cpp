// CASE: the strips of a picture are handed out, and the caller measures the only one itself
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

struct strip {
    std::size_t first = 0;
    std::size_t last = 0;
};

class picture {
public:
    std::vector<strip> strips(std::size_t most) const;
    double brightness(const strip& of) const;
};

class light_meter {
public:
    explicit light_meter(const picture& of) : picture_(of) {}
    double measure(std::size_t threads) {
        const std::vector<strip> all = picture_.strips(threads);
        if (all.size() == 1)
            return picture_.brightness(all.front());
        return measure_together(all);
    }

private:
    double measure_together(const std::vector<strip>& all) {
        std::vector<double> sums(all.size());
        std::atomic<std::size_t> next{0};
        std::vector<std::jthread> workers;
        for (std::size_t n = 0; n < 3; ++n)
            workers.emplace_back([this, &all, &sums, &next] { work(all, sums, next); });
        work(all, sums, next);
        workers.clear();
        double total = 0;
        for (double one : sums)
            total += one;
        return total;
    }
    void work(const std::vector<strip>& all, std::vector<double>& sums, std::atomic<std::size_t>& next) const {
        for (std::size_t i; (i = next.fetch_add(1)) < all.size();)
            sums[i] = picture_.brightness(all[i]);
    }
    const picture& picture_;
};
