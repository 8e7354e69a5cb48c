// RUN: %check %s unbounded-spawn
// Coroutines for each element or message, with and without something that limits them.
#include <asio.hpp>
#include <task.h>

#include <queue>
#include <string>
#include <vector>

struct Message { int id = 0; };
struct Source { asio::awaitable<Message> receive(); };
struct Permits { asio::awaitable<void> acquire(); };
asio::awaitable<void> load(std::string url);
asio::awaitable<void> store(Message message);
asio::awaitable<void> fetch(std::string url) { co_await load(url); }
asio::awaitable<void> handle(Message message) { co_await store(message); }
asio::awaitable<void> serveForEver(std::string name) {
  while (true) co_await load(name);
}
asio::awaitable<void> unknown(std::string url);

void forEachElement(asio::io_context &io, const std::vector<std::string> &urls) {
  for (const auto &url : urls)
    asio::co_spawn(io, fetch(url), asio::detached);  // expect: unbounded-spawn: each element of 'urls'
}
void withALambda(asio::io_context &io, std::vector<std::string> urls) {
  for (std::size_t i = 0; i < urls.size(); ++i)
    asio::co_spawn(io, [url = urls[i]]() -> asio::awaitable<void> { co_await load(url); }, asio::detached);  // expect: unbounded-spawn
}
asio::awaitable<void> forEachMessage(asio::io_context &io, Source &source) {
  while (true) {
    Message message = co_await source.receive();
    asio::co_spawn(io, handle(message), asio::detached);  // expect: unbounded-spawn: each item
  }
}
template <class Urls> void inATemplate(asio::io_context &io, const Urls &urls) {
  for (const auto &url : urls) asio::co_spawn(io, fetch(url), asio::detached);  // expect: unbounded-spawn
}
template void inATemplate(asio::io_context &, const std::vector<std::string> &);

void drained(asio::io_context &io, std::queue<std::string> &urls) {
  while (!urls.empty()) {
    asio::co_spawn(io, fetch(urls.front()), asio::detached);  // expect: unbounded-spawn: 'urls'
    urls.pop();
  }
}

asio::awaitable<void> withPermits(asio::io_context &io, Source &source, Permits &permits) {
  while (true) {
    Message message = co_await source.receive();
    co_await permits.acquire();
    asio::co_spawn(io, handle(message), asio::detached);
  }
}
asio::awaitable<void> permitsForElements(asio::io_context &io, const std::vector<std::string> &urls, Permits &permits) {
  for (const auto &url : urls) {
    co_await permits.acquire();
    asio::co_spawn(io, fetch(url), asio::detached);
  }
}
asio::awaitable<void> oneAfterTheOther(asio::io_context &io, const std::vector<std::string> &urls) {
  for (const auto &url : urls) co_await asio::co_spawn(io, fetch(url), asio::use_awaitable);
}
void services(asio::io_context &io, const std::vector<std::string> &names) {
  for (const auto &name : names) asio::co_spawn(io, serveForEver(name), asio::detached);
}
void aFew(asio::io_context &io, const std::string &url) {
  for (int i = 0; i < 16; ++i) asio::co_spawn(io, fetch(url), asio::detached);
  for (const char *name : {"a", "b"}) asio::co_spawn(io, fetch(name), asio::detached);
}
void notKnown(asio::io_context &io, const std::vector<std::string> &urls) {
  for (const auto &url : urls) asio::co_spawn(io, unknown(url), asio::detached);
}
class Sessions {
public:
  void stop(asio::io_context &io) {
    for (const auto &name : names_) asio::co_spawn(io, fetch(name), asio::detached);
  }

private:
  std::vector<std::string> names_;
};
struct Acceptor { asio::awaitable<int> acceptOne(); };
asio::awaitable<void> serve(int client) { co_await store({client}); }
asio::awaitable<void> accepts(asio::io_context &io, Acceptor &acceptor) {
  while (true) {
    const int client = co_await acceptor.acceptOne();
    asio::co_spawn(io, serve(client), asio::detached);
  }
}
