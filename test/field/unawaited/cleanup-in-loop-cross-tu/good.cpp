// TU-SET: good.cpp lib.cpp
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/seastar.hh>
#include <seastar/core/when_all.hh>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace photos {

struct album { std::string path; std::size_t pictures = 0; };
using album_ptr = std::shared_ptr<album>;

class thumbnails {
public:
    seastar::future<> forget(album_ptr a) const;
    void note(const album_ptr& a) const;
};

seastar::future<> remove_all(std::vector<std::string> paths) {
    co_await seastar::do_for_each(paths, [](const std::string& p) { return seastar::remove_file(p); });
}

seastar::future<> remove_albums(std::vector<album_ptr> albums, const thumbnails& small) {
    std::vector<std::string> paths;
    auto forgotten = seastar::parallel_for_each(albums, [&small](const album_ptr& a) { return small.forget(a); });
    for (const auto& a : albums) {
        paths.push_back(a->path);
    }
    auto removed = remove_all(std::move(paths));
    return seastar::when_all_succeed(std::move(removed), std::move(forgotten)).discard_result();
}

// 'note' returns nothing: there is nothing to wait for.
seastar::future<std::size_t> inspect(const std::vector<album_ptr>& albums, const thumbnails& small) {
    std::size_t pictures = 0;
    for (const auto& a : albums) {
        small.note(a);
        pictures += a->pictures;
    }
    return seastar::make_ready_future<std::size_t>(pictures);
}

} // namespace photos
