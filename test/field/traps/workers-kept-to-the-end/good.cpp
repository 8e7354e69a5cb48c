// CASE: a few futures and threads that are kept in members and waited for by the thread that made them
#include <atomic>
#include <fstream>
#include <future>
#include <string>
#include <thread>
#include <deque>

class backup {
public:
    explicit backup(std::string from) : from_(std::move(from)) {}
    void start() {
        reading_ = std::async(std::launch::async, [this] { return read(); });
        writing_ = std::async(std::launch::async, [this] { return write(); });
    }
    bool finish() {
        const bool read = reading_.get();
        return writing_.get() && read;
    }

private:
    bool read() {
        std::ifstream in(from_);
        for (std::string line; std::getline(in, line);)
            ++lines_;
        return in.eof();
    }
    bool write() {
        std::ofstream out(from_ + ".copy");
        out << lines_;
        return out.good();
    }
    std::string from_;
    std::atomic<int> lines_{0};
    std::future<bool> reading_, writing_;
};

int main(int argc, char** argv) {
    std::deque<backup> all;

    all.emplace_back("books");
    all.emplace_back("papers");
    for (backup& one : all)
        one.start();
    bool good = argc < 2 || argv[1][0] != 'x';
    for (backup& one : all)
        good = one.finish() && good;
    return good ? 0 : 1;
}
