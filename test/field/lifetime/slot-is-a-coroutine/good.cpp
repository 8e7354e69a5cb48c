// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore -isystem /usr/include/qcoro6/qcoro
#include <QtCore/QCoreApplication>
#include <QtCore/QDebug>
#include <QtCore/QMetaObject>
#include <QtCore/QString>
#include <QtCore/QTimer>
#include <chrono>
#include <qcorotask.h>
#include <qcorotimer.h>

namespace notes {

using namespace std::chrono_literals;

class Store : public QObject {
public:
    QCoro::Task<int> save(QString text);
    QCoro::Task<QString> load(int id);

    void saveLater(QString text) {
        QTimer::singleShot(200ms, this, [this, text] {
            QCoro::connect(save(text), this, [](int id) { qInfo() << "saved as" << id; });
        });
    }

    void refreshQueued(int id) {
        QMetaObject::invokeMethod(this, [this, id] {
            QCoro::connect(load(id), this, [this](const QString& text) { setObjectName(text.left(20)); });
        }, Qt::QueuedConnection);
    }

    // An ordinary slot: runs to its end in one go.
    void tick() {
        QTimer::singleShot(1s, this, [this] { qInfo() << objectName(); });
    }

    QCoro::Task<> archive(int id) {
        const QString text = co_await load(id);
        const auto twice = [this](QString t) -> QCoro::Task<int> { co_return co_await save(t + t); };
        const int copy = co_await twice(text);  // the closure is a local of this frame
        qInfo() << id << "archived as" << copy;
    }
};

} // namespace notes
