// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore
// CASE: a searcher on a thread of its own looks for the parts, and tells the interface
#include <QtCore/QFile>
#include <QtCore/QList>
#include <QtCore/QMetaObject>
#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QThread>
#include <QtCore/QTimer>

struct order {
    QString folder;
    QList<QString> parts;
};

class order_book;

class searcher : public QObject {
public:
    explicit searcher(order_book* tells) : tells_(tells) {}
    void search(const order& one);

private:
    order_book* tells_;
};

class order_book : public QObject {
public:
    order_book() : searcher_(new searcher(this)) {
        searcher_->moveToThread(&thread_);
        thread_.start();
        QObject::connect(&due_, &QTimer::timeout, this, &order_book::add_next);
        due_.start(500);
    }
    void add(const order& one) { waiting_.append(one); }
    void begin(const order& one, const QList<QString>& there);

private:
    void add_next() {
        if (waiting_.isEmpty())
            return;
        const order one = waiting_.takeFirst();
        QMetaObject::invokeMethod(searcher_, [to = searcher_, one] { to->search(one); });
    }

    searcher* searcher_;
    QThread thread_;
    QTimer due_;
    QList<order> waiting_;
};
