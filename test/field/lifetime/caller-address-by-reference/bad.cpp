// CASE: a function template reads a frame; its continuation takes everything by reference, also a parameter by value.
#include <seastar/core/future.hh>
#include <cstdint>
#include <string>
#include <utility>

namespace telegraph {

struct station { std::string name; };
class wire {
public:
    seastar::future<std::string> read_exactly(std::size_t n);
};
class cipher {
public:
    std::string open(std::string text);
};
void complain(const station& from, const char* what);

class key {
public:
    template <typename Form>
    seastar::future<typename Form::value> read(station from, cipher& secret, wire& in) {
        return in.read_exactly(4).then([&](std::string head) {  // EXPECT: detached-captures-local
            if (head.size() != 4) {
                complain(from, "short head");
                return seastar::make_ready_future<typename Form::value>();
            }
            return in.read_exactly(Form::size(head)).then([&secret](std::string body) {
                return Form::parse(secret.open(std::move(body)));
            });
        });
    }
};

struct greeting {
    using value = std::string;
    static std::size_t size(const std::string& head) { return static_cast<std::size_t>(head[3]); }
    static std::string parse(std::string text) { return text; }
};

seastar::future<std::string> greet(key& k, station from, cipher& secret, wire& in) {
    return k.read<greeting>(std::move(from), secret, in);
}

} // namespace telegraph
