#pragma once
#include <QtCore/QObject>
#include <sqlite3.h>
#include <map>
#include <string>

struct letters {
    std::string token;
    std::map<std::string, std::string> by_sender;
};

class feed : public QObject {
    Q_OBJECT
signals:
    void arrived(const letters& fresh);
};

class ledger {
public:
    void keep(const std::string& token, const std::map<std::string, std::string>& by_sender);

private:
    void insert(const std::string& sender, const std::string& text);
    sqlite3* db_ = nullptr;
};
