// RUN: %check %s @RULE@
// Every way to make the mistake, each with its innocent twin.
#include <asio.hpp>

#include <thread>

void @FUNCTION@();

asio::awaitable<void> inACoroutine() {
  @FUNCTION@();  // expect: @RULE@
  co_return;
}

void onAThreadOfItsOwn() {
  std::thread([] { @FUNCTION@(); }).join();
}
