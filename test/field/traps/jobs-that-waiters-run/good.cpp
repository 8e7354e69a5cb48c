// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore -isystem /usr/include/x86_64-linux-gnu/qt6/QtConcurrent
// Qt: a job of the global pool waits for a second job of that pool, and runs it itself where no thread has begun it.
#include <QtConcurrent/QtConcurrent>
#include <QtCore/QByteArray>
#include <QtCore/QFuture>
#include <QtCore/QString>

QByteArray stretch(const QByteArray& password, int rounds);
QByteArray read_safe(const QString& path);

class locksmith {
public:
    QFuture<bool> open(const QString& path, const QByteArray& password) {
        return QtConcurrent::run([this, path, password] {
            QFuture<QByteArray> key = QtConcurrent::run([password] { return stretch(password, 100'000); });
            const QByteArray content = read_safe(path);
            return fits(content, key.result());
        });
    }

private:
    bool fits(const QByteArray& content, const QByteArray& key);
};
