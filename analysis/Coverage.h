// Coverage.h: what is known of a program's asynchronous parts and what is not, so that a team sees which models to add.
#pragma once
#include "analysis/Analysis.h"

#include <functional>

namespace cotidy {

struct Coverage {
  /// What tells us about a type or a call. A type is recognised by its promise, by the awaiter that the user wrote, or
  /// by a model; a call by a model, by a body to follow, or because it only makes a lazy task.
  enum class How : std::uint8_t { Model, Promise, Awaiter, Body, Unknown };

  struct Place {
    std::string file;
    std::uint32_t line = 0, column = 0;
    auto operator<=>(const Place &) const = default;
  };
  struct Item {
    std::string name;
    How how;
    std::size_t count;  // places where it is used
    Place first;
  };
  /// Items sorted by what is unknown first, then by use, then by name.
  struct Section {
    std::vector<Item> items;
    std::size_t total() const;
    std::size_t known() const;
    std::size_t count(How how) const;
  };

  Section awaited;  // types of what is awaited
  Section calls;  // calls that start, hand over or wait for something
  Section types;  // types that look asynchronous
};

/// `wanted` says which files count.
Coverage coverageOf(const Analysis &analysis, const std::function<bool(const std::string &file)> &wanted);

std::string_view nameOf(Coverage::How how);

/// Does the last component of a plain name say that the call starts, hands over or waits for something? `handsOver`: a
/// callable, task or future is among its operands, which gives words such as `get` and `then` their asynchronous sense.
bool soundsAsync(std::string_view plainName, bool handsOver);
/// Does the last component of a plain name call the type a task, a pool, a scheduler, …?
bool namesAsyncType(std::string_view plainName);

}  // namespace cotidy
