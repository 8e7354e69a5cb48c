// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore
// CASE: each change moves one ship from one count to the other
#include <QtCore/QObject>
#include <QtCore/QTimer>
#include <map>
#include <string>
#include <vector>

enum class state { anchored, loading, sailing };

struct change {
    std::string name;
    state before = state::anchored, now = state::anchored;
};

class harbour_view : public QObject {
public:
    explicit harbour_view(QObject* parent) : QObject(parent) {
        QObject::connect(&changes_, &QTimer::timeout, this, [this] { show_changes(); });
    }

private:
    void show_changes() {
        for (const change& one : changed_) {
            paint(one.name);
            --counts_[one.before];
            ++counts_[one.now];
        }
        changed_.clear();
    }
    void paint(const std::string& name) { painted_ += name.size(); }

    QTimer changes_;
    std::vector<change> changed_;
    std::map<state, int> counts_;
    std::size_t painted_ = 0;
};
