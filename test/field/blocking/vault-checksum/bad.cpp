// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore -isystem /usr/include/x86_64-linux-gnu/qt6/QtConcurrent
// CASE: a timer of the interface reads the watched file and hashes it, to see whether it has changed
#include <QtCore/QByteArray>
#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>
#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QTimer>

class vault_watch : public QObject {
public:
    explicit vault_watch(QObject* parent) : QObject(parent) {
        connect(&timer_, &QTimer::timeout, this, &vault_watch::check);
    }
    void watch(const QString& path) {
        path_ = path;
        timer_.start(30'000);
    }

private:
    void check() {
        if (checksum() != known_)  // EXPECT: blocking-file-io|heavy-call-on-executor
            changed();
    }
    QByteArray checksum() const {
        QFile file(path_);
        if (!file.open(QFile::ReadOnly))  // EXPECT-ALT: blocking-file-io
            return {};
        QCryptographicHash hash(QCryptographicHash::Sha256);
        hash.addData(&file);  // EXPECT-ALT: blocking-file-io|heavy-call-on-executor
        return hash.result();
    }
    void changed();

    QString path_;
    QByteArray known_;
    QTimer timer_;
};
