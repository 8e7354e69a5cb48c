// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore
// CASE: the pool of the program looks how much room there is, however many ask
#include <QtCore/QMetaObject>
#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QStorageInfo>
#include <QtCore/QString>
#include <QtCore/QThreadPool>
#include <utility>

class connection : public QObject {
public:
    bool readable() const;
    QString next_request();
    void answer(const QString& text);
};

class status_desk : public QObject {
public:
    explicit status_desk(QString folder) : folder_(std::move(folder)) {}
    void serve(connection* from) {
        while (from->readable()) {
            const QString request = from->next_request();
            if (request == QStringLiteral("status"))
                tell_room(from);
        }
    }

private:
    void tell_room(connection* from) {
        QThreadPool::globalInstance()->start([folder = folder_, to = QPointer<connection>(from)] {
            const QStorageInfo storage(folder);
            const qint64 room = storage.isValid() ? storage.bytesAvailable() : -1;
            QMetaObject::invokeMethod(to.data(), [to, room] { to->answer(QString::number(room)); });
        });
    }

    QString folder_;
};
