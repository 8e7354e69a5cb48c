// CASE: a weather vane hands a handler bound to itself to a station that goes on without it, and never takes it back.
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace weather {

struct Wind {
    double speed = 0;
    int degrees = 0;
};

/// Lives as long as the program; calls its handlers from its own thread.
class Station {
public:
    using Handler = std::function<void(const Wind&)>;
    void subscribe(Handler handler) {
        std::lock_guard lock(mutex_);
        handlers_.push_back(std::move(handler));
    }
    void spin(const Wind& wind) {
        std::vector<Handler> copy;
        {
            std::lock_guard lock(mutex_);
            copy = handlers_;
        }
        for (auto& handler : copy) {
            handler(wind);
        }
    }

private:
    std::mutex mutex_;
    std::vector<Handler> handlers_;
};

Station& station();

class Vane {
public:
    explicit Vane(std::string name) : name_(std::move(name)) {
        station().subscribe(std::bind(&Vane::turn, this, std::placeholders::_1));  // EXPECT: detached-captures-local|dangling-this
    }
    int degrees() const { return degrees_; }

private:
    void turn(const Wind& wind) {
        if (wind.speed > 1) {
            degrees_ = wind.degrees;
        }
    }

    std::string name_;
    int degrees_ = 0;
};

int directionNow() {
    Vane vane("roof");
    station().spin({4.0, 90});
    return vane.degrees();
}

}  // namespace weather
