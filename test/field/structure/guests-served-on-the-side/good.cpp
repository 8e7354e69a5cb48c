#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/loop.hh>
#include <exception>
#include <memory>
#include <utility>
#include <vector>

namespace tavern {

struct guest {};
void complain(std::exception_ptr e);
class door {
public:
    seastar::future<guest> open();
    void shut();
};

class tavern {
public:
    void welcome(int which) {
        (void)seastar::with_gate(tasks_, [this, which] {
            return seastar::do_until([this] { return tasks_.is_closed(); }, [this, which] {
                return doors_[which].open().then([this](guest g) {
                    (void)seastar::with_gate(tasks_, [this, g = std::move(g)]() mutable {
                        return serve(std::move(g)).handle_exception([](std::exception_ptr e) { complain(std::move(e)); });
                    });
                });
            }).handle_exception([](std::exception_ptr e) { complain(std::move(e)); });
        });
    }

    seastar::future<> stop() {
        for (auto& d : doors_) {
            d.shut();
        }
        return tasks_.close();
    }

private:
    seastar::future<> serve(guest g);
    std::vector<door> doors_;
    seastar::gate tasks_;
};

} // namespace tavern
