// chat_server SETTINGS: one thread runs the loop, the pools do what takes time.
#include "Server.h"

#include <chrono>
#include <cstdio>
#include <exception>
#include <thread>

namespace {

// In a container the settings may be mounted a moment after the start.
chat::Config loadPatiently(const char* path) {
  for (int tries = 1; tries < 5; ++tries) {
    try {
      return chat::loadConfig(path);
    } catch (const std::exception& error) {
      std::fprintf(stderr, "%s; trying again\n", error.what());
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
  }
  return chat::loadConfig(path);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: %s SETTINGS_FILE\n", argv[0]);
    return 2;
  }
  try {
    const auto config = loadPatiently(argv[1]);
    boost::asio::io_context io(1);
    boost::asio::thread_pool disk(config.diskThreads);
    boost::asio::thread_pool workers(config.workers);
    chat::Server server(io, chat::Pools{disk, workers}, argv[1], config);
    server.start();
    std::printf("chat 127.0.0.1:%d http 127.0.0.1:%d\n", server.port(), server.httpPort());
    std::fflush(stdout);
    io.run();
    disk.join();
    workers.join();
    server.finish();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
