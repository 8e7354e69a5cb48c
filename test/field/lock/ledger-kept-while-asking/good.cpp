// The page is closed before the auditor is asked.
// TU-SET: good.cpp pages.cpp
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
        {
            auto page = pages_.open(number);
            page.lines().push_back(line);
        }
        const bool fine = co_await askAuditor(std::move(line));
        if (!fine) {
            auto page = pages_.open(number);
            page.lines().pop_back();
        }
        co_return fine;
    }

private:
    Pages& pages_;
};

}  // namespace audit
