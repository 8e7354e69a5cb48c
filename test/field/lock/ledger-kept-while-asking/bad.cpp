// CASE: a helper gives the page and its lock together; the caller asks the auditor with the page open.
// TU-SET: bad.cpp pages.cpp
#include "pages.hpp"
#include <async_simple/coro/Lazy.h>
#include <string>
#include <utility>

namespace audit {

async_simple::coro::Lazy<bool> askAuditor(std::string line);

class Clerk {
public:
    explicit Clerk(Pages& pages) : pages_(pages) {}

    async_simple::coro::Lazy<bool> enter(int number, std::string line) {
        auto page = pages_.open(number);  // EXPECT-ALT: lock-across-suspension
        page.lines().push_back(line);
        const bool fine = co_await askAuditor(std::move(line));  // EXPECT: lock-across-suspension
        if (!fine) {
            page.lines().pop_back();
        }
        co_return fine;
    }

private:
    Pages& pages_;
};

}  // namespace audit
