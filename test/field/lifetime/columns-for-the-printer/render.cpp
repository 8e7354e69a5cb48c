#include "columns.hpp"

namespace census {

folly::Future<Row> render(const Columns& columns, int household) {
    std::vector<folly::Future<std::string>> cells;
    for (const auto& column : columns) {
        cells.push_back(cell(column.title, household));
    }
    return folly::collect(std::move(cells)).via(&folly::InlineExecutor::instance()).thenValue([&columns](std::vector<std::string> texts) {
        Row row;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            row.cells.push_back(columns[i].title + ": " + texts[i]);
        }
        return row;
    });
}

} // namespace census
