// The settings of the server, read from a file of `key = value` lines.
#pragma once

#include <cstddef>
#include <string>

namespace chat {

struct Config {
  unsigned short port = 0;      // 0: the system chooses
  unsigned short httpPort = 0;  // metrics and administration
  std::string historyFile;      // empty: history is kept in memory
  std::string activityFile;     // empty: not saved
  std::string auditFile;        // empty: no audit
  std::string banFile;
  std::string peerHost;  // empty: no federation
  std::string peerPort;
  std::string adminToken;
  std::string backupCommand = "true";
  std::string motd = "welcome";
  double messagesPerSecond = 20;
  std::size_t maxSessions = 100;
  unsigned workers = 2;
  unsigned diskThreads = 4;  // how many reads, writes and backups may wait at once
};

// Throws std::runtime_error with the file, the line and the reason.
Config loadConfig(const std::string& path);

}  // namespace chat
