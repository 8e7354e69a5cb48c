// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore -isystem /usr/include/x86_64-linux-gnu/qt6/QtConcurrent
// CASE: after the login a slot of the window reads all conversations from the database before anything is shown
#include <QtCore/QObject>
#include <QtCore/QTimer>
#include <sqlite3.h>
#include <map>
#include <string>
#include <vector>

class diary {
public:
    std::map<std::string, std::vector<std::string>> all() const {
        std::map<std::string, std::vector<std::string>> pages;
        sqlite3_stmt* rows = nullptr;
        if (sqlite3_prepare_v2(db_, "SELECT day, line FROM diary", -1, &rows, nullptr) != SQLITE_OK)
            return pages;
        while (sqlite3_step(rows) == SQLITE_ROW) {
            const auto* day = reinterpret_cast<const char*>(sqlite3_column_text(rows, 0));
            const auto* line = reinterpret_cast<const char*>(sqlite3_column_text(rows, 1));
            pages[day].push_back(line);
        }
        sqlite3_finalize(rows);
        return pages;
    }

private:
    sqlite3* db_ = nullptr;
};

class desk : public QObject {
public:
    explicit desk(QObject* parent) : QObject(parent) {
        QTimer::singleShot(0, this, [this] { restore(); });  // EXPECT: blocking-database
    }

private:
    void restore() {
        for (const auto& [day, lines] : diary_.all())
            add_tab(day, lines);
    }
    void add_tab(const std::string& day, const std::vector<std::string>& lines);
    diary diary_;
};
