// CASE: a class template asks the user's callback whether an order may be cancelled while it holds its mutex.
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace orders {

enum class Answer { No, Yes };

template <typename Item>
class Order {
public:
    void cancel() { cancelled_ = true; }

private:
    bool cancelled_ = false;
};

template <typename Item>
class Desk {
public:
    using Handle = std::shared_ptr<Order<Item>>;
    using CancelCallback = std::function<Answer(Handle)>;

    explicit Desk(CancelCallback mayCancel) : mayCancel_(std::move(mayCancel)) {}

    Answer askCancel(const std::string& id) {
        std::lock_guard<std::mutex> lock(ordersMutex_);
        Answer answer = Answer::No;
        auto it = orders_.find(id);
        if (it != orders_.end()) {
            if (Handle order = it->second.lock()) {
                answer = mayCancel_(order);  // EXPECT: callout-under-lock
                if (answer == Answer::Yes) {
                    order->cancel();
                }
            }
        }
        return answer;
    }

private:
    CancelCallback mayCancel_;
    std::mutex ordersMutex_;
    std::map<std::string, std::weak_ptr<Order<Item>>> orders_;
};

struct Bread {};

Answer closeAll(Desk<Bread>& desk) { return desk.askCancel("all"); }

} // namespace orders
