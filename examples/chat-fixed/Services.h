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

// The threads of the server: the loop never waits, the disk pool may, the workers compute.
struct Pools {
  asio::thread_pool& disk;
  asio::thread_pool& workers;
};

struct Services {
  Services(asio::io_context& loop, Pools threads, Config settings)
      : io(loop),
        pools(threads),
        config(std::move(settings)),
        bans(config.banFile),
        activity(config.activityFile),
        history(makeHistory(pools.disk, config.historyFile)),
        peer(loop, config.peerHost, config.peerPort) {}

  asio::io_context& io;
  Pools pools;
  Config config;
  Metrics metrics;
  Rooms rooms;
  BanList bans;
  Activity activity;
  std::unique_ptr<History> history;
  PeerLink peer;
};

}  // namespace chat
