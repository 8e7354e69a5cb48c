#include "journal.hpp"

void journal::add(const std::string& line) {
    std::lock_guard<std::mutex> hold(m_);
    lines_.push_back(line);
}
