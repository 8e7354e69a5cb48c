// Baseline.cpp: the file is a JSON array whose first element tells the version. Each entry's line begins with its comma:
// a line that is added or taken away never changes another one, so that two branches merge.
#include "driver/Baseline.h"

#include "driver/JsonInput.h"
#include "driver/Names.h"
#include "driver/UserError.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

namespace cotidy {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view versionKey = "cotidy-baseline";

struct Field {
  std::string_view name;
  std::string &(*of)(BaselineEntry &);
  bool required;
};

constexpr std::array fields = {
    Field{"rule", [](BaselineEntry &e) -> std::string & { return e.identity.rule; }, true},
    Field{"file", [](BaselineEntry &e) -> std::string & { return e.identity.file; }, true},
    Field{"function", [](BaselineEntry &e) -> std::string & { return e.identity.function; }, false},
    Field{"subject", [](BaselineEntry &e) -> std::string & { return e.identity.subject; }, false},
    Field{"code", [](BaselineEntry &e) -> std::string & { return e.identity.code; }, false},
    Field{"chain", [](BaselineEntry &e) -> std::string & { return e.identity.chain; }, false},
    Field{"before", [](BaselineEntry &e) -> std::string & { return e.identity.before; }, false},
    Field{"after", [](BaselineEntry &e) -> std::string & { return e.identity.after; }, false},
    Field{"reason", [](BaselineEntry &e) -> std::string & { return e.reason; }, false},
    Field{"until", [](BaselineEntry &e) -> std::string & { return e.until; }, false},
};

[[noreturn]] void refuse(const std::string &file, const std::string &what) {
  throw UserError(file + ": the baseline is damaged: " + what +
                  "; restore it from version control, or delete it and run 'cotidy baseline create'");
}

void requireVersion(const std::string &file, const nlohmann::json &root) {
  const bool known = root.is_array() && !root.empty() && root.front().is_object() &&
                     root.front().contains(versionKey) && root.front().at(versionKey).is_number_integer();
  if (!known) refuse(file, "it does not begin with [{\"" + std::string(versionKey) + "\": 1}");
  const auto version = root.front().at(versionKey).get<long long>();
  if (version > baselineVersion)
    throw UserError(file + ": a newer cotidy wrote this baseline (version " + std::to_string(version) +
                    ", and this one reads " + std::to_string(baselineVersion) + "); update cotidy");
  if (version < 1) refuse(file, "there is no version " + std::to_string(version));
}

BaselineEntry entryOf(const std::string &file, const nlohmann::json &object, std::size_t number) {
  const std::string where = "entry " + std::to_string(number);
  if (!object.is_object()) refuse(file, where + " is not an object");
  BaselineEntry entry;
  std::vector<std::string_view> names;
  for (const Field &field : fields) names.push_back(field.name);
  for (const auto &[name, value] : object.items()) {
    const auto field = std::ranges::find(fields, name, &Field::name);
    if (field == fields.end()) refuse(file, where + ": " + unknownName("key", name, names));
    if (!value.is_string()) refuse(file, where + ": '" + name + "' must be a string");
    field->of(entry) = value.get<std::string>();
  }
  for (const Field &field : fields)
    if (field.required && field.of(entry).empty()) refuse(file, where + " has no '" + std::string(field.name) + "'");
  if (!entry.until.empty() && !isDay(entry.until)) refuse(file, where + ": 'until' must be a day, as in 2027-01-31");
  return entry;
}

}  // namespace

Baseline readBaseline(const std::string &file) {
  const std::string text = readInput(file, "the baseline");
  nlohmann::json root;
  try {
    root = parseJson(file, text);
  } catch (const UserError &error) {
    // parseJson names the line, which is where a merge conflict stands
    throw UserError(std::string(error.what()) +
                    "; the baseline is damaged: restore it, or delete it and run 'cotidy baseline create'");
  }
  requireVersion(file, root);
  Baseline baseline;
  for (std::size_t i = 1; i < root.size(); ++i) baseline.push_back(entryOf(file, root[i], i));
  return baseline;
}

std::string toText(Baseline entries) {
  std::ranges::sort(entries, {}, [](const BaselineEntry &entry) {
    return std::tie(entry.identity.file, entry.identity.rule, entry.identity, entry.reason, entry.until);
  });
  std::string text = "[{\"" + std::string(versionKey) + "\": " + std::to_string(baselineVersion) + "}\n";
  for (BaselineEntry &entry : entries) {
    Json object;
    for (const Field &field : fields)
      if (!field.of(entry).empty()) object[std::string(field.name)] = field.of(entry);
    text += ',' + object.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
  }
  return text + "]\n";
}

bool isDay(std::string_view text) {
  int year = 0;
  unsigned month = 0, day = 0;
  int length = 0;
  const std::string copy(text);
  if (copy.size() != 10 || std::sscanf(copy.c_str(), "%4d-%2u-%2u%n", &year, &month, &day, &length) != 3) return false;
  using namespace std::chrono;
  return length == 10 && year_month_day(std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)).ok();
}

std::string today() {
  using namespace std::chrono;
  const year_month_day date(floor<days>(system_clock::now()));
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return text;
}

bool isOver(const BaselineEntry &entry, std::string_view day) { return !entry.until.empty() && entry.until < day; }

BaselineMatch matchBaseline(const Baseline &baseline, std::span<const Finding> findings, const Sources &sources) {
  std::vector<Identity> old, now;
  for (const BaselineEntry &entry : baseline) old.push_back(entry.identity);
  for (const Finding &finding : findings) now.push_back(identityOf(finding, sources));
  BaselineMatch match{matchIdentities(old, now), {}};
  std::vector<char> used(baseline.size());
  for (const auto &found : match.entryOf)
    if (found) used[found->old] = true;
  for (std::size_t i = 0; i < used.size(); ++i)
    if (!used[i]) match.stale.push_back(i);
  return match;
}

}  // namespace cotidy
