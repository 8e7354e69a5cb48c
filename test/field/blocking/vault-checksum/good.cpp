// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore -isystem /usr/include/x86_64-linux-gnu/qt6/QtConcurrent
// CASE: the pool of the program reads and hashes, and the watcher compares when that is done
#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QByteArray>
#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>
#include <QtCore/QFutureWatcher>
#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QTimer>

class vault_watch : public QObject {
public:
    explicit vault_watch(QObject* parent) : QObject(parent) {
        connect(&timer_, &QTimer::timeout, this, &vault_watch::check);
        connect(&reading_, &QFutureWatcher<QByteArray>::finished, this, &vault_watch::compare);
    }
    void watch(const QString& path) {
        path_ = path;
        timer_.start(30'000);
    }

private:
    void check() {
        reading_.setFuture(QtConcurrent::run([path = path_] { return checksum(path); }));
    }
    void compare() {
        if (reading_.result() != known_)
            changed();
    }
    static QByteArray checksum(const QString& path) {
        QFile file(path);
        if (!file.open(QFile::ReadOnly))
            return {};
        QCryptographicHash hash(QCryptographicHash::Sha256);
        hash.addData(&file);
        return hash.result();
    }
    void changed();

    QString path_;
    QByteArray known_;
    QTimer timer_;
    QFutureWatcher<QByteArray> reading_;
};
