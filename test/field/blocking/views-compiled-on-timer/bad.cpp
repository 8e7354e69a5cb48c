// CASE: every five seconds a timer of the server's loop looks for changed pages, and runs the compiler for them
#include <trantor/net/EventLoop.h>
#include <cstdlib>
#include <string>
#include <unordered_map>
#include <vector>

class page_manager {
public:
    page_manager(trantor::EventLoop* loop, std::vector<std::string> folders) : loop_(loop), folders_(std::move(folders)) {
        timer_ = loop_->runEvery(5.0, [this] { manage(); });  // EXPECT: blocking-process
    }
    ~page_manager() { loop_->invalidateTimer(timer_); }

private:
    void manage() {
        for (const std::string& folder : folders_)
            for_each_page(folder, [this](const std::string& page) {
                if (changed(page))
                    compile(page);
            });
    }
    template <typename F> static void for_each_page(const std::string& folder, F&& visit) {
        visit(folder + "/index.page");
        visit(folder + "/about.page");
    }
    bool changed(const std::string& page) { return versions_[page]++ == 0; }
    void compile(const std::string& page) {
        const std::string command = "page_compiler " + page + " -o " + page + ".so";
        const int rc = std::system(command.c_str());
        if (rc != 0)
            versions_.erase(page);
    }

    trantor::EventLoop* loop_;
    trantor::TimerId timer_ = 0;
    std::vector<std::string> folders_;
    std::unordered_map<std::string, int> versions_;
};
