// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore
// CASE: for each ship that has changed, a slot of the window counts all ships of the harbour again
#include <QtCore/QObject>
#include <QtCore/QTimer>
#include <map>
#include <string>
#include <vector>

enum class state { anchored, loading, sailing };

struct ship {
    std::string name;
    state now = state::anchored;
};

class harbour_view : public QObject {
public:
    explicit harbour_view(QObject* parent) : QObject(parent) {
        QObject::connect(&changes_, &QTimer::timeout, this, [this] { show_changes(); });  // EXPECT: cpu-loop-on-executor
    }

private:
    void show_changes() {
        for (const std::string& name : changed_) {  // EXPECT-ALT: cpu-loop-on-executor
            paint(name);
            count();
        }
        changed_.clear();
    }
    void count() {
        counts_.clear();
        for (const ship& one : ships_)
            ++counts_[one.now];
    }
    void paint(const std::string& name) { painted_ += name.size(); }

    QTimer changes_;
    std::vector<std::string> changed_;
    std::vector<ship> ships_;
    std::map<state, int> counts_;
    std::size_t painted_ = 0;
};
