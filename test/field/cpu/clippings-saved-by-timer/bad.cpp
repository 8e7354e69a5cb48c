// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore
// CASE: a timer of the user interface turns all clippings into text before a worker writes them
#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QObject>
#include <QtCore/QString>
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
    void write_later(const QString& path, const QByteArray& bytes);
};

class folder : public QObject {
public:
    explicit folder(writer* to) : to_(to) {
        due_.setSingleShot(true);
        QObject::connect(&due_, &QTimer::timeout, this, &folder::save);
    }
    void add(const clipping& one) {
        clippings_.insert(one.id, one);
        due_.start(1000);
    }

private:
    void save() {
        QJsonArray all;
        for (const clipping& one : clippings_)  // EXPECT: cpu-loop-on-executor|heavy-call-on-executor
            all.append(one.to_json());
        to_->write_later(path_, QJsonDocument(all).toJson());  // EXPECT-ALT: heavy-call-on-executor
    }

    writer* to_;
    QTimer due_;
    QString path_;
    QHash<QString, clipping> clippings_;
};
