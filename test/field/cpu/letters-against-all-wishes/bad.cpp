// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore
// CASE: whenever a bundle of letters arrives, each is held against the patterns of all wishes, in the user interface
#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QRegularExpression>
#include <QtCore/QString>
#include <QtCore/QTimer>

struct letter {
    QString title;
    QString sender;
};

struct wish {
    QString must_contain;
    QString must_not_contain;
    bool matches(const QString& title) const {
        const QRegularExpression wanted(must_contain, QRegularExpression::CaseInsensitiveOption);
        if (!wanted.match(title).hasMatch())
            return false;
        const QRegularExpression unwanted(must_not_contain, QRegularExpression::CaseInsensitiveOption);
        return must_not_contain.isEmpty() || !unwanted.match(title).hasMatch();
    }
};

class mailbox : public QObject {
public:
    QList<letter> take_new();
};

class sorter : public QObject {
public:
    explicit sorter(mailbox* from) : from_(from) {
        QObject::connect(&due_, &QTimer::timeout, this, &sorter::look);
        due_.start(60000);
    }

private:
    void look() {
        for (const letter& one : from_->take_new()) {  // EXPECT: cpu-loop-on-executor|heavy-call-on-executor
            const wish* found = first_match(one);  // EXPECT-ALT: heavy-call-on-executor
            if (found)
                keep(one, *found);
        }
    }
    const wish* first_match(const letter& one) const {
        for (const wish& each : wishes_)
            if (each.matches(one.title))
                return &each;
        return nullptr;
    }
    void keep(const letter& one, const wish& why);

    mailbox* from_;
    QTimer due_;
    QList<wish> wishes_;
};
