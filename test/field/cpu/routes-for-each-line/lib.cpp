#include "lines.hpp"

void line_registry::for_each(const std::function<void(std::uint64_t, const bus_line&)>& visit) const {
    for (const auto& [id, line] : lines_)
        visit(id, line);
}
