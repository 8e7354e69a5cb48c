// CASE: weak pointers are locked inside the hub's lock; the last reference may go there, and that destructor takes the lock.
#include <folly/Synchronized.h>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace chat {

class Hub;

class Member {
public:
    Member(std::shared_ptr<Hub> hub, std::string name) : hub_(std::move(hub)), name_(std::move(name)) {}
    ~Member();
    const std::string& name() const { return name_; }
    void enqueue(const std::string& text) { inbox_.wlock()->push_back(text); }

private:
    std::shared_ptr<Hub> hub_;
    std::string name_;
    folly::Synchronized<std::vector<std::string>> inbox_;
};

class Hub {
public:
    void join(const std::shared_ptr<Member>& m) { members_.wlock()->push_back(m); }

    void leave(const Member* gone) {
        auto members = members_.wlock();
        std::erase_if(*members, [gone](const std::weak_ptr<Member>& w) { return w.expired() || same(w, gone); });
    }

    void prune(const std::string& name) {
        auto members = members_.wlock();
        for (auto it = members->begin(); it != members->end();) {
            auto member = it->lock();  // EXPECT: callout-under-lock
            it = !member || member->name() == name ? members->erase(it) : std::next(it);
        }  // EXPECT-ALT: callout-under-lock
    }

    // The references leave the lock before they are used or released.
    void say(const std::string& text) {
        std::vector<std::shared_ptr<Member>> present;
        members_.withRLock([&](const auto& all) {
            for (const auto& w : all) {
                if (auto m = w.lock()) {
                    present.push_back(std::move(m));
                }
            }
        });
        for (auto& m : present) {
            m->enqueue(text);
        }
    }

private:
    static bool same(const std::weak_ptr<Member>& w, const Member* m);

    folly::Synchronized<std::vector<std::weak_ptr<Member>>> members_;
};

Member::~Member() {
    hub_->leave(this);
    std::printf("%s has left\n", name_.c_str());
}

} // namespace chat
