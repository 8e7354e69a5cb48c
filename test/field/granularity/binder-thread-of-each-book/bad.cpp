// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore
// CASE: each book that is to be bound gets a thread of its own, and nothing limits how many there are
#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QThread>
#include <utility>

void bind_pages(const QString& folder, const QString& cover);

class binder_thread : public QThread {
public:
    binder_thread(QString folder, QString cover, QObject* parent)
        : QThread(parent), folder_(std::move(folder)), cover_(std::move(cover)) {}
    ~binder_thread() override {
        requestInterruption();
        wait();
    }

protected:
    void run() override { bind_pages(folder_, cover_); }

private:
    QString folder_;
    QString cover_;
};

class bindery : public QObject {
public:
    void bind_all(const QStringList& folders, const QString& cover) {
        for (const QString& folder : folders) {
            auto* one = new binder_thread(folder, cover, this);  // EXPECT: thread-per-item
            QObject::connect(one, &QThread::finished, one, &QObject::deleteLater);
            one->start();  // EXPECT-ALT: thread-per-item
        }
    }
};
