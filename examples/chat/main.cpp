// chat_server SETTINGS: one thread runs the loop, a few more are there for heavy work.
#include "Server.h"

#include <cstdio>
#include <exception>

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: %s SETTINGS_FILE\n", argv[0]);
    return 2;
  }
  try {
    const auto config = chat::loadConfig(argv[1]);
    boost::asio::io_context io(1);
    boost::asio::thread_pool workers(config.workers);
    chat::Server server(io, workers, argv[1], config);
    server.start();
    std::printf("chat 127.0.0.1:%d http 127.0.0.1:%d\n", server.port(), server.httpPort());
    std::fflush(stdout);
    io.run();
    workers.join();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
