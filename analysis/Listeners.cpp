// By their names, and by what they do: a virtual call that tells somebody, or one that has a part of the work done.
#include "analysis/Listeners.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>

namespace cotidy {

using facts::OpKind;

// "onChange", "on_change", "notify", "handleEvent".
bool soundsLikeAnEvent(std::string_view method) {
  for (std::string_view word : {"on", "notify", "handle"}) {
    if (!method.starts_with(word)) continue;
    std::string_view rest = method.substr(word.size());
    if (rest.empty() || rest.front() == '_' || std::isupper(static_cast<unsigned char>(rest.front()))) return true;
  }
  return false;
}

static bool isCalled(std::string_view type, std::initializer_list<std::string_view> words) {
  std::string lower;
  for (char c : lastComponent(type)) lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

// What is called so is told things. A handler, and the like, may also be what does a part of the work.
bool listens(Type interface) { return isCalled(interface.name(), {"listener", "observer", "subscriber", "callback"}); }

bool mayListen(Type interface) {
  return listens(interface) || isCalled(interface.name(), {"handler", "delegate", "watcher", "sink"});
}

// A virtual method that does work of its own is a part of the program, which others refine: no interface for them to fill.
bool worksItself(const Program &program, const Function &function, const facts::CalleeT &callee) {
  const auto body = program.resolve(function, callee.key);
  if (!body) return false;
  const auto &ops = program.function(*body).ops();
  return std::any_of(ops.begin(), ops.end(), [](const facts::OpT *op) { return op->kind == OpKind::Call; });
}

}  // namespace cotidy
