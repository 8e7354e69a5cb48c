#pragma once
#include <folly/futures/Future.h>
#include <string>
#include <vector>

namespace census {

struct Column { std::string title; };
using Columns = std::vector<Column>;
struct Row { std::vector<std::string> cells; };

folly::Future<std::string> cell(const std::string& title, int household);
folly::Future<Row> render(const Columns& columns, int household);

} // namespace census
