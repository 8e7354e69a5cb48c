// CASE: the body of a reply is sent by a detached task that refers to the request of the task that started it.
#include <userver/engine/async.hpp>
#include <userver/engine/task/task_with_result.hpp>
#include <userver/utils/async.hpp>
#include <string>
#include <utility>
#include <vector>

namespace stamps {

namespace engine = userver::engine;
namespace utils = userver::utils;

struct Request { std::string path; std::vector<std::string> headers; };
void send(const Request& request, const std::string& body);

class Handler {
public:
    std::string answer(std::string path) {
        Request request{std::move(path), {}};
        const std::string body = look(request);
        utils::Async("send", [&request, body] { send(request, body); }).Detach();  // EXPECT: detached-captures-local|detached-task
        return body;
    }

    void renew() {
        utils::Async("renew", [this] {  // EXPECT: detached-task
            stamps_ = load();
        }).Detach();
    }

    // Waited for.
    void renewNow() {
        auto task = utils::Async("renew", [this] { stamps_ = load(); });
        task.Get();
    }

private:
    std::string look(const Request& request);
    std::vector<std::string> load();
    std::vector<std::string> stamps_;
};

} // namespace stamps
