#pragma once
#include <boost/asio/thread_pool.hpp>
#include <string>
#include <vector>

class index_of_volume {
public:
    explicit index_of_volume(std::string volume);
    void build(boost::asio::thread_pool& builders);

private:
    void sort_part(std::size_t part);
    std::string volume_;
    std::vector<std::vector<std::string>> parts_;
};
