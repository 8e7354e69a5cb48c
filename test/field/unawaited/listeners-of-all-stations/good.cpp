// CASE (corrected): the thread waits for it.
#include <seastar/core/future.hh>
#include <seastar/core/sharded.hh>
#include <seastar/core/thread.hh>
#include <exception>
#include <string>
#include <vector>

namespace radio {

struct Listener {
    void on_air(const std::string& name);
};
class Station {
public:
    std::vector<Listener*> listeners;
};
void warn(std::exception_ptr e);
seastar::future<bool> is_known(std::string name);

class Tower {
public:
    seastar::future<> alive(std::string name) {
        return seastar::async([this, name] {
            if (!is_known(name).get()) {
                return;
            }
            stations_.invoke_on_all([name](Station& station) {
                for (auto* one : station.listeners) {
                    try {
                        one->on_air(name);
                    } catch (...) {
                        warn(std::current_exception());
                    }
                }
            }).get();
        });
    }

private:
    seastar::sharded<Station> stations_;
};

}  // namespace radio
