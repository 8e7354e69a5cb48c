// Reads, writes and a database on executors that are there for them; the loop gets results only.
#include <folly/executors/CPUThreadPoolExecutor.h>
#include <folly/executors/IOThreadPoolExecutor.h>
#include <folly/futures/Future.h>
#include <folly/io/async/EventBase.h>
#include <sqlite3.h>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <utility>

class shelf {
public:
    shelf(folly::EventBase& evb, folly::CPUThreadPoolExecutor& disk) : evb_(evb), disk_(disk) {}

    folly::Future<folly::Unit> open(std::string book) {
        return folly::via(&disk_,
                          [book] {
                              std::ifstream in(book);
                              std::stringstream text;
                              text << in.rdbuf();
                              return text.str();
                          })
            .via(&evb_)
            .thenValue([this, book](std::string text) {
                texts_[book] = std::move(text);
                return folly::unit;
            });
    }

    folly::Future<folly::Unit> note(std::string line) {
        evb_.runInEventBaseThread([this, line] { last_ = line; });
        return folly::via(&disk_, [this, line] {
            sqlite3_exec(db_, ("INSERT INTO notes VALUES('" + line + "')").c_str(), nullptr, nullptr, nullptr);
            if (std::FILE* out = std::fopen("notes.txt", "a")) {
                std::fputs(line.c_str(), out);
                std::fclose(out);
            }
            return folly::unit;
        });
    }

private:
    folly::EventBase& evb_;
    folly::CPUThreadPoolExecutor& disk_;
    sqlite3* db_ = nullptr;
    std::map<std::string, std::string> texts_;
    std::string last_;
};
