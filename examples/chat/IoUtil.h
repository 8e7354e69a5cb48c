// Small helpers around files, processes and sockets. They return when the work is done.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <string>
#include <vector>

namespace chat {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

std::vector<std::string> readLines(const std::string& path);

// Appends one line and makes sure that it survives a crash of the machine.
void appendSynced(const std::string& path, const std::string& line);

// Runs a shell command; 0 means success.
int runCommand(const std::string& command);

tcp::socket dialTcp(asio::io_context& io, const std::string& host, const std::string& port, error_code& ec);

bool sendLine(tcp::socket& socket, const std::string& line);

}  // namespace chat

// Adds a line to the audit file. A macro, so that the text is not built when there is no audit.
#define CHAT_AUDIT(config, text)                                                          \
  do {                                                                                    \
    if (!(config).auditFile.empty()) ::chat::appendSynced((config).auditFile, (text));    \
  } while (false)
