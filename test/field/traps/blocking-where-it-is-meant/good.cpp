// CASE: a pool for work that waits: files, processes and other machines, one task each, and the loop is told of the end
#include <folly/executors/CPUThreadPoolExecutor.h>
#include <folly/executors/IOThreadPoolExecutor.h>
#include <folly/futures/Future.h>
#include <folly/io/async/EventBase.h>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>

class archive {
public:
    archive(folly::EventBase* loop, folly::CPUThreadPoolExecutor& slow) : loop_(loop), slow_(slow) {}

    void store(std::string name, std::string text) {
        slow_.add([this, name = std::move(name), text = std::move(text)] {
            std::ofstream(name) << text;
            while (std::system(("gzip -f " + name).c_str()) != 0)
                std::this_thread::sleep_for(std::chrono::seconds(5));
            loop_->runInEventBaseThread([this] { ++stored_; });
        });
    }

private:
    folly::EventBase* loop_;
    folly::CPUThreadPoolExecutor& slow_;
    unsigned stored_ = 0;
};
