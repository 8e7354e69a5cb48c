// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore
// CASE: the books are bound by a pool with a few threads
#include <QtCore/QObject>
#include <QtCore/QRunnable>
#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QThreadPool>
#include <utility>

void bind_pages(const QString& folder, const QString& cover);

class binding : public QRunnable {
public:
    binding(QString folder, QString cover) : folder_(std::move(folder)), cover_(std::move(cover)) {}
    void run() override { bind_pages(folder_, cover_); }

private:
    QString folder_;
    QString cover_;
};

class bindery : public QObject {
public:
    bindery() { pool_.setMaxThreadCount(2); }
    void bind_all(const QStringList& folders, const QString& cover) {
        for (const QString& folder : folders)
            pool_.start(new binding(folder, cover));
    }

private:
    QThreadPool pool_;
};
