// RUN: %check %s blocking-process
// Child processes inside a coroutine: running one and waiting for it, against starting one and being told.
#include <asio.hpp>
#include <task.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace direct {

asio::awaitable<int> runs() {
  if (std::system("update-index") != 0)  // expect: blocking-process
    co_return ::system("rebuild-index");  // expect: blocking-process
  co_return 0;
}
asio::awaitable<int> reads() {
  std::FILE *out = ::popen("uname -r", "r");  // expect: blocking-process
  char line[64];
  std::fgets(line, sizeof line, out);  // expect: blocking-process
  co_return ::pclose(out);  // expect: blocking-process
}
home::task<int> waits(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);  // expect: blocking-process
  ::wait(&status);  // expect: blocking-process
  co_return status;
}

home::task<int> asksOnly(pid_t child) {
  int status = 0;
  if (::waitpid(child, &status, WNOHANG) == 0)
    ::kill(child, SIGTERM);
  co_return status;
}
asio::awaitable<int> isTold(asio::signal_set &children) {
  co_return co_await children.async_wait(asio::use_awaitable);
}
asio::awaitable<bool> isThereAShell() { co_return std::system(nullptr) != 0; }
asio::awaitable<std::string> readsTheEnvironment() {
  const char *home = std::getenv("HOME");
  co_return home ? home : "";
}
int atTheStart() { return std::system("mkdir -p run"); }

}  // namespace direct

namespace reach {

std::string output(const char *command) {
  std::unique_ptr<std::FILE, int (*)(std::FILE *)> pipe(::popen(command, "r"), &::pclose);
  std::string all;
  char chunk[128];
  while (pipe && std::fgets(chunk, sizeof chunk, pipe.get()))
    all += chunk;
  return all;
}
std::string kernel() { return output("uname -r"); }
template <class Command> int run(const Command &command) { return std::system(command.c_str()); }
#define SHELL(command) std::system(command)

struct Tool {
  explicit Tool(std::string name) : version(output(name.c_str())) {}
  int install() const { return SHELL("install-tool"); }
  std::string version;
};
struct Step {
  virtual ~Step() = default;
  virtual int perform() = 0;
};
struct Shell final : Step {
  int perform() override { return std::system("step"); }
};
struct Hooks {
  std::function<void()> onDeploy;
  std::function<void()> onSkip;
};
void wire(Hooks &hooks) {
  hooks.onDeploy = [] { (void)std::system("deploy"); };
  hooks.onSkip = [] {};
}

asio::awaitable<std::string> everyWay(Step &step, Hooks &hooks, const std::string &command) {
  std::string text = output("date");  // expect: blocking-process
  text += kernel();  // expect: blocking-process
  Tool tool("cc --version");  // expect: blocking-process
  int failed = tool.install();  // expect: blocking-process
  failed += run(command);  // expect: blocking-process
  failed += SHELL("sync-clock");  // expect: blocking-process
  failed += step.perform();  // expect: blocking-process
  hooks.onDeploy();  // expect: blocking-process
  hooks.onSkip();
  auto list = [] { return output("ls"); };
  text += list();  // expect: blocking-process
  auto any = [](auto name) { return std::system(name); };
  failed += any("true");  // expect: blocking-process
  co_return text + std::to_string(failed);
}

home::job<> lambdaCoroutines() {
  auto deploy = []() -> home::task<int> {
    co_return std::system("deploy");  // expect: blocking-process
  };
  auto any = [](auto command) -> home::task<int> {
    co_return std::system(command);  // expect: blocking-process
  };
  co_await deploy();
  co_await any("test");
}
template <class T> home::task<int> instantiated(T command) {
  co_return std::system(command);  // expect: blocking-process
}
template home::task<int> instantiated(const char *);
template <class T> home::flow neverInstantiated(T value) {
  std::system("cleanup");  // expect: blocking-process
  co_await value;
}

void handlers(asio::io_context &io, asio::thread_pool &commands, asio::signal_set &signals) {
  asio::post(io, [] {
    kernel();  // expect: blocking-process
  });
  signals.async_wait([](asio::error_code, int) {
    int status = 0;
    ::waitpid(-1, &status, 0);  // expect: blocking-process
  });
  signals.async_wait([](asio::error_code, int) {
    int status = 0;
    while (::waitpid(-1, &status, WNOHANG) > 0)
      continue;
  });
  asio::post(commands, [] { kernel(); });
}

asio::awaitable<std::string> offloaded(asio::thread_pool &commands) {
  auto unused = [] { return std::system("never"); };
  co_return co_await asio::co_spawn(
      commands, []() -> asio::awaitable<std::string> { co_return kernel(); }, asio::use_awaitable);
}

}  // namespace reach

namespace child {

// Of two processes, the child may take its time: the loop is the other one's.
asio::awaitable<bool> inTheChild(int pipe) {
  const pid_t pid = fork();
  if (pid == 0) {
    const int code = std::system("sync");
    if (::write(pipe, &code, sizeof code) < 0) std::abort();
    _exit(code);
  }
  co_return pid > 0;
}
asio::awaitable<void> lastWords(bool broken) {
  if (!broken) co_return;
  std::system("dump-state");
  std::abort();
}
asio::awaitable<void> mayGoOn(bool broken) {
  std::system("dump-state");  // expect: blocking-process
  if (broken) std::abort();
  co_return;
}
void goesOnForEver(asio::io_context &io, const bool &broken) {
  asio::post(io, [&broken] {
    std::system("dump-state");  // expect: blocking-process
    while (true)
      if (broken) std::abort();
  });
}
asio::awaitable<void> letsOthersRunBefore() {
  std::system("dump-state");  // expect: blocking-process
  co_await asio::post(asio::use_awaitable);
  std::abort();
}

}  // namespace child

int main() {
  direct::atTheStart();
  asio::io_context io;
  asio::thread_pool commands(2);
  asio::signal_set signals(io, SIGCHLD);
  reach::handlers(io, commands, signals);
  io.run();
  commands.join();
}
