// The link is dialled by a timer, so that an absent peer is tried again and again.
#include "Peer.h"

#include <boost/asio/post.hpp>
#include <cstdio>

namespace chat {

using namespace std::chrono_literals;

PeerLink::PeerLink(asio::io_context& io, std::string host, std::string port)
    : io_(io), host_(std::move(host)), port_(std::move(port)), socket_(io), redial_(io) {}

void PeerLink::start() {
  if (!host_.empty()) dialIn(100ms);  // clients come first
}

void PeerLink::stop() {
  redial_.cancel();
  error_code ignored;
  socket_.close(ignored);
}

void PeerLink::dialIn(std::chrono::milliseconds delay) {
  redial_.expires_after(delay);
  redial_.async_wait([this](error_code ec) {
    if (ec) return;
    if (!dial()) dialIn(5s);  // EXPECT: blocking-network-io
  });
}

bool PeerLink::dial() {
  error_code ec;
  socket_ = dialTcp(io_, host_, port_, ec);
  if (ec) std::fprintf(stderr, "peer %s: %s\n", host_.c_str(), ec.message().c_str());
  return !ec;
}

void PeerLink::relay(const std::string& line) {
  // Posted, so that the speaker's session does not wait for the peer.
  asio::post(io_, [this, line] {
    if (!socket_.is_open() || sendLine(socket_, line)) return;  // EXPECT: blocking-network-io
    std::fprintf(stderr, "peer %s: the link is lost\n", host_.c_str());
    error_code ignored;
    socket_.close(ignored);
    dialIn(1s);
  });
}

}  // namespace chat
