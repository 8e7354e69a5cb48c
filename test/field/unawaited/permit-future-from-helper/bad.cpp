// TU-SET: bad.cpp lib.cpp
// CASE: the helper in the other file returns the future of a permit; one caller keeps the future, not the permit.
#include "roster.hpp"

namespace crew {

seastar::future<> roster::clear() {
    log_line("clearing");
    auto permit = take_update_permit();  // EXPECT: missing-await-on-lock
    const auto next = version_ + 1;
    co_await peers_.invoke_on_all([](peer& p) { return p.forget(); });
    names_.clear();
    version_ = next;
}

seastar::future<> roster::add(std::string name) {
    auto permit = co_await take_update_permit();
    names_.push_back(std::move(name));
    ++version_;
    co_await announce(names_.back());
}

// The permit travels into the continuation and lives as long as the work.
seastar::future<> roster::rename(std::string from, std::string to) {
    return take_update_permit().then([this, from = std::move(from), to = std::move(to)](auto permit) mutable {
        for (auto& n : names_) {
            if (n == from) {
                n = to;
            }
        }
        return announce(std::move(to)).finally([permit = std::move(permit)] {});
    });
}

// The future is handed on: the caller takes the permit.
seastar::future<seastar::semaphore_units> roster::freeze() {
    auto permit = take_update_permit();
    log_line("freezing");
    return permit;
}

} // namespace crew
