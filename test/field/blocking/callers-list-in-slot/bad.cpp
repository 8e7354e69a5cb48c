// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore
// CASE: the list of unwanted callers is read line by line in the slot that the switch is connected to
#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QTextStream>
#include <QtCore/QTimer>
#include <vector>

struct CallerRange {
    quint64 first = 0, last = 0;
};

class Exchange : public QObject {
public:
    explicit Exchange(QObject* parent) : QObject(parent) {
        reload_.setSingleShot(true);
        connect(&reload_, &QTimer::timeout, this, [this] { enableFilter(path_); });  // EXPECT: blocking-file-io
    }
    void choose(const QString& path) {
        path_ = path;
        reload_.start(0);
    }

private:
    void enableFilter(const QString& path) {
        const std::vector<CallerRange> ranges = parse(path);
        blocked_ = ranges;
    }
    static std::vector<CallerRange> parse(const QString& path) {
        std::vector<CallerRange> ranges;
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly | QIODevice::Text))
            return ranges;
        while (!file.atEnd()) {
            const QString line = QString::fromUtf8(file.readLine()).trimmed();
            const QStringList parts = line.split('-');
            if (line.startsWith('#') || parts.size() != 2)
                continue;
            ranges.push_back({parts[0].toULongLong(), parts[1].toULongLong()});
        }
        return ranges;
    }

    QTimer reload_;
    QString path_;
    std::vector<CallerRange> blocked_;
};

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    Exchange exchange(&app);
    exchange.choose("callers.txt");
    return QCoreApplication::exec();
}
