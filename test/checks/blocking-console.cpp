// RUN: %check %s blocking-console
// Reading stdin inside a coroutine: it waits for a person. Writing, and reading from memory, do not.
#include <asio.hpp>
#include <task.h>

#include <cstdio>
#include <functional>
#include <iostream>
#include <sstream>
#include <string>
#include <thread>
#include <unistd.h>

namespace direct {

asio::awaitable<std::string> reads() {
  std::string line;
  std::getline(std::cin, line);  // expect: blocking-console
  int number = 0;
  std::cin >> number;  // expect: blocking-console
  char text[16];
  std::cin.getline(text, sizeof text);  // expect: blocking-console
  co_return line;
}
home::task<int> readsStdio() {
  char text[16];
  std::fgets(text, sizeof text, stdin);  // expect: blocking-console
  int number = 0;
  std::scanf("%d", &number);  // expect: blocking-console
  co_return std::getchar();  // expect: blocking-console
}
home::task<long> readsTheDescriptor() {
  char byte = 0;
  co_return ::read(STDIN_FILENO, &byte, 1);  // expect: blocking-console
}

asio::awaitable<std::string> readsFromMemory(std::string text) {
  std::istringstream in(text);
  std::string line;
  std::getline(in, line);
  int number = 0;
  in >> number;
  co_return line;
}
asio::awaitable<void> onlyWrites() {
  std::cout << "ready\n";
  std::puts("ready");
  std::fputs("ready\n", stderr);
  if (std::cin.eof() || !std::cin)
    co_return;
}
asio::awaitable<std::size_t> letsTheLoopRead() {
  asio::posix::stream_descriptor in(co_await asio::this_coro::executor, ::dup(STDIN_FILENO));
  std::string line;
  co_return co_await asio::async_read_until(in, asio::dynamic_buffer(line), "\n", asio::use_awaitable);
}

}  // namespace direct

namespace reach {

bool confirm() {
  std::string answer;
  return std::getline(std::cin, answer) && answer == "yes";
}
bool confirmTwice() { return confirm() && confirm(); }
template <class T> T ask() {
  T value{};
  std::cin >> value;
  return value;
}
#define PAUSE() (void)std::getchar()

struct Prompt {
  std::string read() {
    std::string line;
    std::getline(std::cin, line);
    return line;
  }
};
struct Source {
  virtual ~Source() = default;
  virtual int next() = 0;
};
struct Keyboard final : Source {
  int next() override { return std::getchar(); }
};
struct Hooks {
  std::function<bool()> onQuit;
  std::function<bool()> onIdle;
};
void wire(Hooks &hooks) {
  hooks.onQuit = [] { return confirm(); };
  hooks.onIdle = [] { return true; };
}

asio::awaitable<int> everyWay(Prompt &prompt, Source &source, Hooks &hooks) {
  int n = confirm();  // expect: blocking-console
  n += confirmTwice();  // expect: blocking-console
  n += ask<int>();  // expect: blocking-console
  PAUSE();  // expect: blocking-console
  n += static_cast<int>(prompt.read().size());  // expect: blocking-console
  n += source.next();  // expect: blocking-console
  n += hooks.onQuit();  // expect: blocking-console
  n += hooks.onIdle();
  auto key = [] { return std::getchar(); };
  n += key();  // expect: blocking-console
  auto into = [](auto &value) { std::cin >> value; };
  into(n);  // expect: blocking-console
  co_return n;
}

home::job<> lambdaCoroutines() {
  auto quit = []() -> home::task<bool> {
    co_return confirm();  // expect: blocking-console
  };
  auto any = [](auto question) -> home::task<bool> {
    std::cout << question;
    co_return confirm();  // expect: blocking-console
  };
  co_await quit();
  co_await any("sure?");
}
template <class T> home::task<T> instantiated() {
  co_return ask<T>();  // expect: blocking-console
}
template home::task<double> instantiated();
template <class T> home::task<T> neverInstantiated(T value) {
  std::getchar();  // expect: blocking-console
  co_return value;
}

void handlers(asio::io_context &io, asio::thread_pool &pool, asio::steady_timer &timer) {
  asio::post(io, [] {
    confirm();  // expect: blocking-console
  });
  timer.async_wait([](asio::error_code) {
    confirmTwice();  // expect: blocking-console
  });
  asio::post(pool, [] { confirm(); });
  std::thread([&io] {
    for (std::string line; std::getline(std::cin, line);)
      asio::post(io, [line] { std::cout << line; });
  }).detach();
}

}  // namespace reach

int main() {
  std::string name;
  std::getline(std::cin, name);
  asio::io_context io;
  asio::thread_pool pool(1);
  asio::steady_timer timer(io);
  if (reach::confirm())
    reach::handlers(io, pool, timer);
  io.run();
  pool.join();
}
