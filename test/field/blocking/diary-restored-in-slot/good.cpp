// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore -isystem /usr/include/x86_64-linux-gnu/qt6/QtConcurrent
// CASE: a thread of the pool reads, and the window shows what it gets
#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QFutureWatcher>
#include <QtCore/QObject>
#include <QtCore/QTimer>
#include <sqlite3.h>
#include <map>
#include <string>
#include <vector>

using pages = std::map<std::string, std::vector<std::string>>;

class diary {
public:
    pages all() const {
        pages found;
        sqlite3_stmt* rows = nullptr;
        if (sqlite3_prepare_v2(db_, "SELECT day, line FROM diary", -1, &rows, nullptr) != SQLITE_OK)
            return found;
        while (sqlite3_step(rows) == SQLITE_ROW) {
            const auto* day = reinterpret_cast<const char*>(sqlite3_column_text(rows, 0));
            const auto* line = reinterpret_cast<const char*>(sqlite3_column_text(rows, 1));
            found[day].push_back(line);
        }
        sqlite3_finalize(rows);
        return found;
    }

private:
    sqlite3* db_ = nullptr;
};

class desk : public QObject {
public:
    explicit desk(QObject* parent) : QObject(parent) {
        QObject::connect(&read_, &QFutureWatcher<pages>::finished, this, [this] { day_count_ = read_.result().size(); });
        QTimer::singleShot(0, this, [this] { read_.setFuture(QtConcurrent::run([this] { return diary_.all(); })); });
    }

private:
    diary diary_;
    QFutureWatcher<pages> read_;
    std::size_t day_count_ = 0;
};
