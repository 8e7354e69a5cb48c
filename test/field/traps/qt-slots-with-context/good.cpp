// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore -isystem /usr/include/qcoro6/qcoro
// Qt: eager QCoro tasks in slots, connections that end with their context object, children that their parent owns.
#include <QtCore/QCoreApplication>
#include <QtCore/QDebug>
#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QString>
#include <QtCore/QTimer>
#include <chrono>
#include <qcorotask.h>
#include <qcorotimer.h>

namespace player {

using namespace std::chrono_literals;

class Library : public QObject {
public:
    using QObject::QObject;
    QCoro::Task<QString> title(int track);
};

class Display : public QObject {
public:
    Display(Library& library, QObject* parent) : QObject(parent), library_(library) {
        auto* clock = new QTimer(this);  // dies with this object, and its connections too
        QObject::connect(clock, &QTimer::timeout, this, [this] { ++seconds_; });
        QObject::connect(clock, &QTimer::timeout, this, &Display::refresh);
        clock->start(1s);
    }

    void show(int track) {
        // The callback is skipped when the context object is gone.
        QCoro::connect(library_.title(track), this, [this, track](const QString& text) {
            setObjectName(text);
            qInfo() << track << text << seconds_;
        });
    }

    void fade() {
        QTimer::singleShot(300ms, this, [this] { setObjectName({}); });
        QMetaObject::invokeMethod(this, [this] { refresh(); }, Qt::QueuedConnection);
    }

    QCoro::Task<> announce(int track) {
        const QPointer<Display> alive(this);
        const QString text = co_await library_.title(track);
        if (!alive) {
            co_return;
        }
        alive->setObjectName(text);
    }

private:
    void refresh() { qInfo() << objectName(); }

    Library& library_;
    int seconds_ = 0;
};

} // namespace player

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    player::Library library;
    player::Display display(library, &app);
    // A reference to a local of 'main', which runs the loop.
    QTimer::singleShot(0, &app, [&display] { display.show(1); });
    return app.exec();
}
