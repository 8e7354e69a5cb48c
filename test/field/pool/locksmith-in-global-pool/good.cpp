// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore -isystem /usr/include/x86_64-linux-gnu/qt6/QtConcurrent
// CASE: the job stretches the key itself
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
            const QByteArray key = stretch(password, 100'000);
            return fits(read_safe(path), key);
        });
    }

private:
    bool fits(const QByteArray& content, const QByteArray& key);
};
