// CASE: a request runs on the pool of an office, and makes the sum itself
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
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
        const double sum = checked_sum(one.entries);
        send(one.payer, sum);
    }

    asio::thread_pool pool_;
};
