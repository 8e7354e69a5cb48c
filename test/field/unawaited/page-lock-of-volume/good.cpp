// TU-SET: good.cpp volume.cpp
#include "volume.hpp"

#include <stdexcept>

namespace atlas {

seastar::future<> binder::rebind(std::shared_ptr<volume> v) {
    const auto before = v->edition();
    auto pages = co_await redraw(*v);
    co_await drop_readers(*v);
    auto exclusive = co_await v->shelve_lock();
    if (before != v->edition()) {
        throw std::runtime_error("changed meanwhile");
    }
    v->swap_pages(pages);
    ++bound_;
}

// The lock travels with the continuation.
seastar::future<> binder::shelve(std::shared_ptr<volume> v) {
    auto locked = v->shelve_lock();
    return locked.then([v](auto exclusive) {
        std::vector<std::string> none;
        v->swap_pages(none);
        (void)exclusive;
    });
}

} // namespace atlas
