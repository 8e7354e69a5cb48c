// CASE: a request runs on the pool of an office, has a sum made by that pool, and waits for it
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <future>
#include <string>
#include <utility>
#include <vector>

namespace asio = boost::asio;

struct bill {
    std::string payer;
    std::vector<double> entries;
};

double checked_sum(const std::vector<double>& entries);
void send(const std::string& payer, double sum);

class office {
public:
    explicit office(std::size_t clerks) : pool_(clerks) {}
    ~office() { pool_.join(); }

    void accept(std::vector<bill> post) {
        for (bill& one : post)
            asio::post(pool_, [this, one = std::move(one)] { settle(one); });
    }

private:
    void settle(const bill& one) {
        if (one.entries.empty())
            return;
        const double sum = total(one.entries);
        send(one.payer, sum);
    }
    double total(const std::vector<double>& entries) {
        std::future<double> sum = asio::post(pool_, asio::use_future([&entries] { return checked_sum(entries); }));  // EXPECT-ALT: pool-self-wait
        return sum.get();  // EXPECT: pool-self-wait
    }

    asio::thread_pool pool_;
};
