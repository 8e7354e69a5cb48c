// CASE: a thread of its own waits for signals and sleeps between two looks; the loop gets only what it posts
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <thread>

namespace asio = boost::asio;

void dump_state(const char* path) {
    std::ofstream out(path);
    out << "alive\n";
}

int main() {
    asio::io_context loop;
    asio::steady_timer beat(loop);
    std::atomic<bool> ended{false};
    sigset_t mine;
    sigemptyset(&mine);
    sigaddset(&mine, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &mine, nullptr);
    std::thread signals([&] {
        while (!ended) {
            int which = 0;
            sigwait(&mine, &which);
            dump_state("state.txt");
            std::this_thread::sleep_for(std::chrono::seconds(1));
            asio::post(loop, [] { std::atexit([] {}); });
        }
    });
    beat.expires_after(std::chrono::seconds(1));
    beat.async_wait([](const boost::system::error_code&) {});
    loop.run();
    ended = true;
    signals.join();
}
