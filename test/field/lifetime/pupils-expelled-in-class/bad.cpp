// CASE: a lesson is started on a pupil of the map, who is expelled in the same breath: the lesson goes on with nobody.
#include <coroutine>
#include <exception>
#include <map>
#include <memory>
#include <string>
#include <utility>

namespace school {

/// Begins at once, and nobody waits for it.
struct Lesson {
    struct promise_type {
        Lesson get_return_object() noexcept { return {}; }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() noexcept {}
        void unhandled_exception() noexcept { std::terminate(); }
    };
};

struct Bell {
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> h);
    void await_resume() const noexcept {}
};

class Pupil : public std::enable_shared_from_this<Pupil> {
public:
    Lesson learn() {
        co_await Bell{};
        ++marks_;
    }

private:
    int marks_ = 0;
};

class School {
public:
    void enrol(std::string name) { pupils_.emplace(std::move(name), std::make_shared<Pupil>()); }

    void lastLesson(const std::string& name) {
        auto found = pupils_.find(name);
        if (found == pupils_.end()) {
            return;
        }
        found->second->learn();  // EXPECT: dangling-this
        pupils_.erase(found);  // EXPECT-ALT: dangling-this
    }

private:
    std::map<std::string, std::shared_ptr<Pupil>> pupils_;
};

}  // namespace school
