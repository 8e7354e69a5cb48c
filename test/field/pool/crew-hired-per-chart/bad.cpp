// CASE: each chart that is asked for builds a pool of workers, which ends with the chart
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstddef>
#include <string>
#include <vector>

namespace asio = boost::asio;

class chart {
public:
    explicit chart(std::size_t stripes) : stripes_(stripes), crew_(4) {}

    void draw() {
        for (std::size_t i = 0; i < stripes_.size(); ++i)
            asio::post(crew_, [this, i] { stripes_[i] = stripe(i); });
    }
    std::string finish() {
        crew_.join();
        std::string all;
        for (const std::string& one : stripes_)
            all += one;
        return all;
    }

private:
    std::string stripe(std::size_t which) const;
    std::vector<std::string> stripes_;
    asio::thread_pool crew_;
};

class chart_room {
public:
    std::string chart_of(std::size_t stripes) {
        chart one(stripes);  // EXPECT: pool-per-call
        one.draw();
        return one.finish();
    }
    void on_order(std::size_t stripes) { charts_.push_back(chart_of(stripes)); }  // EXPECT-ALT: pool-per-call

private:
    std::vector<std::string> charts_;
};

int main() {
    chart_room room;
    for (std::size_t i = 1; i < 100; ++i)
        room.on_order(i);
}
