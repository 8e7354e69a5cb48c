// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore -isystem /usr/include/x86_64-linux-gnu/qt6/QtConcurrent
// TU-SET: bad.cpp ledger.cpp
// CASE: the window stores the whole answer of a synchronisation in the database, in the slot that receives it
#include "ledger.hpp"
#include <QtCore/QObject>

class mailbox : public QObject {
    Q_OBJECT
public:
    mailbox(feed* source, QObject* parent) : QObject(parent) {
        connect(source, &feed::arrived, this, &mailbox::store);
    }

private:
    void store(const letters& fresh) {
        ledger_.keep(fresh.token, fresh.by_sender);  // EXPECT: blocking-database
        show(fresh);
    }
    void show(const letters& fresh);
    ledger ledger_;
};
