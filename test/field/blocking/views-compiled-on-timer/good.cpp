// CASE: a thread of its own looks for changed pages and compiles them
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

class page_manager {
public:
    explicit page_manager(std::vector<std::string> folders)
        : folders_(std::move(folders)), worker_([this](std::stop_token stop) { work(stop); }) {}

private:
    void work(std::stop_token stop) {
        std::unique_lock hold(m_);
        while (!stop.stop_requested()) {
            manage();
            tick_.wait_for(hold, stop, std::chrono::seconds(5), [] { return false; });
        }
    }
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

    std::vector<std::string> folders_;
    std::unordered_map<std::string, int> versions_;
    std::mutex m_;
    std::condition_variable_any tick_;
    std::jthread worker_;
};
