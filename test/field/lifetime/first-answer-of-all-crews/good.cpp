#include <async_simple/coro/Lazy.h>
#include <async_simple/coro/Sleep.h>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rescue {

using async_simple::coro::Lazy;
class Crew {
public:
    Lazy<std::optional<int>> minutesTo(std::string place);
};
struct Valley {
    bool answers = true;
    std::map<std::string, std::shared_ptr<Crew>> crews;
};

class Center {
public:
    Lazy<std::optional<int>> nearest(std::string place) {
        std::vector<std::shared_ptr<Crew>> crews;
        for (auto& [name, valley] : valleys_) {
            if (!valley.answers) {
                continue;
            }
            for (auto& [who, crew] : valley.crews) {
                crews.push_back(crew);
            }
        }
        for (auto& crew : crews) {
            auto minutes = co_await crew->minutesTo(place);
            if (minutes) {
                co_return minutes;
            }
        }
        co_return std::nullopt;
    }

    void close(const std::string& valley) { valleys_.erase(valley); }
    void enter(const std::string& valley, std::string name) { valleys_[valley].crews.emplace(std::move(name), std::make_shared<Crew>()); }

private:
    std::map<std::string, Valley> valleys_;
};

} // namespace rescue
