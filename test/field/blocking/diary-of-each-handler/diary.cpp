#include "diary.hpp"
#include <fstream>

diary& diary::instance() {
    static diary one;
    return one;
}

void diary::send_to(const std::string& path) {
    std::lock_guard hold(m_);
    out_ = std::make_shared<std::ofstream>(path, std::ofstream::app);
}

void diary::append(weight how, const std::string& text) {
    if (how > least_)
        return;
    std::lock_guard hold(m_);
    if (!out_)
        return;
    *out_ << text << std::endl;
}
