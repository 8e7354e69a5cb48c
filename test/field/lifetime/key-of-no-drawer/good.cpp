// The empty key lives in the frame of a coroutine, which waits.
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
#include <string>
#include <utility>
#include <vector>

namespace cabinet {

struct Key {
    std::string text;
};

struct Outcome {
    int emptied = 0;
};

seastar::future<bool> tryAgain(int round);
void note(const std::string& cabinet, const Key& key, int round);

class Cabinet {
public:
    seastar::future<Outcome> empty(std::string name, std::vector<Key> keys) {
        const Key none{""};
        co_return co_await ask(doEmpty(name, std::move(keys)), name, none);
    }

    seastar::future<Outcome> emptyOne(std::string name, const Key& key) {
        std::vector<Key> one{key};
        co_return co_await ask(doEmpty(name, std::move(one)), name, key);
    }

private:
    seastar::future<Outcome> doEmpty(std::string name, std::vector<Key> keys);

    template <typename T>
    seastar::future<T> ask(seastar::future<T> request, std::string name, const Key& key) {
        int round = 0;
        while (co_await tryAgain(round)) {
            note(name, key, round++);
        }
        co_return co_await std::move(request);
    }
};

}  // namespace cabinet
