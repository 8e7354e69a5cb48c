// RUN: %check %s blocking-file-io
// Who sends the process a signal wants it to end, or to read its settings again: what the handler holds up waits once.
#include <asio.hpp>

#include <fstream>
#include <mutex>
#include <string>

class Settings {
public:
  void read() {
    std::lock_guard lock(mutex_);
    std::ifstream in("settings.txt");
    std::getline(in, text_);
  }
  std::string text() {
    std::lock_guard lock(mutex_);
    return text_;
  }

private:
  std::mutex mutex_;
  std::string text_;
};

void onHangUp(asio::signal_set &signals, Settings &settings) {
  signals.async_wait([&](std::error_code, int) {
    settings.read();  // expect: blocking-file-io: only when the process gets a signal
  });
}
void onTimer(asio::steady_timer &timer) {
  timer.async_wait([](std::error_code) {
    std::ifstream in("prices.txt");  // expect: blocking-file-io: 'std::ifstream' blocks
  });
}
