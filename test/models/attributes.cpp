// What functions say of themselves by clang's attributes for real-time code, which came with clang 20. The body of `poke`
// would tell otherwise.
// REQUIRES: llvm22
// RUN: %check %s
// RUN: %check --tool plugin %s
#include "asio.hpp"

#include <future>

namespace our {

inline int askPlainly(std::future<int> &answer) { return answer.get(); }

void stop() [[clang::blocking]];
int poke(std::future<int> &answer) noexcept [[clang::nonblocking]];
inline int poke(std::future<int> &answer) noexcept [[clang::nonblocking]] { return our::askPlainly(answer); }

}  // namespace our

asio::awaitable<void> attributes(std::future<int> &answer) {
  our::stop();  // expect: blocking-wait: our::stop
  our::poke(answer);
  our::askPlainly(answer);  // expect: blocking-wait
  co_return;
}
