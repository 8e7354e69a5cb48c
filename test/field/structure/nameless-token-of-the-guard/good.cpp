// The guard asks its token before each round.
#include <chrono>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace museum {

void look(const std::string& room);

class Guard {
public:
    explicit Guard(std::vector<std::string> rooms) : rooms_(std::move(rooms)) {
        walk_ = std::jthread([this](std::stop_token stop) {
            while (!stop.stop_requested()) {
                for (const auto& room : rooms_) {
                    look(room);
                }
                std::this_thread::sleep_for(std::chrono::seconds(30));
            }
        });
    }

private:
    std::vector<std::string> rooms_;
    std::jthread walk_;
};

}  // namespace museum
