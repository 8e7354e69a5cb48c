#include <seastar/core/abort_source.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <exception>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace parade {

struct route_changed : std::runtime_error { using std::runtime_error::runtime_error; };
seastar::future<> command(std::string band, seastar::abort_source& as);
void warn(const std::string& band, std::exception_ptr e);

class marshal {
public:
    seastar::future<int> line_up(std::vector<std::string> bands) {
        int missing = 0;
        for (auto& band : bands) {
            try {
                as_.check();
                co_await command(band, as_);
            } catch (const route_changed&) {
                throw;
            } catch (const seastar::abort_requested_exception&) {
                throw;
            } catch (...) {
                warn(band, std::current_exception());
                ++missing;
            }
        }
        co_return missing;
    }

    void stop() { as_.request_abort(); }

private:
    seastar::abort_source as_;
};

} // namespace parade
