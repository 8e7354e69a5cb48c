// RUN: %check %s blocking-file-io
// Files inside a coroutine: streams, stdio, POSIX and std::filesystem; memory, paths and terminals are no files.
#include <asio.hpp>
#include <task.h>

#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace fs = std::filesystem;

namespace streams {

asio::awaitable<std::string> reads(fs::path file) {
  std::ifstream in(file);  // expect: blocking-file-io
  std::string line;
  std::getline(in, line);  // the same file: one finding
  int number = 0;
  in >> number;  // the same file: one finding
  char chunk[64];
  in.read(chunk, sizeof chunk);  // the same file: one finding
  if (!in)
    co_return "";
  co_return line;
}
asio::awaitable<void> opensLater(std::string name) {
  std::ofstream out;
  out.open(name);  // expect: blocking-file-io
  out.write(name.data(), 1);  // the same file: one finding
  out.flush();  // the same file: one finding
  co_return;
}
asio::awaitable<int> inMemory(std::string text) {
  std::istringstream in(text);
  std::string line;
  std::getline(in, line);
  int number = 0;
  in >> number;
  std::ostringstream out;
  out << number << line;
  out.flush();
  co_return static_cast<int>(out.str().size());
}
int sum(std::istream &in) {
  int total = 0;
  for (int value; in >> value;)
    total += value;
  return total;
}
asio::awaitable<int> throughTheBaseOfBoth(std::string text) {
  std::istringstream in(text);
  co_return sum(in);
}
asio::awaitable<void> tells(int n) {
  std::cout << n << '\n';
  std::cerr << n << std::endl;
  std::printf("%d\n", n);
  std::fprintf(stderr, "%d\n", n);
  std::fputs("done\n", stdout);
  std::fflush(stdout);
  co_return;
}
asio::awaitable<std::string> asksTheKernel() {  // no disk behind these
  std::ifstream status("/proc/self/status");
  std::FILE *load = std::fopen("/proc/loadavg", "r");
  co_return status && load ? "ok" : "";
}

}  // namespace streams

namespace stdio {

home::task<std::size_t> copies(const char *from) {
  std::FILE *in = std::fopen(from, "rb");  // expect: blocking-file-io
  char buffer[512];
  const std::size_t n = std::fread(buffer, 1, sizeof buffer, in);  // the same file: one finding
  std::fwrite(buffer, 1, n, in);  // the same file: one finding
  std::fgets(buffer, sizeof buffer, in);  // the same file: one finding
  std::fclose(in);  // the same file: one finding
  co_return n;
}
home::task<int> formatsInMemory(int n) {
  char text[32];
  std::snprintf(text, sizeof text, "%d", n);
  std::sscanf(text, "%d", &n);
  co_return n;
}

}  // namespace stdio

namespace posix {

home::task<long> reads(const char *name) {
  const int fd = ::open(name, O_RDONLY);  // expect: blocking-file-io
  char buffer[512];
  const long n = ::read(fd, buffer, sizeof buffer);  // the same file: one finding
  ::pread(fd, buffer, sizeof buffer, 0);  // the same file: one finding
  co_return n;
}
home::task<long> nonblockingDoesNotHelpAFile(const char *name) {
  const int fd = ::open(name, O_RDONLY | O_NONBLOCK);  // expect: blocking-file-io
  char byte = 0;
  co_return ::read(fd, &byte, 1);  // the same file: one finding
}
home::task<> syncs(int fd, const char *from, const char *to) {
  ::fsync(fd);  // expect: blocking-file-io
  ::fdatasync(fd);  // expect: blocking-file-io
  if (::rename(from, to) != 0)  // expect: blocking-file-io
    ::unlink(from);  // expect: blocking-file-io
  struct stat info;
  ::stat(to, &info);  // expect: blocking-file-io
  co_return;
}
home::task<long> otherDescriptors(int unknown) {
  const int events = ::eventfd(0, EFD_NONBLOCK);
  std::uint64_t count = 0;
  ::fcntl(events, F_SETFL, O_NONBLOCK);
  ::close(unknown);
  co_return ::read(events, &count, sizeof count);
}

}  // namespace posix

namespace filesystem {

asio::awaitable<std::uintmax_t> touchesTheDisk(fs::path file) {
  if (!fs::exists(file))  // expect: blocking-file-io: (one entry, mostly in the cache); hand
    co_return 0;
  fs::create_directories(file.parent_path());  // expect: blocking-file-io
  for (const auto &entry : fs::directory_iterator(file.parent_path()))  // expect: blocking-file-io
    (void)entry.path();
  fs::copy_file(file, "copy");  // expect: blocking-file-io
  fs::remove_all("old");  // expect: blocking-file-io
  co_return fs::file_size(file);  // expect: blocking-file-io
}
// One question is a hint. One for each of many is a warning, also through a function that asks once.
bool isOld(const fs::path &file) { return fs::last_write_time(file) < fs::file_time_type(); }
asio::awaitable<void> sweeps(std::vector<fs::path> files) {
  for (const fs::path &file : files)
    fs::remove(file);  // expect: blocking-file-io: inside coroutine 'sweeps'; hand
  for (const fs::path &file : files)
    if (isOld(file))  // expect: blocking-file-io: -> 'std::filesystem::last_write_time'; hand
      co_return;
}
asio::awaitable<void> oneAfterTheOther(asio::steady_timer &timer) {
  for (;;) {
    co_await timer.async_wait(asio::use_awaitable);
    if (fs::exists("stop"))  // expect: blocking-file-io: (one entry, mostly in the cache); hand
      co_return;
  }
}
std::string readIfThere(const fs::path &file) {
  if (!fs::exists(file)) return {};
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}
asio::awaitable<std::string> asksAndReads(fs::path file) {
  co_return readIfThere(file);  // expect: blocking-file-io: -> 'std::ifstream'; hand
}
asio::awaitable<std::string> onlyPaths(fs::path file) {
  const fs::path full = fs::path("/srv") / file.filename();
  if (full.extension() == ".txt" && full.has_parent_path())
    co_return full.lexically_normal().string();
  co_return full.parent_path().stem().string();
}

}  // namespace filesystem

