// CASE: removing an unknown branch throws an error whose text asks for a description, which takes the lock again.
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <sstream>
#include <stdexcept>
#include <string>

namespace grove {

class Tree {
public:
    explicit Tree(std::string name) : name_(std::move(name)) {}
    const std::string& name() const { return name_; }

    void grow(const std::string& branch) {
        std::unique_lock<std::shared_mutex> guard(mutex_);
        branches_[branch] = std::make_shared<Tree>(branch);
    }

    void prune(const Tree& branch) {
        std::unique_lock<std::shared_mutex> guard(mutex_);
        if (branches_.erase(branch.name()) != 1) {
            throw std::logic_error("no branch " + branch.name() + " in " + describe());  // EXPECT: blocking-under-lock
        }
    }

    std::string describe() const {
        std::ostringstream out;
        out << name_;
        std::shared_lock<std::shared_mutex> guard(mutex_);
        for (const auto& [name, tree] : branches_) {
            out << ' ' << name;
        }
        return out.str();
    }

private:
    std::string name_;
    mutable std::shared_mutex mutex_;
    std::map<std::string, std::shared_ptr<Tree>> branches_;
};

}  // namespace grove
