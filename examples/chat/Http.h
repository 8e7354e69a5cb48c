// A very small HTTP server on a port of its own: metrics for scrapers, backups for the operator.
#pragma once

#include "Services.h"

#include <boost/asio/ip/tcp.hpp>

namespace chat {

class HttpEndpoint {
public:
  explicit HttpEndpoint(Services& app);

  unsigned short port() const { return acceptor_.local_endpoint().port(); }
  void start();
  void stop();

private:
  Services& app_;
  tcp::acceptor acceptor_;
};

}  // namespace chat
