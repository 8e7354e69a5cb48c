// CASE: the charts of a room share its crew, and a latch tells when a chart is ready
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstddef>
#include <latch>
#include <string>
#include <vector>

namespace asio = boost::asio;

class chart {
public:
    chart(std::size_t stripes, asio::thread_pool& crew)
        : stripes_(stripes), crew_(crew), ready_(static_cast<std::ptrdiff_t>(stripes)) {}

    void draw() {
        for (std::size_t i = 0; i < stripes_.size(); ++i)
            asio::post(crew_, [this, i] {
                stripes_[i] = stripe(i);
                ready_.count_down();
            });
    }
    std::string finish() {
        ready_.wait();
        std::string all;
        for (const std::string& one : stripes_)
            all += one;
        return all;
    }

private:
    std::string stripe(std::size_t which) const;
    std::vector<std::string> stripes_;
    asio::thread_pool& crew_;
    std::latch ready_;
};

class chart_room {
public:
    std::string chart_of(std::size_t stripes) {
        chart one(stripes, crew_);
        one.draw();
        return one.finish();
    }
    void on_order(std::size_t stripes) { charts_.push_back(chart_of(stripes)); }

private:
    asio::thread_pool crew_{4};
    std::vector<std::string> charts_;
};

int main() {
    chart_room room;
    for (std::size_t i = 1; i < 100; ++i)
        room.on_order(i);
}
