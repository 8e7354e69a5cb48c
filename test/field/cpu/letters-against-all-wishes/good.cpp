// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore
// CASE: one letter is looked at in each turn of the event loop
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
    QRegularExpression must_contain;
    QRegularExpression must_not_contain;
    bool matches(const QString& title) const {
        return must_contain.match(title).hasMatch() && !must_not_contain.match(title).hasMatch();
    }
};

class mailbox : public QObject {
public:
    QList<letter> take_new();
};

class sorter : public QObject {
public:
    explicit sorter(mailbox* from) : from_(from) {
        QObject::connect(&due_, &QTimer::timeout, this, [this] {
            waiting_.append(from_->take_new());
            next_.start(1);
        });
        QObject::connect(&next_, &QTimer::timeout, this, &sorter::look_at_one);
        due_.start(60000);
    }

private:
    void look_at_one() {
        if (waiting_.isEmpty()) {
            next_.stop();
            return;
        }
        const letter one = waiting_.takeFirst();
        at_ = 0;
        keep_if_wished(one);
    }
    void keep_if_wished(const letter& one);

    mailbox* from_;
    QTimer due_;
    QTimer next_;
    QList<letter> waiting_;
    int at_ = 0;
};
