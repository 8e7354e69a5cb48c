#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace kitchen {

enum class Status { accepted, cooking, served };
struct Step { int minute = 0; std::string what; };
struct Dish { std::string name; int stars = 0; };

class Order : public std::enable_shared_from_this<Order> {
public:
    using OnStep = std::function<void(std::shared_ptr<Order>, const Step&)>;
    using OnDish = std::function<void(const Dish&)>;

    Order(OnStep step, OnDish dish) : onStep_(std::move(step)), onDish_(std::move(dish)) {}

    Status status() const {
        std::lock_guard<std::mutex> guard(mutex_);
        return status_;
    }

    void step(const Step& s) {
        OnStep callback;
        {
            std::lock_guard<std::mutex> guard(mutex_);
            status_ = Status::cooking;
            callback = onStep_;
        }
        if (callback) {
            callback(shared_from_this(), s);
        }
    }

    void serve(Dish d) {
        {
            std::scoped_lock guard(mutex_);
            status_ = Status::served;
            result_ = d;
        }
        tell(d);
    }

    void onDish(OnDish callback) {
        std::scoped_lock guard(mutex_);
        onDish_ = std::move(callback);
    }

    // Our own code under our own lock: the lambda is known and short.
    std::string describe() const {
        std::scoped_lock guard(mutex_);
        const auto word = [this] { return status_ == Status::served ? "served" : "open"; };
        return word() + std::string(result_ ? " " + result_->name : "");
    }

private:
    void tell(const Dish& d) {
        OnDish callback;
        {
            std::scoped_lock guard(mutex_);
            callback = onDish_;
        }
        if (callback) {
            callback(d);
        }
    }

    mutable std::mutex mutex_;
    Status status_ = Status::accepted;
    std::optional<Dish> result_;
    OnStep onStep_;
    OnDish onDish_;
};

} // namespace kitchen
