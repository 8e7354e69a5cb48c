#pragma once
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/rwlock.hh>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace atlas {

class volume {
public:
    seastar::future<seastar::rwlock::holder> shelve_lock();
    std::uint64_t edition() const { return edition_; }
    void swap_pages(std::vector<std::string>& pages);

private:
    seastar::rwlock lock_;
    std::uint64_t edition_ = 0;
    std::vector<std::string> pages_;
};

seastar::future<std::vector<std::string>> redraw(const volume& v);
seastar::future<> drop_readers(const volume& v);

class binder {
public:
    seastar::future<> rebind(std::shared_ptr<volume> v);
    seastar::future<> shelve(std::shared_ptr<volume> v);

private:
    int bound_ = 0;
};

} // namespace atlas
