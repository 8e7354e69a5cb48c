// ModelNames.h: how model files and messages spell the enumerations of Models.h. The order is the enumerators'.
#pragma once
#include "models/Models.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace cotidy {

template <class Enum> inline constexpr std::array<std::string_view, 0> spellings{};

template <>
inline constexpr std::array<std::string_view, 9> spellings<Blocking>{"none",    "sleep",   "wait",     "lock",   "file",
                                                                     "network", "process", "database", "console"};

template <>
inline constexpr std::array<std::string_view, 10> spellings<Locking>{
    "none", "acquire", "try", "try-zero", "around", "release", "defer", "adopt", "dismiss", "owned"};

template <>
inline constexpr std::array<std::string_view, 11> spellings<Thread>{"unknown",      "loop",          "io-pool", "pool",
                                                                    "compute-pool", "blocking-pool", "own",     "fiber",
                                                                    "caller",       "current",       "erased"};

template <>
inline constexpr std::array<std::string_view, 20> spellings<TypeRole>{
    "none",         "task", "generator",          "future",     "sender", "awaitable", "scope",        "executor",
    "mutex",        "lock", "async-mutex",        "async-lock", "token",  "io-object", "ready-future", "stop-token",
    "cancellation", "view", "unsequenced-policy", "test"};

template <> inline constexpr std::array<std::string_view, 3> spellings<Start>{"unspecified", "lazy", "eager"};

template <>
inline constexpr std::array<std::string_view, 3> spellings<Invocation::When>{"now", "later", "continuation"};

template <>
inline constexpr std::array<std::string_view, 5> spellings<Invocation::As>{"plain", "handler", "task", "pool-task",
                                                                           "thread-entry"};

template <>
inline constexpr std::array<std::string_view, 4> spellings<Invocation::Closure>{"unsaid", "kept", "dropped",
                                                                                "borrowed"};

template <>
inline constexpr std::array<std::string_view, 3> spellings<Invocation::Result>{"unsaid", "awaited", "ignored"};

static_assert(spellings<Blocking>.size() == std::size_t(Blocking::Console) + 1);
static_assert(spellings<Locking>.size() == std::size_t(Locking::Owned) + 1);
static_assert(spellings<Thread>.size() == std::size_t(Thread::Erased) + 1);
static_assert(spellings<TypeRole>.size() == std::size_t(TypeRole::Test) + 1);
static_assert(spellings<Start>.size() == std::size_t(Start::Eager) + 1);
static_assert(spellings<Invocation::When>.size() == std::size_t(Invocation::Continuation) + 1);
static_assert(spellings<Invocation::As>.size() == std::size_t(Invocation::ThreadEntry) + 1);

template <class Enum> constexpr std::string_view spell(Enum value) { return spellings<Enum>[std::size_t(value)]; }

template <class Enum> constexpr std::optional<Enum> unspell(std::string_view text) {
  for (std::size_t i = 0; i != spellings<Enum>.size(); ++i)
    if (spellings<Enum>[i] == text) return Enum(i);
  return std::nullopt;
}

}  // namespace cotidy
