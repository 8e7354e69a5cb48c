// CASE: a continuation that gets the future itself looks whether it failed, and then never takes the error.
#include <seastar/core/future.hh>
#include <cstdio>
#include <string>
#include <vector>

namespace club {

struct Reply {
    bool accepted = false;
    int number = 0;
};

class Newcomer {
public:
    explicit Newcomer(std::vector<std::string> neighbours) : neighbours_(std::move(neighbours)) {}

    seastar::future<Reply> join() { return askFrom(0); }

private:
    seastar::future<Reply> ask(const std::string& neighbour);

    seastar::future<Reply> askFrom(std::size_t index) {
        if (index == neighbours_.size()) {
            return seastar::make_ready_future<Reply>();
        }
        return ask(neighbours_[index]).then_wrapped([this, index](seastar::future<Reply> answer) {  // EXPECT: unawaited-task|task-not-awaited-on-path
            if (!answer.failed()) {
                Reply reply = answer.get();
                if (reply.accepted) {
                    return seastar::make_ready_future<Reply>(reply);
                }
                std::printf("refused by %s\n", neighbours_[index].c_str());
                return askFrom(index + 1);
            }
            std::printf("no answer from %s\n", neighbours_[index].c_str());
            return askFrom(index + 1);
        });
    }

    std::vector<std::string> neighbours_;
};

} // namespace club
