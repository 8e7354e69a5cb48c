// Accepts clients, listens to signals and ends the server in good order.
#pragma once

#include "Http.h"
#include "Services.h"
#include "Session.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/signal_set.hpp>
#include <map>
#include <memory>

namespace chat {

class Server {
public:
  Server(asio::io_context& io, Pools pools, std::string configFile, const Config& config);

  unsigned short port() const { return acceptor_.local_endpoint().port(); }
  unsigned short httpPort() const { return http_.port(); }

  void start();

  // What is left to do when the loop has ended. Waits for the disk.
  void finish() { app_.activity.finish(); }

private:
  asio::awaitable<void> acceptClients();
  asio::awaitable<void> shutDown();
  void admit(tcp::socket socket);
  void awaitSignal();
  void reload();

  Services app_;
  std::string configFile_;
  tcp::acceptor acceptor_;
  HttpEndpoint http_;
  asio::signal_set signals_;
  std::map<std::uint64_t, std::weak_ptr<Session>> sessions_;
  std::uint64_t nextId_ = 0;
};

}  // namespace chat
