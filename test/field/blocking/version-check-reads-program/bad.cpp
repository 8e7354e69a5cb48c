// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore -isystem /usr/include/x86_64-linux-gnu/qt6/QtConcurrent
// CASE: the check for a new version reads the whole program file and hashes it on the thread of the user interface
#include <QtCore/QByteArray>
#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>
#include <QtCore/QObject>
#include <QtCore/QTimer>

class version_check : public QObject {
public:
    explicit version_check(QObject* parent) : QObject(parent) { prepare(); }

private:
    void prepare() {
        QFile program(QCoreApplication::applicationFilePath());
        if (!program.open(QIODevice::ReadOnly))
            return;
        const QByteArray bytes = program.readAll();
        QCryptographicHash sum(QCryptographicHash::Sha1);
        sum.addData(bytes);
        ask(sum.result().toHex());
    }
    void ask(const QByteArray& sum);
};

class window : public QObject {
public:
    explicit window(QObject* parent) : QObject(parent) {
        auto* daily = new QTimer(this);
        QObject::connect(daily, &QTimer::timeout, this, [this] {
            new version_check(this);  // EXPECT: blocking-file-io|heavy-call-on-executor
        });
        daily->start(24 * 60 * 60 * 1000);
    }
};
