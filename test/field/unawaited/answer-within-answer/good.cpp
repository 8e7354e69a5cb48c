// Both tasks are awaited.
#include <folly/coro/Task.h>
#include <string>
#include <utility>
#include <vector>

namespace clinic {

struct Patient {
    std::string name;
    int ward = 0;
};

folly::coro::Task<void> examine(Patient patient);
folly::coro::Task<void> writeLetter(std::string to);

/// Waits for a free room, and then calls what it was given there.
template <typename Fn> folly::coro::Task<std::invoke_result_t<Fn>> inFreeRoom(int ward, Fn fn);

class Reception {
public:
    folly::coro::Task<int> receive(std::vector<Patient> patients) {
        int seen = 0;
        for (auto& patient : patients) {
            const int ward = patient.ward;
            co_await co_await inFreeRoom(ward, [&patient] { return examine(std::move(patient)); });
            ++seen;
        }
        co_await writeLetter("the wards");
        co_return seen;
    }

    folly::coro::Task<int> beds(int ward) {
        co_return co_await inFreeRoom(ward, [this] { return beds_; });
    }

private:
    int beds_ = 12;
};

}  // namespace clinic
