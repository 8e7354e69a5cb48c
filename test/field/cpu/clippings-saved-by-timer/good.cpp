// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore
// CASE: the worker's thread gets the clippings, and makes the text itself
#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QThread>
#include <QtCore/QTimer>

struct clipping {
    QString id;
    QString title;
    QString text;
    bool seen = false;
    QJsonObject to_json() const {
        QJsonObject made;
        made.insert(QStringLiteral("id"), id);
        made.insert(QStringLiteral("title"), title);
        made.insert(QStringLiteral("text"), text);
        made.insert(QStringLiteral("seen"), seen);
        return made;
    }
};

class writer : public QObject {
public:
    void save(const QString& path, const QHash<QString, clipping>& clippings) {
        QJsonArray all;
        for (const clipping& one : clippings)
            all.append(one.to_json());
        write(path, QJsonDocument(all).toJson());
    }

private:
    void write(const QString& path, const QByteArray& bytes);
};

class folder : public QObject {
public:
    folder() : to_(new writer) {
        to_->moveToThread(&thread_);
        thread_.start();
        due_.setSingleShot(true);
        QObject::connect(&due_, &QTimer::timeout, this, &folder::save);
    }
    void add(const clipping& one) {
        clippings_.insert(one.id, one);
        due_.start(1000);
    }

private:
    void save() {
        QMetaObject::invokeMethod(to_, [to = to_, path = path_, clippings = clippings_] { to->save(path, clippings); });
    }

    writer* to_;
    QThread thread_;
    QTimer due_;
    QString path_;
    QHash<QString, clipping> clippings_;
};
