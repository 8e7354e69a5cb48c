// CASE: work with a ticket is sent to a worker thread, but the coroutine frees the ticket, and its destructor writes a file
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <unistd.h>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>

namespace ss = seastar;

class side_thread {
public:
    ss::future<std::string> submit(std::function<std::string()> job);
};

class ticket {
public:
    explicit ticket(const std::string& cache) : file_(std::fopen(cache.c_str(), "r+")) {}
    ~ticket() {
        if (!file_)
            return;
        std::fputs(answer_.c_str(), file_);
        std::fflush(file_);
        ::fsync(fileno(file_));
        std::fclose(file_);
    }
    std::string stamp(const std::string& name) { return answer_ = name + " may pass"; }

private:
    std::FILE* file_;
    std::string answer_;
};

class turnstile {
public:
    ss::future<std::string> authenticate(std::string name) {
        const std::string answer = co_await side_.submit([this, name] {
            if (!ticket_)
                ticket_ = std::make_unique<ticket>("tickets.cache");
            return ticket_->stamp(name);
        });
        if (answer.empty())
            co_return "refused";
        ticket_.reset();  // EXPECT: blocking-file-io|blocking-destructor
        co_return answer;
    }

private:
    side_thread side_;
    std::unique_ptr<ticket> ticket_;
};
