// RUN: %check %s
// flags: -std=c++20 -isystem /usr/include/x86_64-linux-gnu
// The model of network clients: libcurl on its real header, gRPC and cpp-httplib as declarations.
#include <curl/curl.h>
#include <miniupnpc/miniupnpc.h>

#include <task.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>

void settle() { std::this_thread::sleep_for(std::chrono::milliseconds(5)); }

namespace grpc {

class Status {};
class CompletionQueue {
public:
  bool Next(void **tag, bool *ok);
};
namespace internal {
template <class Request, class Response> Status BlockingUnaryCall(Request &, Response *);
}  // namespace internal
template <class R>
class ClientReader {
public:
  bool Read(R *);
  Status Finish();
};

}  // namespace grpc

namespace httplib {

struct Result {};
struct Request {};
struct Response {};
class Client {
public:
  explicit Client(const std::string &host);
  Result Get(const std::string &path);
  Result Post(const std::string &path);
};
class Server {
public:
  using Handler = std::function<void(const Request &, Response &)>;
  Server &Get(const std::string &pattern, Handler handler);
  bool listen(const std::string &host, int port);
};

}  // namespace httplib

namespace router {

home::task<UPNPDev *> looksForRouters(int *error) {
  co_return upnpDiscover(2000, nullptr, nullptr, 0, 0, 2, error);  // expect: blocking-network-io: upnpDiscover
}

}  // namespace router

namespace curl {

home::task<int> performs(CURL *handle) {
  co_return curl_easy_perform(handle);  // expect: blocking-network-io: curl_multi_socket_action
}
home::task<> polls(CURLM *many, int *ready) {
  curl_multi_poll(many, nullptr, 0, 100, ready);  // expect: blocking-network-io: curl_multi_socket_action
  curl_multi_wait(many, nullptr, 0, 0, ready);
  co_return;
}
home::task<> drivenByTheLoop(CURLM *many, int *running) {
  curl_multi_socket_action(many, CURL_SOCKET_TIMEOUT, 0, running);
  co_return;
}

}  // namespace curl

namespace calls {

home::task<> unary(int request, int response) {
  grpc::internal::BlockingUnaryCall(request, &response);  // expect: blocking-network-io: stub->async()
  co_return;
}
home::task<> streams(grpc::ClientReader<int> &reader, int row) {
  while (reader.Read(&row))  // expect: blocking-network-io
    co_await home::after(std::chrono::milliseconds(1));
}
home::task<> events(grpc::CompletionQueue &queue, void *tag, bool ok) {
  queue.Next(&tag, &ok);  // expect: blocking-wait
  co_return;
}

}  // namespace calls

namespace http {

home::task<> asks(httplib::Client &client) {
  client.Get("/");  // expect: blocking-network-io
  co_return;
}
home::task<> serves(httplib::Server &server) {
  server.Get("/", [](const httplib::Request &, httplib::Response &) { settle(); });  // on a thread of its connection
  server.listen("localhost", 8080);  // expect: blocking-wait
  co_return;
}

}  // namespace http

int main() {
  CURL *handle = curl_easy_init();
  return curl_easy_perform(handle);
}
