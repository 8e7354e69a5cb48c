// CASE: vector code takes no lock; where threads only share the work, a short one is no mistake
#include <algorithm>
#include <atomic>
#include <cmath>
#include <execution>
#include <mutex>
#include <numeric>
#include <vector>

double total(const std::vector<double>& values) {
    return std::transform_reduce(std::execution::par_unseq, values.begin(), values.end(), 0.0, std::plus<>(), [](double v) { return v * v; });
}

void scale(std::vector<double>& values, double by) {
    std::for_each(std::execution::par_unseq, values.begin(), values.end(), [by](double& v) { v *= by; });
}

std::vector<double> large_ones(const std::vector<double>& values) {
    std::vector<double> found;
    std::mutex m;
    std::for_each(std::execution::par, values.begin(), values.end(), [&](double v) {
        double root = v;
        for (int i = 0; i < 200; ++i)
            root = std::sqrt(root * root + 1);
        if (root < 1000)
            return;
        std::lock_guard hold(m);
        found.push_back(root);
    });
    return found;
}
