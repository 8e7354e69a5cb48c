#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/sleep.hh>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace weather {

struct station { std::string name; double reading = 0; };

class bulletin {
public:
    seastar::future<> publish(std::string key, std::string text);
    void count(const std::string& key);
};

class averager {
public:
    averager(bulletin& board, std::vector<station> stations) : board_(board), stations_(std::move(stations)) {}

    seastar::future<std::chrono::milliseconds> round() {
        return seastar::parallel_for_each(stations_, [this](station& s) {
            return read(s).then([this, &s](double fresh) {
                change_ = std::max(change_, std::abs(fresh - s.reading));
                s.reading = fresh;
            });
        }).then([this] {
            text_ = render();
            board_.count("averages");
            return board_.publish("averages", text_).then([this] {
                return change_ < 0.5 ? std::chrono::milliseconds(2000) : std::chrono::milliseconds(500);
            });
        }).finally([this] {
            text_.clear();
            change_ = 0;
        });
    }

    seastar::future<> run_once() {
        return round().then([](std::chrono::milliseconds pause) { return seastar::sleep(pause); });
    }

private:
    seastar::future<double> read(const station& s);
    std::string render() const;

    bulletin& board_;
    std::vector<station> stations_;
    std::string text_;
    double change_ = 0;
};

} // namespace weather
