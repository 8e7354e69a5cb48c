#pragma once
#include <seastar/core/future.hh>
#include <string>
#include <vector>

namespace ss = seastar;

struct guest {
    std::string name;
    std::string room;
};

// Each entry is written to the disk before the future is ready.
class guest_book {
public:
    explicit guest_book(std::string path) : path_(std::move(path)) {}
    ss::future<> note_guest(guest one) const;

private:
    ss::future<> append(std::string line) const;
    std::string path_;
};
