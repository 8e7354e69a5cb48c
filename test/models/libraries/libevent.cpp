// RUN: %check %s
// The model of libevent on its real headers: callbacks of the loop, and the resolver that waits.
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/listener.h>
#include <event2/util.h>

#include <task.h>

#include <chrono>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;

void settle() { std::this_thread::sleep_for(5ms); }

namespace loops {

void readable(evutil_socket_t, short, void *) {
  settle();  // expect: blocking-sleep
}
void asked(evhttp_request *, void *) {
  settle();  // expect: blocking-sleep
}
void accepted(evconnlistener *, evutil_socket_t, sockaddr *, int, void *) {
  settle();  // expect: blocking-sleep
}
void received(bufferevent *, void *) {
  settle();  // expect: blocking-sleep
}
void callbacks(event_base *base, evhttp *server, bufferevent *stream, evutil_socket_t socket) {
  event_add(event_new(base, socket, EV_READ, readable, nullptr), nullptr);
  evhttp_set_gencb(server, asked, nullptr);
  bufferevent_setcb(stream, received, nullptr, nullptr, nullptr);
  evconnlistener_new(base, accepted, nullptr, 0, 16, socket);
}
void asAFunctionPointer(event_base *base) {
  event_base_once(base, -1, EV_TIMEOUT, [](evutil_socket_t, short, void *) { ::usleep(10); }, nullptr, nullptr);  // expect: blocking-sleep
}
home::task<> runsALoop(event_base *base) {
  event_base_dispatch(base);  // expect: blocking-wait
  event_base_loop(base, EVLOOP_ONCE);  // expect: blocking-wait
  event_base_loop(base, EVLOOP_NONBLOCK);
  co_return;
}

}  // namespace loops

namespace network {

home::task<int> resolves(evutil_addrinfo *hints, evutil_addrinfo **found) {
  co_return evutil_getaddrinfo("example.org", "https", hints, found);  // expect: blocking-network-io: evdns_getaddrinfo
}
home::task<> nonblocking(char *buffer) {
  const int line = ::socket(AF_INET, SOCK_STREAM, 0);
  evutil_make_socket_nonblocking(line);
  ::recv(line, buffer, 80, 0);
  co_return;
}

}  // namespace network

int main() {
  event_base *base = event_base_new();
  loops::callbacks(base, evhttp_new(base), nullptr, 0);
  return event_base_dispatch(base);
}
