#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <seastar/core/seastar.hh>
#include <cstdio>
#include <memory>
#include <string>

namespace photos {

struct album { std::string path; std::size_t pictures = 0; };
using album_ptr = std::shared_ptr<album>;

class thumbnails {
public:
    seastar::future<> forget(album_ptr a) const;
    void note(const album_ptr& a) const;
};

seastar::future<> thumbnails::forget(album_ptr a) const {
    const std::string file = a->path + ".small";
    if (co_await seastar::file_exists(file)) {
        co_await seastar::remove_file(file);
    }
}

void thumbnails::note(const album_ptr& a) const { std::printf("%s: %zu\n", a->path.c_str(), a->pictures); }

} // namespace photos
