// The entry is waited for before anything else is asked.
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <optional>
#include <string>
#include <utility>

namespace street {

struct Neighbour {
    int house = 0;
    std::string name;
};

enum class Answer { no_head, refused, entered };

seastar::future<> enterInBook(int self, Neighbour neighbour);

class Street {
public:
    seastar::future<Answer> moveIn(int target, Neighbour neighbour) {
        if (target != self_) {
            return seastar::make_ready_future<Answer>(Answer::refused);
        }
        std::optional<int> head = headOfStreet();
        if (!head) {
            return seastar::make_ready_future<Answer>(Answer::no_head);
        }
        if (*head == self_) {
            return enterInBook(self_, neighbour).then([this, neighbour = std::move(neighbour)]() mutable { return welcome(std::move(neighbour)); });
        }
        return enterInBook(self_, neighbour).then([this, head = *head, neighbour = std::move(neighbour)]() mutable { return passOn(head, std::move(neighbour)); });
    }

private:
    std::optional<int> headOfStreet() const;
    seastar::future<Answer> welcome(Neighbour neighbour);
    seastar::future<Answer> passOn(int head, Neighbour neighbour);

    int self_ = 0;
};

}  // namespace street
