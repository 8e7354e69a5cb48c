// RUN: %check %s blocking-file-io
// What the kernel answers from memory is no disk, also where the path is put together; the twin with a real folder is one.
#include <asio.hpp>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

asio::awaitable<std::string> ofProcess(int id) {
  std::ifstream in("/proc/" + std::to_string(id) + "/stat");
  std::string line;
  std::getline(in, line);
  co_return line;
}
asio::awaitable<std::string> ofFolder(int id) {
  std::ifstream in("/var/lib/" + std::to_string(id) + "/stat");  // expect: blocking-file-io
  std::string line;
  std::getline(in, line);
  co_return line;
}
asio::awaitable<int> printedPath(int cpu) {
  char path[64];
  std::snprintf(path, sizeof path, "/sys/devices/system/cpu/cpu%d/online", cpu);
  std::FILE *file = std::fopen(path, "r");
  int on = 0;
  if (file) {
    on = std::fgetc(file);
    std::fclose(file);
  }
  co_return on;
}
asio::awaitable<int> givenLater() {
  std::FILE *file;
  if (!(file = std::fopen("/proc/net/route", "r"))) co_return 0;
  int metric = 0;
  std::fscanf(file, "%d", &metric);
  co_return metric;
}
asio::awaitable<int> givenTwice(bool here) {
  std::FILE *file;
  file = std::fopen("/proc/net/route", "r");
  if (here) file = std::fopen("/srv/routes", "r");  // expect: blocking-file-io
  int metric = 0;
  std::fscanf(file, "%d", &metric);  // expect: blocking-file-io
  co_return metric;
}
asio::awaitable<int> printedFolder(int cpu) {
  char path[64];
  std::snprintf(path, sizeof path, "/srv/%d/online", cpu);
  std::FILE *file = std::fopen(path, "r");  // expect: blocking-file-io
  int on = 0;
  if (file) {
    on = std::fgetc(file);
    std::fclose(file);
  }
  co_return on;
}
asio::awaitable<int> streamedPath(int sensor) {
  std::ostringstream path;
  path << "/sys/class/hwmon/hwmon" << sensor << "/temp1_input";
  std::ifstream in(path.str());
  int value = 0;
  in >> value;
  co_return value;
}

// A log that goes to stderr until somebody names a file.
namespace told {

std::FILE *log;
std::FILE *journal;

void redirect(const char *path) { log = std::fopen(path, "a"); }
void reset() { log = stderr; }
void begin(const char *path) { journal = std::fopen(path, "a"); }

asio::awaitable<void> logs(const char *line) {
  std::fprintf(log, "%s\n", line);
  std::fflush(log);
  co_return;
}
asio::awaitable<void> writesDown(const char *line) {
  std::fprintf(journal, "%s\n", line);  // expect: blocking-file-io
  std::fflush(journal);                  // expect: blocking-file-io
  co_return;
}

}  // namespace told

// Nobody waits any more when the program ends.
asio::awaitable<int> givesUp(const char *path, int failed) {
  if (failed) {
    std::ofstream(path) << failed;
    std::exit(1);
  }
  std::ofstream(path) << "well";  // expect: blocking-file-io
  co_return failed;
}

asio::awaitable<int> partitionsOf(int device) {
  const std::string folder = "/sys/block/mtdblock" + std::to_string(device);
  int found = 0;
  for (const auto &entry : std::filesystem::directory_iterator(folder)) found += entry.path().has_extension();
  co_return found;
}
asio::awaitable<bool> isRunning(int id, const std::string &program) {
  co_return std::filesystem::read_symlink("/proc/" + std::to_string(id) + "/exe") == program;
}
asio::awaitable<int> reportsOf(int day) {
  const std::string folder = "/var/lib/reports/" + std::to_string(day);
  int found = 0;
  for (const auto &entry : std::filesystem::directory_iterator(folder))  // expect: blocking-file-io
    found += entry.path().has_extension();
  co_return found;
}
asio::awaitable<std::string> oneOfTwo(bool six) {
  const std::string name = six ? "/proc/net/udp6" : "/proc/net/udp";
  std::ifstream in(name);
  std::string line;
  std::getline(in, line);
  co_return line;
}
asio::awaitable<std::string> oneOfThemOnDisk(bool saved) {
  const std::string name = saved ? "/var/lib/udp" : "/proc/net/udp";
  std::ifstream in(name);  // expect: blocking-file-io
  std::string line;
  std::getline(in, line);
  co_return line;
}
