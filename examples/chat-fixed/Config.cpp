// One table of keys: a new setting is one new row.
#include "Config.h"

#include <fstream>
#include <map>
#include <stdexcept>

namespace chat {
namespace {

using Setter = void (*)(Config&, const std::string&);

unsigned short portNumber(const std::string& text) {
  const unsigned long port = std::stoul(text);
  if (port > 65535) throw std::out_of_range("a port is at most 65535");
  return static_cast<unsigned short>(port);
}

const std::map<std::string, Setter>& setters() {
  static const std::map<std::string, Setter> table = {
      {"port", [](Config& c, const std::string& v) { c.port = portNumber(v); }},
      {"http_port", [](Config& c, const std::string& v) { c.httpPort = portNumber(v); }},
      {"history_file", [](Config& c, const std::string& v) { c.historyFile = v; }},
      {"activity_file", [](Config& c, const std::string& v) { c.activityFile = v; }},
      {"audit_file", [](Config& c, const std::string& v) { c.auditFile = v; }},
      {"ban_file", [](Config& c, const std::string& v) { c.banFile = v; }},
      {"peer_host", [](Config& c, const std::string& v) { c.peerHost = v; }},
      {"peer_port", [](Config& c, const std::string& v) { c.peerPort = v; }},
      {"admin_token", [](Config& c, const std::string& v) { c.adminToken = v; }},
      {"backup_command", [](Config& c, const std::string& v) { c.backupCommand = v; }},
      {"motd", [](Config& c, const std::string& v) { c.motd = v; }},
      {"messages_per_second", [](Config& c, const std::string& v) { c.messagesPerSecond = std::stod(v); }},
      {"max_sessions", [](Config& c, const std::string& v) { c.maxSessions = std::stoul(v); }},
      {"disk_threads", [](Config& c, const std::string& v) { c.diskThreads = static_cast<unsigned>(std::stoul(v)); }},
      {"workers", [](Config& c, const std::string& v) { c.workers = static_cast<unsigned>(std::stoul(v)); }},
  };
  return table;
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

void applyLine(Config& config, const std::string& line) {
  const auto equals = line.find('=');
  if (equals == std::string::npos) throw std::invalid_argument("expected 'key = value'");
  const auto setter = setters().find(trimmed(line.substr(0, equals)));
  if (setter == setters().end()) throw std::invalid_argument("unknown key");
  setter->second(config, trimmed(line.substr(equals + 1)));
}

}  // namespace

Config loadConfig(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error(path + ": cannot be opened; give the path of a readable file");
  Config config;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    line = trimmed(line);
    if (line.empty() || line.front() == '#') continue;
    try {
      applyLine(config, line);
    } catch (const std::exception& error) {
      throw std::runtime_error(path + ":" + std::to_string(number) + ": " + error.what() + " in '" + line + "'");
    }
  }
  if (config.messagesPerSecond <= 0) throw std::runtime_error(path + ": messages_per_second must be positive");
  if (config.workers == 0 || config.diskThreads == 0) {
    throw std::runtime_error(path + ": workers and disk_threads must be at least 1");
  }
  return config;
}

}  // namespace chat
