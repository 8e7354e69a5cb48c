// CASE: all channels write on one pool, each through a strand of its own
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
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
    channel(const channel_settings& s, asio::thread_pool& disk) : out_(std::fopen(s.file.c_str(), "a")), writer_(disk.get_executor()) {}
    ~channel() {
        if (out_)
            std::fclose(out_);
    }
    void log(std::string line) {
        asio::post(writer_, [this, line = std::move(line)] { std::fputs(line.c_str(), out_); });
    }

private:
    std::FILE* out_;
    asio::strand<asio::thread_pool::executor_type> writer_;
};

class ship_log {
public:
    explicit ship_log(const std::vector<channel_settings>& all) : disk_(2) {
        for (const channel_settings& s : all)
            channels_.emplace(s.name, std::make_unique<channel>(s, disk_));
    }
    ~ship_log() { disk_.join(); }
    channel& of(const std::string& name) { return *channels_.at(name); }

private:
    std::map<std::string, std::unique_ptr<channel>> channels_;
    asio::thread_pool disk_;
};
