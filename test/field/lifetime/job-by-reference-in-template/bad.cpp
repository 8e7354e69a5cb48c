// CASE: a function template posts a closure that refers to its parameters; by the time it runs they are gone.
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <string>
#include <type_traits>
#include <utility>

namespace asio = boost::asio;

namespace bakery {

template <typename Executor, typename Job, typename Done>
void bakeLater(Executor& oven, Job job, Done done) {
    asio::post(oven, [&, done = std::move(done)]() mutable {  // EXPECT: detached-captures-local
        using Result = std::invoke_result_t<Job&>;
        if constexpr (std::is_void_v<Result>) {
            job();
            done(0);
        } else {
            done(job());
        }
    });
}

class Baker {
public:
    void order(std::string loaf) {
        bakeLater(oven_, [loaf = std::move(loaf)] { return static_cast<int>(loaf.size()); }, [this](int n) { note(n); });
    }
    ~Baker() { oven_.join(); }

private:
    void note(int loaves);
    asio::thread_pool oven_{2};
};

} // namespace bakery
