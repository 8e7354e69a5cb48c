// Places are indexes into a body's or a unit's files; findings carry names.
#include "checks/support/Places.h"

#include <algorithm>

namespace cotidy {

static Location located(const std::vector<std::string> &files, const facts::Place *place) {
  if (!place || place->file() < 0) return {};
  return {files[place->file()], place->line(), place->column(), place->begin(), place->end(), place->macro()};
}

Location locate(const Function &function, const std::unique_ptr<facts::Place> &place) {
  return located(function.body().files, place.get());
}

Location locate(const Function &function, const facts::OpT &op) {
  Location whole = locate(function, op.place), callee = locate(function, op.callee_place);
  if (callee.line == 0 || callee.line == whole.line || callee.macro) return whole;
  callee.end = whole.end;
  return callee;
}

Location locateHead(const Function &function) { return located(function.unit()->files, function.head().place.get()); }

Location locateWhole(const Function &function) { return located(function.unit()->files, function.head().range.get()); }

std::string brief(const Location &at) {
  std::size_t slash = at.file.rfind('/');
  return (slash == std::string::npos ? at.file : at.file.substr(slash + 1)) + ":" + std::to_string(at.line);
}

std::vector<std::uint32_t> statementOf(const Function &function, const facts::OpT &op) {
  return {function.id(), static_cast<std::uint32_t>(op.full_expression)};
}

// "boost/asio.hpp" includes all of "boost/asio/…".
static bool covers(const std::string &spelled, const std::string &header) {
  if (spelled == header) return true;
  std::size_t dot = spelled.rfind('.');
  return dot != std::string::npos && header.starts_with(spelled.substr(0, dot) + "/");
}

std::vector<Edit> includeEdits(const Function &function, const std::string &file,
                               const std::vector<std::string> &headers) {
  std::vector<Edit> edits;
  const facts::UnitT &unit = *function.unit();
  std::uint32_t at = 0;
  std::vector<std::string> present;
  for (const auto &include : unit.includes)
    if (unit.files[include->file] == file) {
      at = std::max(at, include->end);
      present.push_back(include->spelled);
    }
  std::string text;
  for (const std::string &header : headers) {
    std::string name = header.substr(1, header.size() - 2);
    bool has = std::any_of(present.begin(), present.end(), [&](const std::string &p) { return covers(p, name); });
    if (!has) edits.push_back({file, at, at, "#include " + header + "\n"});
  }
  return edits;
}

}  // namespace cotidy
