// IrCosts.h: what functions cost by the code that the compiler makes of them: optimised, inlined, vectorised, with loops
// counted. What is only called there keeps its name, for the models to say what it costs. Free of clang: ExtractIr fills it.
#pragma once
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cotidy {

struct Cost;
class Models;

/// How often, or how many nanoseconds. `high` is infinite where no bound is known.
struct IrRange {
  static constexpr double unbounded = std::numeric_limits<double>::infinity();
  double low = 0, typical = 0, high = 0;
};

/// What some code costs.
struct IrCode {
  IrRange own;  // nanoseconds, without `calls`
  unsigned depth = 0;  // loops over data inside one another
  std::map<std::string, IrRange> calls;  // plain names of functions outside of the unit, and how often each is called;
  // an empty name: a callee that is not known
};

/// A loop in the source, by the place of its keyword, and the last line of its body.
struct SourceLoop {
  std::uint32_t line = 0, column = 0, last = 0;
  double rounds = 0;  // typical, where the code does not say more
};

/// What became of it. Loops that the compiler split are one; of one that it solved or unrolled, straight code is left.
struct IrLoop {
  std::uint32_t line = 0, column = 0;
  IrCode whole;  // each time that it is reached
};

struct IrCost {
  std::string key;  // as in the facts
  IrCode whole;
  std::vector<IrLoop> loops;  // those that were asked for
};

/// The functions that are asked for: their loops by their keys, as in the facts.
using IrFunctions = std::map<std::string, std::vector<SourceLoop>>;

/// What compiling a unit said.
struct IrReport {
  std::vector<IrCost> costs;
  std::vector<std::string> errors;  // one line each; empty: it was compiled
};

std::string pack(const IrReport &report);
/// Nothing where the text is not what `pack` makes.
std::optional<IrReport> readIrReport(std::string_view text);

/// With what the models say of the calls; none where they do not know one of them.
std::optional<Cost> resolve(const IrCode &code, const Models &models);

/// The estimate, narrowed by what was counted; none where the source says more than the code.
std::optional<Cost> narrowed(const Cost &estimate, const Cost &counted);

}  // namespace cotidy
