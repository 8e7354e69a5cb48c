#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <vector>

namespace keep {

class Watcher {
public:
    virtual ~Watcher() = default;
    virtual void changed(const std::string& name, int value) = 0;
    virtual void cleared() = 0;
};

class Register {
public:
    void watch(std::weak_ptr<Watcher> watcher);
    int value(const std::string& name) const;
    void set(const std::string& name, int value);
    void clear();

private:
    std::vector<std::weak_ptr<Watcher>> watchers() const;
    void tellAll(const std::string& name, int value);

    mutable std::shared_mutex mutex_;
    std::map<std::string, int> values_;
    std::vector<std::weak_ptr<Watcher>> watchers_;
};

} // namespace keep
