// JsonText.cpp: the library reports events, not positions. So it reads through a cursor that shows how far it has come,
// and each event is booked under the path that led to it.
#include "models/JsonText.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <vector>

namespace cotidy {
namespace {

using nlohmann::json;

/// An input iterator whose copies share one position.
class Cursor {
public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char *;
  using reference = const char &;

  Cursor(const char *at, const char **reached) : at_(at), reached_(reached) {}
  reference operator*() const { return *at_; }
  Cursor &operator++() {
    *reached_ = ++at_;
    return *this;
  }
  Cursor operator++(int) {
    Cursor old = *this;
    ++*this;
    return old;
  }
  bool operator==(const Cursor &other) const { return at_ == other.at_; }

private:
  const char *at_;
  const char **reached_;
};

int linesUpTo(std::string_view text, std::size_t end) {
  auto last = text.begin() + std::ptrdiff_t(std::min(end, text.size()));
  return 1 + int(std::count(text.begin(), last, '\n'));
}

/// Follows the parser's events through the document.
class Tracker {
public:
  using Lines = std::map<std::string, int, std::less<>>;

  Tracker(const char *const *reached, Lines &lines) : counted_(*reached), reached_(reached), lines_(lines) {}

  void on(json::parse_event_t event, const json &parsed) {
    switch (event) {
    case json::parse_event_t::object_start: return open(false);
    case json::parse_event_t::array_start: return open(true);
    case json::parse_event_t::key: return key(parsed.get_ref<const std::string &>());
    case json::parse_event_t::value: book(); return next();
    case json::parse_event_t::object_end:
    case json::parse_event_t::array_end: levels_.pop_back(); return next();
    }
  }

private:
  struct Level {
    bool array;
    std::size_t index = 0;
    std::string key;
    std::set<std::string> keys;
  };

  void open(bool array) {
    book();
    levels_.push_back({array, 0, {}, {}});
  }

  void key(const std::string &name) {
    Level &level = levels_.back();
    if (!level.keys.insert(name).second)
      throw Refusal(line(), "the key '" + name + "' stands twice in one object; merge the two");
    level.key = name;
    book();
  }

  void next() {
    if (!levels_.empty() && levels_.back().array) ++levels_.back().index;
  }

  /// The first event wins: a key's line, not that of the value behind it.
  void book() { lines_.emplace(path(), line()); }

  std::string path() const {
    std::string out;
    for (const Level &level : levels_) out += "/" + (level.array ? std::to_string(level.index) : level.key);
    return out;
  }

  /// Events come in order: count on from the last one.
  int line() {
    line_ += int(std::count(counted_, *reached_, '\n'));
    counted_ = *reached_;
    return line_;
  }

  const char *counted_;
  int line_ = 1;
  const char *const *reached_;
  Lines &lines_;
  std::vector<Level> levels_;
};

/// "… parse error at line 3, column 7: syntax error while …" -> what follows the place.
std::string reasonOf(const json::parse_error &error) {
  std::string text = error.what();
  auto column = text.find("column ");
  auto colon = column == std::string::npos ? column : text.find(": ", column);
  return "no JSON: " + (colon == std::string::npos ? text : text.substr(colon + 2)) + "; mend the text there";
}

}  // namespace

JsonText JsonText::parse(std::string_view text) {
  JsonText result;
  const char *reached = text.data();
  Tracker tracker(&reached, result.lines_);
  try {
    result.value_ = json::parse(Cursor(text.data(), &reached), Cursor(text.data() + text.size(), &reached),
                                [&](int, json::parse_event_t event, json &parsed) {
                                  tracker.on(event, parsed);
                                  return true;
                                });
  } catch (const json::parse_error &error) {
    throw Refusal(linesUpTo(text, error.byte == 0 ? 0 : error.byte - 1), reasonOf(error));
  }
  return result;
}

int JsonText::lineOf(std::string pointer) const {
  for (;;) {
    if (auto found = lines_.find(pointer); found != lines_.end()) return found->second;
    if (pointer.empty()) return 0;
    pointer.resize(pointer.rfind('/'));
  }
}

}  // namespace cotidy
