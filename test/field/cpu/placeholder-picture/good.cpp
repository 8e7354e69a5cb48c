// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore -isystem /usr/include/x86_64-linux-gnu/qt6/QtConcurrent
// CASE: the picture is computed in the thread pool of Qt, and shown when it is there
#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QFutureWatcher>
#include <QtCore/QObject>
#include <QtCore/QTimer>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

struct picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> grey;
};

picture placeholder(const std::array<float, 12>& waves, int width, int height) {
    picture made{width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(width) * height)};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            float light = 0;
            for (int j = 0; j < 3; ++j)
                for (int i = 0; i < 4; ++i)
                    light += waves[j * 4 + i] * std::cos(3.14159f * x * i / width) * std::cos(3.14159f * y * j / height);
            made.grey[static_cast<std::size_t>(y) * width + x] = static_cast<std::uint8_t>(128 + 64 * light);
        }
    }
    return made;
}

class preview : public QObject {
public:
    explicit preview(QObject* parent) : QObject(parent), due_(new QTimer(this)) {
        QObject::connect(&ready_, &QFutureWatcher<picture>::finished, this, [this] { show(ready_.result()); });
        QObject::connect(due_, &QTimer::timeout, this, [this] {
            ready_.setFuture(QtConcurrent::run([waves = waves_, w = width_, h = height_] { return placeholder(waves, w, h); }));
        });
    }

private:
    void show(const picture& p);
    QTimer* due_;
    QFutureWatcher<picture> ready_;
    std::array<float, 12> waves_{};
    int width_ = 0;
    int height_ = 0;
};
