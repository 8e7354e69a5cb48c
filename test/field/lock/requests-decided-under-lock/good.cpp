// The mutex is held for the books alone; the user is asked without it.
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace service {

enum class Verdict { refuse, accept, defer };

class DeskBase {
public:
    virtual ~DeskBase() = default;

    void handle(const std::string& id, std::shared_ptr<void> request) {
        {
            std::lock_guard<std::recursive_mutex> lock(mutex_);
            if (!open_) {
                return;
            }
        }
        const auto [verdict, answer] = decide(id, request);
        if (verdict != Verdict::refuse) {
            std::lock_guard<std::recursive_mutex> lock(mutex_);
            answers_[id] = answer;
        }
    }

    void close() {
        std::lock_guard<std::recursive_mutex> lock(mutex_);
        open_ = false;
        answers_.clear();
    }

protected:
    virtual std::pair<Verdict, std::shared_ptr<void>> decide(const std::string& id, std::shared_ptr<void> request) = 0;

private:
    std::recursive_mutex mutex_;
    bool open_ = true;
    std::map<std::string, std::shared_ptr<void>> answers_;
};

template <typename Request>
class Desk : public DeskBase {
public:
    using DecideCallback = std::function<Verdict(const std::string&, std::shared_ptr<const Request>)>;

    explicit Desk(DecideCallback mayBegin) : mayBegin_(std::move(mayBegin)) {}

protected:
    std::pair<Verdict, std::shared_ptr<void>> decide(const std::string& id, std::shared_ptr<void> request) override {
        const Verdict verdict = mayBegin_(id, std::static_pointer_cast<const Request>(request));
        return {verdict, std::make_shared<int>(static_cast<int>(verdict))};
    }

private:
    DecideCallback mayBegin_;
};

struct Permit {
    int days = 0;
};

std::unique_ptr<DeskBase> makeDesk() {
    return std::make_unique<Desk<Permit>>(
        [](const std::string&, std::shared_ptr<const Permit> permit) { return permit->days < 3 ? Verdict::accept : Verdict::defer; });
}

}  // namespace service
