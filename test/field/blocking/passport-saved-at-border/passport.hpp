// What a traveller shows at a border, and the file that he keeps a copy in.
#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <filesystem>
#include <future>
#include <mutex>
#include <string>
#include <vector>

struct passport {
    std::string holder;
    std::vector<std::string> visas;
    std::vector<char> encoded() const;
    static void save(const std::filesystem::path& file, const std::vector<char>& bytes);
};

class traveller {
public:
    traveller(boost::asio::io_context& loop, std::filesystem::path file) : timer_(loop), file_(std::move(file)) {}
    ~traveller();
    void start();
    void address_changed(const std::string& country);

private:
    void update();
    boost::asio::steady_timer timer_;
    std::filesystem::path file_;
    std::mutex guard_;
    passport own_;
    std::future<void> saving_;
};
