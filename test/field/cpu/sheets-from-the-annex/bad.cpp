// CASE: a continuation copies all sheets that the annex sent into the tray, in one go
#include <seastar/core/future.hh>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ss = seastar;

struct line {
    std::string words;
    std::vector<std::string> notes;
};

struct sheet {
    std::string title;
    std::vector<line> lines;
};

struct parcel_of_sheets {
    std::unique_ptr<std::deque<sheet>> sheets;
    bool last = false;
};

ss::future<parcel_of_sheets> ask_annex(std::string shelf);

class tray {
public:
    ss::future<> fill(std::string shelf) {
        return ask_annex(std::move(shelf)).then([this](parcel_of_sheets got) {
            last_ = got.last;
            for (const sheet& one : *got.sheets)  // EXPECT: cpu-loop-on-executor
                put(sheet(one));
        });
    }

private:
    void put(sheet one) {
        size_ += one.lines.size();
        sheets_.push_back(std::move(one));
    }

    std::deque<sheet> sheets_;
    std::size_t size_ = 0;
    bool last_ = false;
};
