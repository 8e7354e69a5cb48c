// CASE: a letter needs the address and the account of a member, and asks for the one when it has the other
#include <boost/asio/awaitable.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <memory>
#include <string>
#include <utility>

namespace asio = boost::asio;

class address_office {
public:
    asio::awaitable<std::string> address_of(int member) const;
};
class account_office {
public:
    asio::awaitable<long> balance_of(int member) const;
};

class letters {
public:
    letters(std::shared_ptr<address_office> addresses, std::shared_ptr<account_office> accounts)
        : addresses_(std::move(addresses)), accounts_(std::move(accounts)) {}

    asio::awaitable<std::string> reminder(int member) {
        using namespace asio::experimental::awaitable_operators;
        auto [address, balance] = co_await (addresses_->address_of(member) && accounts_->balance_of(member));
        if (balance >= 0)
            co_return std::string();
        co_return address + ": you owe us " + std::to_string(-balance);
    }

private:
    std::shared_ptr<address_office> addresses_;
    std::shared_ptr<account_office> accounts_;
};
