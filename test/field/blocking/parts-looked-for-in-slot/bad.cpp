// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore
// CASE: when an order is added, the interface itself looks which of its parts are there already, one file after the other
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QTimer>

struct order {
    QString folder;
    QList<QString> parts;
};

class order_book : public QObject {
public:
    order_book() {
        QObject::connect(&due_, &QTimer::timeout, this, &order_book::add_next);
        due_.start(500);
    }
    void add(const order& one) { waiting_.append(one); }

private:
    void add_next() {
        if (waiting_.isEmpty())
            return;
        order one = waiting_.takeFirst();
        QList<QString> there;
        for (const QString& part : one.parts) {
            QFile file(one.folder + QLatin1Char('/') + part);
            if (file.open(QFile::ReadOnly) && file.readAll().startsWith("part"))  // EXPECT: blocking-file-io
                there.append(part);
        }
        begin(one, there);
    }
    void begin(const order& one, const QList<QString>& there);

    QTimer due_;
    QList<order> waiting_;
};
