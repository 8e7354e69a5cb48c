// SIGHUP reads the settings again; SIGINT and SIGTERM shut down.
#include "Server.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <csignal>
#include <cstdio>
#include <exception>

namespace chat {
namespace {

using namespace std::chrono_literals;

void reportFailure(const char* what, std::exception_ptr failure) {
  if (!failure) return;
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: %s\n", what, error.what());
  }
}

}  // namespace

Server::Server(asio::io_context& io, Pools pools, std::string configFile, const Config& config)
    : app_(io, pools, config),
      configFile_(std::move(configFile)),
      acceptor_(io, {asio::ip::address_v4::loopback(), config.port}),
      http_(app_),
      signals_(io, SIGINT, SIGTERM, SIGHUP) {}

void Server::start() {
  awaitSignal();
  http_.start();
  if (!app_.config.peerHost.empty()) {
    asio::co_spawn(app_.io, app_.peer.run(), [](std::exception_ptr failure) { reportFailure("peer", failure); });
  }
  asio::co_spawn(app_.io, acceptClients(), [](std::exception_ptr failure) { reportFailure("accept", failure); });
}

asio::awaitable<void> Server::acceptClients() {
  asio::steady_timer pause(app_.io);
  while (!app_.bans.tryGet()) {
    pause.expires_after(10ms);
    co_await pause.async_wait(asio::use_awaitable);
  }
  while (acceptor_.is_open()) {
    error_code ec;
    tcp::socket socket = co_await acceptor_.async_accept(asio::redirect_error(asio::use_awaitable, ec));
    if (ec == asio::error::operation_aborted) co_return;
    const auto from = ec ? tcp::endpoint() : socket.remote_endpoint(ec);
    if (ec) {  // out of descriptors, or the client has gone: take a breath
      pause.expires_after(100ms);
      co_await pause.async_wait(asio::use_awaitable);
      continue;
    }
    const bool banned = app_.bans.tryGet()->contains(from.address().to_string());
    if (!banned && sessions_.size() < app_.config.maxSessions) {
      admit(std::move(socket));
    } else {
      ++app_.metrics.refused;
    }
  }
}

void Server::admit(tcp::socket socket) {
  const auto id = nextId_++;
  const auto session = std::make_shared<Session>(std::move(socket), app_);
  sessions_[id] = session;
  ++app_.metrics.sessions;
  asio::co_spawn(
      app_.io, [session] { return session->run(); },
      [this, id](std::exception_ptr failure) {
        sessions_.erase(id);
        --app_.metrics.sessions;
        reportFailure("session", failure);
      });
}

void Server::awaitSignal() {
  signals_.async_wait([this](error_code ec, int signal) {
    if (ec) return;
    if (signal != SIGHUP) {
      auto report = [](std::exception_ptr failure) { reportFailure("shutdown", failure); };
      return asio::co_spawn(app_.io, shutDown(), report);
    }
    reload();
    awaitSignal();
  });
}

// The disk pool reads the file, the loop takes the settings over.
void Server::reload() {
  asio::post(app_.pools.disk, [this] {
    try {
      asio::post(app_.io, [this, config = loadConfig(configFile_)] { app_.config = config; });
      std::fprintf(stderr, "settings are read again\n");
    } catch (const std::exception& error) {
      std::fprintf(stderr, "the old settings stay: %s\n", error.what());
    }
  });
}

asio::awaitable<void> Server::shutDown() {
  error_code ignored;
  acceptor_.close(ignored);
  http_.stop();
  for (const auto& [id, weak] : sessions_) {
    if (const auto session = weak.lock()) session->close("* the server is going down");
  }
  // Time for the last lines to reach the clients and the peer.
  co_await asio::steady_timer(co_await asio::this_coro::executor, 100ms).async_wait(asio::use_awaitable);
  app_.peer.stop();
  app_.io.stop();  // a client that neither reads nor goes does not keep the server up
}

}  // namespace chat
