// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore
// CASE: the colour of a guest is found when it is needed, and then kept
#include <QtCore/QByteArray>
#include <QtCore/QCryptographicHash>
#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QTimer>
#include <cmath>

struct colour {
    double red = 0;
    double green = 0;
    double blue = 0;
};

class theme : public QObject {
public:
    colour background() const;
};

class guest_list : public QObject {
public:
    explicit guest_list(theme* used) : theme_(used) {
        QObject::connect(&changed_, &QTimer::timeout, this, [this] { colours_.clear(); });
    }
    colour colour_of(const QString& name) {
        if (auto known = colours_.constFind(name); known != colours_.constEnd())
            return *known;
        return *colours_.insert(name, readable(name, theme_->background()));
    }

private:
    static colour readable(const QString& name, const colour& behind) {
        const QByteArray hash = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256);
        const double tint = static_cast<unsigned char>(hash[0]) / 255.0;
        const double light = behind.red + behind.green + behind.blue > 1.5 ? 0.2 : 0.8;
        return {light * tint, light * (1 - tint), light * 0.5};
    }

    theme* theme_;
    QTimer changed_;
    QHash<QString, colour> colours_;
};
