// CASE: the loop goes over the verses of a book that the awaited call gives by value: the book is gone before the first verse.
#include <boost/asio/awaitable.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asio = boost::asio;

namespace reading {

class Book {
public:
    const std::vector<std::string>& verses() const { return verses_; }
    std::string_view title() const { return title_; }

private:
    std::string title_;
    std::vector<std::string> verses_;
};

class Library {
public:
    asio::awaitable<Book> borrow(int number);
};

asio::awaitable<void> recite(std::string verse);

class Evening {
public:
    explicit Evening(Library& library) : library_(library) {}

    asio::awaitable<int> read(int number) {
        int verses = 0;
        for (const auto& verse : (co_await library_.borrow(number)).verses()) {  // EXPECT: await-result-dangles
            co_await recite(verse);
            ++verses;
        }
        co_return verses;
    }

    asio::awaitable<std::size_t> titleLength(int number) {
        co_return (co_await library_.borrow(number)).title().size();
    }

private:
    Library& library_;
};

}  // namespace reading
