// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore
// CASE: a gazette that has arrived is read to its end, notice by notice, by the slot that is told of it
#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QXmlStreamReader>

struct notice {
    QString title;
    QString link;
    QString text;
};

class courier : public QObject {
    Q_OBJECT
public:
    void fetch(const QString& place);
Q_SIGNALS:
    void arrived(const QByteArray& paper);
};

class gazette : public QObject {
public:
    explicit gazette(courier* from) : from_(from) { QObject::connect(from_, &courier::arrived, this, &gazette::read); }
    int count() const { return static_cast<int>(notices_.size()); }

private:
    void read(const QByteArray& paper) {
        QXmlStreamReader xml(paper);
        while (!xml.atEnd()) {  // EXPECT: cpu-loop-on-executor|heavy-call-on-executor|loop-without-suspension
            xml.readNext();  // EXPECT-ALT: heavy-call-on-executor
            if (xml.isStartElement() && xml.name() == QStringLiteral("notice"))
                add(xml);  // EXPECT-ALT: heavy-call-on-executor
        }
    }
    void add(QXmlStreamReader& xml) {
        notice one;
        while (!xml.atEnd()) {
            xml.readNext();
            if (xml.isEndElement() && xml.name() == QStringLiteral("notice"))
                break;
            if (!xml.isStartElement())
                continue;
            if (xml.name() == QStringLiteral("title"))
                one.title = xml.readElementText();
            else if (xml.name() == QStringLiteral("link"))
                one.link = xml.readElementText();
            else if (xml.name() == QStringLiteral("text"))
                one.text = xml.readElementText();
        }
        if (!notices_.contains(one.link))
            notices_.insert(one.link, one);
    }

    courier* from_;
    QHash<QString, notice> notices_;
};
