// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore
// CASE: a reader in a thread of its own reads the gazette, and tells of each notice
#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QThread>
#include <QtCore/QXmlStreamReader>

struct notice {
    QString title;
    QString link;
};

class courier : public QObject {
    Q_OBJECT
public:
    void fetch(const QString& place);
Q_SIGNALS:
    void arrived(const QByteArray& paper);
};

class reader : public QObject {
    Q_OBJECT
public:
    void read(const QByteArray& paper) {
        QXmlStreamReader xml(paper);
        notice one;
        while (!xml.atEnd()) {
            xml.readNext();
            if (xml.isStartElement() && xml.name() == QStringLiteral("title"))
                one.title = xml.readElementText();
            else if (xml.isStartElement() && xml.name() == QStringLiteral("link"))
                one.link = xml.readElementText();
            else if (xml.isEndElement() && xml.name() == QStringLiteral("notice"))
                Q_EMIT found(one.title, one.link);
        }
    }
Q_SIGNALS:
    void found(const QString& title, const QString& link);
};

class gazette : public QObject {
public:
    explicit gazette(courier* from) : reader_(new reader) {
        reader_->moveToThread(&thread_);
        QObject::connect(&thread_, &QThread::finished, reader_, &QObject::deleteLater);
        QObject::connect(from, &courier::arrived, reader_, &reader::read);
        QObject::connect(reader_, &reader::found, this, &gazette::add);
        thread_.start();
    }

private:
    void add(const QString& title, const QString& link) { notices_.insert(link, notice{title, link}); }

    reader* reader_;
    QThread thread_;
    QHash<QString, notice> notices_;
};
