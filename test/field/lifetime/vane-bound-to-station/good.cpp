// The handler holds the state of the vane weakly.
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

class Vane : public std::enable_shared_from_this<Vane> {
public:
    explicit Vane(std::string name) : name_(std::move(name)) {}
    void begin() {
        station().subscribe([weak = weak_from_this()](const Wind& wind) {
            if (auto self = weak.lock()) {
                self->turn(wind);
            }
        });
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
    auto vane = std::make_shared<Vane>("roof");
    vane->begin();
    station().spin({4.0, 90});
    return vane->degrees();
}

}  // namespace weather
