#include <userver/engine/async.hpp>
#include <userver/engine/task/task_with_result.hpp>
#include <userver/utils/async.hpp>
#include <memory>
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
    ~Handler() {
        if (renewing_.IsValid()) {
            renewing_.SyncCancel();
        }
        for (auto& s : sending_) {
            s.SyncCancel();
        }
    }

    std::string answer(std::string path) {
        auto request = std::make_shared<Request>(Request{std::move(path), {}});
        const std::string body = look(*request);
        sending_.push_back(utils::Async("send", [request, body] { send(*request, body); }));
        return body;
    }

    void renew() {
        if (renewing_.IsValid()) {
            renewing_.Get();
        }
        renewing_ = utils::Async("renew", [this] { stamps_ = load(); });
    }

private:
    std::string look(const Request& request);
    std::vector<std::string> load();
    std::vector<std::string> stamps_;
    engine::TaskWithResult<void> renewing_;
    std::vector<engine::TaskWithResult<void>> sending_;
};

} // namespace stamps
