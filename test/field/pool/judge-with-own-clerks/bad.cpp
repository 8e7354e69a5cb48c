// CASE: each plea gets a judge, and each judge brings a pool of clerks that is made for him and ends with him
// TU-SET: bad.cpp judge.cpp
#include "judge.hpp"
#include <map>
#include <utility>

folly::coro::Task<law_book> open_law(std::string year);
folly::coro::Task<void> answer(int plea, verdict said);

class court {
public:
    folly::coro::Task<void> handle(int plea, std::string text, std::string year) {
        law_book law = co_await open_law(year);
        judge one{law, plea};  // EXPECT: pool-per-call|blocking-destructor
        const verdict said = co_await one.hear(std::move(text));
        co_await answer(plea, said);
    }
};
