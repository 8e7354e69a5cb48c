#include <userver/engine/async.hpp>
#include <userver/engine/sleep.hpp>
#include <userver/utils/async.hpp>
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace catalogue {

using namespace userver;

class Index {
public:
    void forget(const std::string& title);
};

class Catalogue {
public:
    Catalogue(Index& index, std::map<std::string, int> books) : index_(index), books_(std::move(books)) {}
    ~Catalogue() {
        for (const auto& [title, shelf] : books_) {
            index_.forget(title);
        }
    }

private:
    Index& index_;
    std::map<std::string, int> books_;
};

std::map<std::string, int> loadBooks(const std::string& path);

class CatalogueCache {
public:
    explicit CatalogueCache(engine::TaskProcessor& slow) : slow_(slow) {}

    void update(const std::string& path) {
        auto fresh = std::make_unique<Catalogue>(index_, loadBooks(path));
        std::swap(fresh, current_);
        if (freeing_.IsValid()) {
            freeing_.Get();
        }
        if (fresh) {
            freeing_ = engine::AsyncNoSpan(slow_, [old = std::move(fresh)]() mutable { old.reset(); });
        }
    }

    void announce(std::string news) {
        if (announcing_.IsValid()) {
            announcing_.Get();
        }
        announcing_ = utils::Async("announce", [this, news = std::move(news)] {
            engine::SleepFor(std::chrono::milliseconds(200));
            index_.forget(news);
        });
    }

    ~CatalogueCache() {
        if (freeing_.IsValid()) {
            freeing_.Wait();
        }
        if (announcing_.IsValid()) {
            announcing_.Wait();
        }
    }

private:
    engine::TaskProcessor& slow_;
    Index index_;
    std::unique_ptr<Catalogue> current_;
    engine::TaskWithResult<void> freeing_;
    engine::TaskWithResult<void> announcing_;
};

} // namespace catalogue
