// CASE: a group that is shared stores itself in the background, and the continuation knows only raw 'this'.
#include <seastar/core/future.hh>
#include <exception>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace choir {

seastar::future<bool> store(std::string minutes);
void complain(std::exception_ptr e);

class choir : public std::enable_shared_from_this<choir> {
public:
    void rehearsed(std::string piece) {
        (void)store(piece).then([this, piece](bool kept) {  // EXPECT: dangling-this|detached-captures-local
            if (kept) {
                pieces_.push_back(piece);
            }
        }).handle_exception([](std::exception_ptr e) { complain(std::move(e)); });
    }

    void joined(std::string name) {
        (void)store(name).then([this, self = shared_from_this(), name](bool kept) {
            if (kept) {
                singers_.push_back(name);
            }
        }).handle_exception([](std::exception_ptr e) { complain(std::move(e)); });
    }

private:
    std::vector<std::string> pieces_, singers_;
};

} // namespace choir
