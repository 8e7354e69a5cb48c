// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore
// CASE: each connection that asks how it stands starts a thread that looks how much room the disk has
#include <QtCore/QDeadlineTimer>
#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QStorageInfo>
#include <QtCore/QString>
#include <QtCore/QThread>
#include <utility>

class connection : public QObject {
public:
    bool readable() const;
    QString next_request();
    void answer(const QString& text);
};

class free_room_checker : public QThread {
public:
    free_room_checker(QString folder, QObject* parent) : QThread(parent), folder_(std::move(folder)) {}
    qint64 room() const { return room_; }

protected:
    void run() override {
        const QStorageInfo storage(folder_);
        room_ = storage.isValid() ? storage.bytesAvailable() : -1;
    }

private:
    QString folder_;
    qint64 room_ = -1;
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
    void tell_room(connection* to) {
        auto* checker = new free_room_checker(folder_, this);
        connect(checker, &QThread::finished, to, [checker, to] {
            to->answer(QString::number(checker->room()));
            checker->deleteLater();
        });
        checker->start();  // EXPECT: thread-per-item
    }

    QString folder_;
};