namespace reach {

std::string slurp(const std::string &name) {
  std::ifstream in(name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
std::string loadConfig() { return slurp("server.conf"); }
template <class Path> bool present(const Path &path) { return fs::exists(path); }

#define SEAL(fd, from, to) (::fsync(fd) == 0 && ::rename(from, to) == 0)

struct Config {
  explicit Config(const std::string &name) : text(slurp(name)) {}
  std::string reload(const std::string &name) { return text = slurp(name); }
  std::string text;
};
struct Sink {
  virtual ~Sink() = default;
  virtual void put(std::string) = 0;
};
struct FileSink final : Sink {
  void put(std::string line) override { std::ofstream("log") << line; }
};
struct Cache {
  virtual ~Cache() = default;
  virtual void put(std::string) = 0;
};
struct MemoryCache final : Cache {
  void put(std::string line) override { lines.push_back(line); }
  std::vector<std::string> lines;
};
struct Hooks {
  std::function<void(int)> onSeal;
};
void wire(Hooks &hooks) {
  hooks.onSeal = [](int fd) { ::fdatasync(fd); };
}

asio::awaitable<std::string> everyWay(Sink &sink, Cache &cache, Hooks &hooks, int fd) {
  std::string text = slurp("a");  // expect: blocking-file-io
  text += loadConfig();  // expect: blocking-file-io
  Config config("b");  // expect: blocking-file-io
  text += config.reload("c");  // expect: blocking-file-io
  if (present("d"))  // expect: blocking-file-io
    text += "d";
  if (!SEAL(fd, "new", "old"))  // expect: blocking-file-io
    text += "?";
  sink.put(text);  // expect: blocking-file-io
  cache.put(text);
  hooks.onSeal(fd);  // expect: blocking-file-io
  auto size = [](const char *name) { return fs::file_size(name); };
  text.resize(size("e"));  // expect: blocking-file-io
  auto any = [](auto name) { return slurp(name); };
  text += any("f");  // expect: blocking-file-io
  co_return text;
}

home::job<> lambdaCoroutines() {
  auto read = [](std::string name) -> home::task<std::string> {
    co_return slurp(name);  // expect: blocking-file-io
  };
  auto readAny = [](auto name) -> home::task<std::string> {
    co_return slurp(name);  // expect: blocking-file-io
  };
  co_await read("a");
  co_await readAny("b");
}

template <class T> home::task<T> instantiated(T name) {
  co_return slurp(name);  // expect: blocking-file-io
}
template home::task<std::string> instantiated(std::string);
template <class T> home::task<T> neverInstantiated(T name) {
  fs::remove("lock");  // expect: blocking-file-io
  co_return name;
}

home::generator<std::string> linesOf(std::string name) {
  std::ifstream in(name);
  for (std::string line; std::getline(in, line);)
    co_yield line;
}
home::task<int> drivesAGenerator() {
  int n = 0;
  for (const auto &line : linesOf("words"))  // expect: blocking-file-io
    n += static_cast<int>(line.size());
  co_return n;
}

asio::awaitable<std::string> offloaded(asio::thread_pool &disk) {
  asio::post(disk, [] { fs::remove_all("cache"); });
  auto notHere = [] { return slurp("never"); };
  std::string text = co_await asio::co_spawn(
      disk, []() -> asio::awaitable<std::string> { co_return slurp("index.html"); }, asio::use_awaitable);
  const auto home = co_await asio::this_coro::executor;
  co_await asio::post(asio::bind_executor(disk, asio::use_awaitable));
  text += slurp("footer.html");
  co_await asio::post(asio::bind_executor(home, asio::use_awaitable));
  co_return text;
}

}  // namespace reach

namespace tables {

// A table of function pointers, as parsers written in C want it.
struct Callbacks {
  int (*onBegin)(int);
  int (*onEnd)(int);
};
int ignore(int) { return 0; }
int saves(int size) {
  std::ofstream("last") << size;
  return 0;
}
int parse(const Callbacks &callbacks, int size) { return callbacks.onBegin(size) + callbacks.onEnd(size); }
int feed(int size) {
  static const Callbacks callbacks{ignore, saves};
  return parse(callbacks, size);
}
struct Quiet {
  int (*onBegin)(int);
  int (*onEnd)(int);
};
int feedQuietly(int size) {
  static const Quiet quiet{ignore, ignore};
  return quiet.onBegin(size) + quiet.onEnd(size);
}
asio::awaitable<int> serve(int size) {
  feedQuietly(size);
  co_return feed(size);  // expect: blocking-file-io: saves
}

}  // namespace tables

namespace kernel {

// The kernel answers from memory.
asio::awaitable<bool> isBound() {
  co_return fs::exists("/sys/bus/i2c/drivers/at24");
}

}  // namespace kernel

int main() {
  std::string all = reach::loadConfig();
  for (const auto &line : reach::linesOf("words"))
    all += line;
  return all.empty();
}
