// FLAGS: -std=c++20 -fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore -isystem /usr/include/x86_64-linux-gnu/qt6/QtConcurrent
// CASE: when the title is shown, the thread of the interface reads all plug-ins
#include <QtCore/QObject>
#include <QtCore/QTimer>
#include <filesystem>
#include <fstream>
#include <iterator>
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
        start_.callOnTimeout(this, [this] { extensions_.initialise("plugin"); });  // EXPECT: blocking-file-io
        start_.start(0);
    }

private:
    QTimer start_;
    extensions extensions_;
};
