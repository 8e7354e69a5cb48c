// RUN: %check %S blocking-file-io
// Files in handlers and continuations.
#include <asio.hpp>
#include <folly/executors/CPUThreadPoolExecutor.h>
#include <folly/futures/Future.h>
#include <folly/io/async/EventBase.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

std::string slurp(const std::string &name) {
  std::ifstream in(name);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Site : public std::enable_shared_from_this<Site> {
public:
  Site(asio::ip::tcp::socket client, asio::thread_pool &disk) : client_(std::move(client)), disk_(disk) {}

  void serve() {
    client_.async_read_some(asio::buffer(request_), [self = shared_from_this()](asio::error_code ec, std::size_t) {
      if (!ec)
        self->send(slurp("index.html"));  // expect: blocking-file-io
    });
  }
  void serveFromThePool() {
    client_.async_read_some(asio::buffer(request_), [self = shared_from_this()](asio::error_code ec, std::size_t) {
      if (ec)
        return;
      asio::post(self->disk_, [self] {
        asio::post(self->client_.get_executor(), [self, page = slurp("index.html")] { self->send(page); });
      });
    });
  }

private:
  void send(std::string page) {
    page_ = std::move(page);
    asio::async_write(client_, asio::buffer(page_), [self = shared_from_this()](asio::error_code, std::size_t) {});
  }

  asio::ip::tcp::socket client_;
  asio::thread_pool &disk_;
  std::array<char, 1024> request_{};
  std::string page_;
};

void continuations(folly::EventBase *loop, folly::CPUThreadPoolExecutor *pool, folly::SemiFuture<std::string> name,
                   folly::SemiFuture<std::string> other) {
  auto onTheLoop = std::move(name).via(loop).thenValue([](std::string file) {
    return std::filesystem::exists(file);  // expect: blocking-file-io
  });
  auto onThePool = std::move(other)
                       .via(pool)
                       .thenValue([](std::string file) { return slurp(file); })
                       .via(loop)
                       .thenValue([](std::string text) {
                         std::ofstream out("copy");  // expect: blocking-file-io
                         return text.size();
                       });
}

int main() {
  asio::io_context io;
  asio::thread_pool disk(4);
  auto site = std::make_shared<Site>(asio::ip::tcp::socket(io), disk);
  site->serve();
  site->serveFromThePool();
  io.run();
  disk.join();
}
