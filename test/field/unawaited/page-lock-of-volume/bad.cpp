// TU-SET: bad.cpp volume.cpp
// CASE: a method of another file returns the future of a write lock; one of two callers takes it for the lock.
#include "volume.hpp"

#include <stdexcept>

namespace atlas {

seastar::future<> binder::rebind(std::shared_ptr<volume> v) {
    const auto before = v->edition();
    auto pages = co_await redraw(*v);
    co_await drop_readers(*v);
    auto exclusive = v->shelve_lock();  // EXPECT: missing-await-on-lock
    if (before != v->edition()) {
        throw std::runtime_error("changed meanwhile");
    }
    v->swap_pages(pages);
    ++bound_;
}

seastar::future<> binder::shelve(std::shared_ptr<volume> v) {
    auto exclusive = co_await v->shelve_lock();
    std::vector<std::string> none;
    v->swap_pages(none);
}

} // namespace atlas
