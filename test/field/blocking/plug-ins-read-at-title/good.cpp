// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore -isystem /usr/include/x86_64-linux-gnu/qt6/QtConcurrent
// CASE: a job beside the interface reads the plug-ins while the title is shown
#include <QtConcurrent/QtConcurrent>
#include <QtCore/QFuture>
#include <QtCore/QObject>
#include <QtCore/QTimer>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

namespace fs = std::filesystem;

class extensions {
public:
    void initialise(const fs::path& folder) {
        for (const auto& one : fs::directory_iterator(folder))
            if (one.path().extension() == ".js")
                scripts_.push_back(read(one.path()));
    }

private:
    static std::string read(const fs::path& file) {
        std::ifstream in(file);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    std::vector<std::string> scripts_;
};

class title : public QObject {
public:
    explicit title(QObject* parent) : QObject(parent) {
        start_.setSingleShot(true);
        start_.callOnTimeout(this, [this] {
            loading_ = QtConcurrent::run([all = extensions_] { all->initialise("plugin"); });
        });
        start_.start(0);
    }

private:
    QTimer start_;
    std::shared_ptr<extensions> extensions_ = std::make_shared<extensions>();
    QFuture<void> loading_;
};
