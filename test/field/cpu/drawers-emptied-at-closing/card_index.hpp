// The cards of a library: what each reader has borrowed, by his number.
#pragma once
#include <seastar/core/future.hh>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

struct card {
    std::string title;
    std::vector<std::string> notes;
};

class shelf_space {
public:
    void give_back(const card& one);

private:
    std::size_t used_ = 0;
    std::map<std::string, unsigned> copies_;
};

class card_index {
public:
    explicit card_index(shelf_space& space) : space_(space) {}
    void add(std::uint64_t reader, card one) { cards_[reader].push_back(std::move(one)); }
    void clear();
    seastar::future<> clear_gently();

private:
    shelf_space& space_;
    std::map<std::uint64_t, std::vector<card>> cards_;
};
