// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore -isystem /usr/include/x86_64-linux-gnu/qt6/QtConcurrent
// TU-SET: good.cpp ledger.cpp
// CASE: a pool thread stores the answer; the window only shows it
#include "ledger.hpp"
#include <QtConcurrent/QtConcurrent>
#include <QtCore/QFuture>
#include <QtCore/QObject>
#include <memory>

class mailbox : public QObject {
    Q_OBJECT
public:
    mailbox(feed* source, QObject* parent) : QObject(parent) {
        connect(source, &feed::arrived, this, &mailbox::store);
    }

private:
    void store(const letters& fresh) {
        storing_ = QtConcurrent::run([kept = ledger_, fresh] { kept->keep(fresh.token, fresh.by_sender); });
        show(fresh);
    }
    void show(const letters& fresh);
    std::shared_ptr<ledger> ledger_ = std::make_shared<ledger>();
    QFuture<void> storing_;
};
