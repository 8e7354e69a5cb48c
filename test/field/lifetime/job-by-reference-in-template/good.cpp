#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <future>
#include <string>
#include <type_traits>
#include <utility>

namespace asio = boost::asio;

namespace bakery {

template <typename Executor, typename Job, typename Done>
void bakeLater(Executor& oven, Job job, Done done) {
    asio::post(oven, [job = std::move(job), done = std::move(done)]() mutable {
        using Result = std::invoke_result_t<Job&>;
        if constexpr (std::is_void_v<Result>) {
            job();
            done(0);
        } else {
            done(job());
        }
    });
}

// Waits for it: the references are good.
template <typename Executor, typename Job>
int bakeNow(Executor& oven, Job job) {
    std::promise<int> ready;
    auto loaves = ready.get_future();
    asio::post(oven, [&] { ready.set_value(job()); });
    return loaves.get();
}

class Baker {
public:
    void order(std::string loaf) {
        bakeLater(oven_, [loaf = std::move(loaf)] { return static_cast<int>(loaf.size()); }, [this](int n) { note(n); });
    }
    int count() { return bakeNow(oven_, [] { return 12; }); }
    ~Baker() { oven_.join(); }

private:
    void note(int loaves);
    asio::thread_pool oven_{2};
};

} // namespace bakery
