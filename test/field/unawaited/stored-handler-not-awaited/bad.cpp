// CASE: the handler of last resort, a std::function that gives a lazy task, is called and its task dropped.
#include <async_simple/coro/Lazy.h>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace desk {

using async_simple::coro::Lazy;

struct Call { std::string topic; std::string text; };
struct Answer { int code = 0; std::string text; };
using Handler = std::function<Lazy<void>(const Call&, Answer&)>;
using PlainHandler = std::function<void(const Call&, Answer&)>;

Lazy<Call> nextCall();
Lazy<void> reply(Answer a);

class Desk {
public:
    void on(std::string topic, Handler h) { handlers_[std::move(topic)] = std::move(h); }
    void onPlain(std::string topic, PlainHandler h) { plain_[std::move(topic)] = std::move(h); }
    void otherwise(Handler h) { fallback_ = std::move(h); }

    Lazy<void> serve() {
        for (;;) {
            const Call call = co_await nextCall();
            if (call.topic.empty()) {
                co_return;
            }
            Answer answer;
            co_await dispatch(call, answer);
            co_await reply(std::move(answer));
        }
    }

private:
    Lazy<void> dispatch(const Call& call, Answer& answer) {
        if (auto it = handlers_.find(call.topic); it != handlers_.end()) {
            co_await it->second(call, answer);
        } else if (auto p = plain_.find(call.topic); p != plain_.end()) {
            p->second(call, answer);  // not a coroutine: done when it returns
        } else if (fallback_) {
            fallback_(call, answer);  // EXPECT: unawaited-task
        } else {
            answer.code = 404;
        }
    }

    std::map<std::string, Handler> handlers_;
    std::map<std::string, PlainHandler> plain_;
    Handler fallback_;
};

} // namespace desk
