// The words by which code that no model knows can be told to be asynchronous: snake_case and camelCase, word by word.
#include "analysis/Coverage.h"

#include <algorithm>

namespace cotidy {

using Words = std::vector<std::string>;

static bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
static bool isDigit(char c) { return c >= '0' && c <= '9'; }

// "syncWait" and "sync_wait2" are {"sync", "wait"}, "HTTPPool" is {"http", "pool"}.
static Words wordsOf(std::string_view name) {
  Words words(1);
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool afterLower = i > 0 && !isUpper(name[i - 1]);
    const bool beforeLower = i > 0 && i + 1 < name.size() && !isUpper(name[i + 1]) && name[i + 1] != '_';
    if (c == '_' || (isUpper(c) && (afterLower || beforeLower))) words.emplace_back();
    if (c != '_') words.back() += isUpper(c) ? static_cast<char>(c - 'A' + 'a') : c;
  }
  for (std::string &word : words) std::erase_if(word, isDigit);
  std::erase(words, std::string());
  return words;
}

template <std::size_t n> static bool isOneOf(const std::string &word, const std::string_view (&list)[n]) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

bool soundsAsync(std::string_view plainName, bool handsOver) {
  constexpr std::string_view clear[] = {"spawn", "submit", "schedule", "enqueue", "async", "wait", "sleep"};
  constexpr std::string_view inContext[] = {"post",  "then", "join",   "get", "dispatch", "defer", "execute", "launch",
                                            "start", "run",  "detach", "via", "await",    "block", "continue"};
  constexpr std::string_view asking[] = {"is", "has", "set", "on", "num", "max", "min", "make", "should", "can"};
  const Words words = wordsOf(lastComponent(plainName));
  if (words.empty() || isOneOf(words.front(), asking)) return false;
  return std::any_of(words.begin(), words.end(), [&](const std::string &word) {
    return isOneOf(word, clear) || (handsOver && isOneOf(word, inContext));
  });
}

bool namesAsyncType(std::string_view plainName) {
  constexpr std::string_view nouns[] = {"task", "future",    "promise", "executor",
                                        "pool", "scheduler", "strand",  "reactor"};
  constexpr std::string_view ofMemory[] = {"memory", "object", "buffer", "string", "byte", "allocator", "mem"};
  const Words words = wordsOf(lastComponent(plainName));
  if (words.empty()) return false;
  const std::string before = words.size() > 1 ? words[words.size() - 2] : std::string();
  if (words.back() == "loop") return before == "event" || before == "io" || before == "run";
  return isOneOf(words.back(), nouns) && !isOneOf(before, ofMemory);
}

}  // namespace cotidy
