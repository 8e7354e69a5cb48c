#include <seastar/core/do_with.hh>
#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <map>
#include <string>
#include <vector>

namespace atlas {

enum class Version { first, second };

class Reader {
public:
    seastar::future<> number(Version version, unsigned& out);
    seastar::future<> name(Version version, unsigned length, std::string& out);
};

using Places = std::map<unsigned, std::string>;

seastar::future<> readPlaces(Version version, Reader& in, Places& places) {
    return seastar::do_with(0u, 0u, std::string(), [&, version](unsigned& count, unsigned& length, std::string& name) {
        return in.number(version, count).then([&, version] {
            return seastar::repeat([&, version] {
                if (count == 0) {
                    return seastar::make_ready_future<seastar::stop_iteration>(seastar::stop_iteration::yes);
                }
                return in.number(version, length).then([&, version] {
                    return in.name(version, length, name);
                }).then([&] {
                    places[count--] = name;
                    return seastar::stop_iteration::no;
                });
            });
        });
    });
}

} // namespace atlas
