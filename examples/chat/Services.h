// What every connection needs from the server, in one place. Used on the thread of the loop only.
#pragma once

#include "Activity.h"
#include "Admission.h"
#include "Config.h"
#include "History.h"
#include "Metrics.h"
#include "Peer.h"
#include "Room.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>

namespace chat {

struct Services {
  Services(asio::io_context& loop, asio::thread_pool& pool, Config settings)
      : io(loop),
        workers(pool),
        config(std::move(settings)),
        bans(config.banFile),
        activity(config.activityFile),
        history(makeHistory(config.historyFile)),
        peer(loop, config.peerHost, config.peerPort) {}

  asio::io_context& io;
  asio::thread_pool& workers;
  Config config;
  Metrics metrics;
  Rooms rooms;
  BanList bans;
  Activity activity;
  std::unique_ptr<History> history;
  PeerLink peer;
};

}  // namespace chat
