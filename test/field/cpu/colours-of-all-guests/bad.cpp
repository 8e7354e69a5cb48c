// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore
// CASE: when the theme changes, the colours of all guests are found anew, each by trial against its background
#include <QtCore/QByteArray>
#include <QtCore/QCryptographicHash>
#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QTimer>
#include <cmath>

struct colour {
    double red = 0;
    double green = 0;
    double blue = 0;
};

double luminance(const colour& c) {
    const auto linear = [](double v) { return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

double contrast(const colour& a, const colour& b) {
    const double x = luminance(a);
    const double y = luminance(b);
    return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

class theme : public QObject {
public:
    colour background() const;
};

class guest_list : public QObject {
public:
    explicit guest_list(theme* used) : theme_(used) {
        QObject::connect(&changed_, &QTimer::timeout, this, &guest_list::recolour);
    }
    void come(const QString& name) {
        names_.append(name);
        changed_.start(200);
    }

private:
    void recolour() {
        colours_.clear();
        for (const QString& name : names_)  // EXPECT: cpu-loop-on-executor|heavy-call-on-executor
            colours_.insert(name, readable(name, theme_->background()));  // EXPECT-ALT: heavy-call-on-executor
    }
    static colour readable(const QString& name, const colour& behind) {
        const QByteArray hash = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256);
        double light = 0.1;
        colour found;
        for (int step = 0; step < 100; ++step) {
            const double tint = static_cast<unsigned char>(hash[0]) / 255.0;
            found = {light * tint, light * (1 - tint), light * 0.5};
            if (contrast(found, behind) > 5)
                break;
            light += 0.01;
        }
        return found;
    }

    theme* theme_;
    QTimer changed_;
    QList<QString> names_;
    QHash<QString, colour> colours_;
};
