// CASE: each log channel of the configuration gets a thread pool of its own, most of them asleep
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace asio = boost::asio;

struct channel_settings {
    std::string name;
    std::string file;
};

class channel {
public:
    explicit channel(const channel_settings& s) : out_(std::fopen(s.file.c_str(), "a")), writer_(1) {}
    ~channel() {
        writer_.join();
        if (out_)
            std::fclose(out_);
    }
    void log(std::string line) {
        asio::post(writer_, [this, line = std::move(line)] { std::fputs(line.c_str(), out_); });
    }

private:
    std::FILE* out_;
    asio::thread_pool writer_;
};

class ship_log {
public:
    explicit ship_log(const std::vector<channel_settings>& all) {
        for (const channel_settings& s : all)  // EXPECT-ALT: pool-per-call|thread-per-item
            channels_.emplace(s.name, std::make_unique<channel>(s));  // EXPECT: pool-per-call|thread-per-item
    }
    channel& of(const std::string& name) { return *channels_.at(name); }

private:
    std::map<std::string, std::unique_ptr<channel>> channels_;
};
