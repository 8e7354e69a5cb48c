// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore -isystem /usr/include/x86_64-linux-gnu/qt6/QtConcurrent
// CASE: the pool of the program reads and hashes, the interface only starts it and shows the result
#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QByteArray>
#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>
#include <QtCore/QFutureWatcher>
#include <QtCore/QMetaObject>
#include <QtCore/QObject>
#include <QtCore/QThreadPool>
#include <QtCore/QTimer>

class album : public QObject {
public:
    album() {
        connect(&timer_, &QTimer::timeout, this, [this] { look(); });
        connect(&watcher_, &QFutureWatcher<QByteArray>::finished, this, [this] { known_ = watcher_.result(); });
    }

private:
    void look() {
        watcher_.setFuture(QtConcurrent::run([path = path_] {
            QFile file(path);
            if (!file.open(QFile::ReadOnly))
                return QByteArray();
            QCryptographicHash hash(QCryptographicHash::Sha1);
            hash.addData(file.readAll());
            return hash.result();
        }));
        QThreadPool::globalInstance()->start([this, path = path_] {
            QFile::remove(path + ".old");
            QMetaObject::invokeMethod(this, [this] { shown_ = true; }, Qt::QueuedConnection);
        });
        for (int i = 0; i < 7; ++i)
            counts_[i] += i;
    }

    QString path_;
    QByteArray known_;
    QTimer timer_;
    QFutureWatcher<QByteArray> watcher_;
    int counts_[7] = {};
    bool shown_ = false;
};
