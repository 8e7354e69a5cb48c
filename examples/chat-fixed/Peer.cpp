// A coroutine keeps the link up; lines go through a queue, so that a slow peer holds up nobody.
#include "Peer.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <cstdio>

namespace chat {

using namespace std::chrono_literals;

PeerLink::PeerLink(asio::io_context& io, std::string host, std::string port)
    : host_(std::move(host)), port_(std::move(port)), resolver_(io), socket_(io), redial_(io) {}

asio::awaitable<void> PeerLink::run() {
  while (!stopped_) {
    redial_.expires_after(5s);
    if (!up_) co_await dial();
    if (stopped_) co_return;
    error_code woken;
    co_await redial_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
  }
}

asio::awaitable<void> PeerLink::dial() {
  error_code ec;
  auto token = asio::redirect_error(asio::use_awaitable, ec);
  const auto endpoints = co_await resolver_.async_resolve(host_, port_, token);
  if (!ec) co_await asio::async_connect(socket_, endpoints, token);
  up_ = !ec;
  if (ec) std::fprintf(stderr, "peer %s: %s\n", host_.c_str(), ec.message().c_str());
}

void PeerLink::stop() {
  stopped_ = true;
  up_ = false;
  resolver_.cancel();
  redial_.cancel();
  error_code ignored;
  socket_.close(ignored);
}

void PeerLink::relay(const std::string& line) {
  constexpr std::size_t kMaxOutbox = 1000;
  if (!up_ || outbox_.size() >= kMaxOutbox) return;
  outbox_.push_back(line + '\n');
  if (outbox_.size() == 1) writeNext();
}

void PeerLink::writeNext() {
  asio::async_write(socket_, asio::buffer(outbox_.front()), [this](error_code ec, std::size_t) {
    outbox_.pop_front();
    if (!ec && !outbox_.empty()) return writeNext();
    if (!ec || stopped_) return;
    std::fprintf(stderr, "peer %s: the link is lost\n", host_.c_str());
    outbox_.clear();
    up_ = false;
    socket_.close(ec);
    redial_.cancel();
  });
}

}  // namespace chat
