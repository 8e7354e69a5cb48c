// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore -isystem /usr/include/x86_64-linux-gnu/qt6/QtConcurrent
// CASE: the pool of Qt reads and hashes; the answer comes back as a signal
#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QByteArray>
#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>
#include <QtCore/QFutureWatcher>
#include <QtCore/QObject>
#include <QtCore/QTimer>

class version_check : public QObject {
public:
    explicit version_check(QObject* parent) : QObject(parent) {
        QObject::connect(&sum_, &QFutureWatcher<QByteArray>::finished, this, [this] { ask(sum_.result()); });
        sum_.setFuture(QtConcurrent::run([] { return sum_of_program(); }));
    }

private:
    static QByteArray sum_of_program() {
        QFile program(QCoreApplication::applicationFilePath());
        if (!program.open(QIODevice::ReadOnly))
            return {};
        QCryptographicHash sum(QCryptographicHash::Sha1);
        sum.addData(program.readAll());
        return sum.result().toHex();
    }
    void ask(const QByteArray& sum);
    QFutureWatcher<QByteArray> sum_;
};

class window : public QObject {
public:
    explicit window(QObject* parent) : QObject(parent) {
        auto* daily = new QTimer(this);
        QObject::connect(daily, &QTimer::timeout, this, [this] { new version_check(this); });
        daily->start(24 * 60 * 60 * 1000);
    }
};
