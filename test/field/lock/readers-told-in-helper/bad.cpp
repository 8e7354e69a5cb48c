// CASE: dropping a shelf tells its waiting reader by a helper of a part of it, all under the mutex of the store.
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace library {

using Waiting = std::function<void(std::vector<std::string>)>;

struct Notice {
    Waiting callback;
    std::vector<std::string> books;
    void tell() {
        if (callback) {
            callback(std::move(books));
        }
    }
};

class Shelf {
public:
    void await(Waiting callback) { notify_ = std::move(callback); }
    Notice takeNotice() { return {std::exchange(notify_, nullptr), books_}; }
    std::vector<std::string> drop() {
        auto freed = std::move(books_);
        books_.clear();
        takeNotice().tell();
        return freed;
    }

private:
    Waiting notify_;
    std::vector<std::string> books_;
};

class Store {
public:
    bool dropShelf(std::size_t at) {
        std::vector<std::string> freed;
        {
            std::lock_guard<std::mutex> l(mutex_);
            if (!shelves_.at(at)) {
                return false;
            }
            freed = shelves_[at]->drop();  // EXPECT: callout-under-lock
            shelves_[at] = nullptr;
        }
        return freed.empty();
    }

private:
    std::mutex mutex_;
    std::vector<std::unique_ptr<Shelf>> shelves_;
};

} // namespace library
