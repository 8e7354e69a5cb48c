#include "volume.hpp"

namespace atlas {

seastar::future<seastar::rwlock::holder> volume::shelve_lock() { return lock_.hold_write_lock(); }

void volume::swap_pages(std::vector<std::string>& pages) {
    pages_.swap(pages);
    ++edition_;
}

} // namespace atlas
